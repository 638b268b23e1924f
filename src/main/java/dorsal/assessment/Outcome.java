package dorsal.assessment;

import dorsal.clinical.Ceiling;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.knowledge.RuleCard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** What an assessment would come to, as far as a forecast tells. Immutable. */
public final class Outcome {
    private static final Urgency[] URGENCIES = Urgency.values();
    private static final Ceiling[] CEILINGS = Ceiling.values();
    private static final Verdict[] VERDICTS = Verdict.values();

    private final Speaking rules;
    private final Tally tally;
    private final BitSet fired;
    private final Map<Integer, byte[]> lifted;

    Outcome(Speaking rules, Tally tally, BitSet fired, Map<Integer, byte[]> lifted) {
        this.rules = rules;
        this.tally = tally;
        this.fired = fired;
        this.lifted = lifted;
    }

    /** A rule that fired and what it says of one exercise. */
    public record Contribution(RuleCard rule, Verdict verdict) {}

    public Urgency urgency() {
        return URGENCIES[tally.urgency()];
    }

    public Ceiling ceiling() {
        return CEILINGS[tally.ceiling()];
    }

    public boolean hold() {
        return tally.holds() > 0;
    }

    /** The verdict of the exercise at a place of the catalogue. */
    public Verdict verdict(int place) {
        return VERDICTS[tally.verdict(place)];
    }

    /** Of how many exercises the verdict differs. */
    public int verdictsChanged(Outcome other) {
        return tally.verdictsChanged(other.tally);
    }

    /** True when urgency, ceiling, hold and every verdict are the same, whatever rules they rest on. */
    public boolean comesToTheSameAs(Outcome other) {
        return urgency() == other.urgency()
                && ceiling() == other.ceiling()
                && hold() == other.hold()
                && verdictsChanged(other) == 0;
    }

    /** How much the rules restrict in all: tells outcomes apart that come to the same because another rule is stricter. */
    public int restrictions() {
        return tally.restrictions();
    }

    public boolean hasFired(String rule) {
        return fired.get(rules.index(rule));
    }

    /** Every rule that fires, by id. */
    public List<String> fired() {
        List<String> ids = new ArrayList<>(fired.cardinality());
        fired.stream().forEach(rule -> ids.add(rules.card(rule).id()));
        return List.copyOf(ids);
    }

    /** The rules that restrict the exercise at a place of the catalogue, by id, and how much each does. */
    public List<Contribution> contributions(int place) {
        List<Contribution> contributions = new ArrayList<>();
        for (int rule = fired.nextSetBit(0); rule >= 0; rule = fired.nextSetBit(rule + 1)) {
            byte[] levels = lifted.getOrDefault(rule, rules.levels(rule));
            if (levels.length > 0 && levels[place] > 0) {
                contributions.add(new Contribution(rules.card(rule), VERDICTS[levels[place]]));
            }
        }
        return contributions;
    }

    /** The running sums of what the rules that fired say; verdicts, ceilings and urgencies by their ordinal. */
    static final class Tally {
        private final int[] urgencies;
        private final int[] ceilings;
        private final short[] verdicts;
        private int holds;

        Tally(int exercises) {
            this.urgencies = new int[URGENCIES.length];
            this.ceilings = new int[CEILINGS.length];
            this.verdicts = new short[exercises * VERDICTS.length];
        }

        private Tally(Tally other) {
            this.urgencies = other.urgencies.clone();
            this.ceilings = other.ceilings.clone();
            this.verdicts = other.verdicts.clone();
            this.holds = other.holds;
        }

        Tally copy() {
            return new Tally(this);
        }

        void countUrgency(int urgency, int times) {
            urgencies[urgency] += times;
        }

        void countCeiling(int ceiling, int times) {
            ceilings[ceiling] += times;
        }

        void countHold(int times) {
            holds += times;
        }

        /** Counts what a rule says of every exercise; of those of which it says nothing, nothing is counted. */
        void countVerdicts(byte[] levels, int times) {
            for (int place = 0; place < levels.length; place++) {
                if (levels[place] > 0) {
                    verdicts[place * VERDICTS.length + levels[place]] += (short) times;
                }
            }
        }

        int urgency() {
            int top = urgencies.length - 1;
            while (top > 0 && urgencies[top] == 0) {
                top--;
            }
            return top;
        }

        int ceiling() {
            int lowest = 0;
            while (lowest < ceilings.length - 1 && ceilings[lowest] == 0) {
                lowest++;
            }
            return lowest;
        }

        int holds() {
            return holds;
        }

        int verdict(int place) {
            int top = VERDICTS.length - 1;
            while (top > 0 && verdicts[place * VERDICTS.length + top] == 0) {
                top--;
            }
            return top;
        }

        int verdictsChanged(Tally other) {
            if (Arrays.equals(verdicts, other.verdicts)) {
                return 0;
            }
            int changed = 0;
            for (int place = 0; place < verdicts.length / VERDICTS.length; place++) {
                changed += verdict(place) == other.verdict(place) ? 0 : 1;
            }
            return changed;
        }

        int restrictions() {
            int sum = 0;
            for (int i = 0; i < verdicts.length; i++) {
                sum += verdicts[i] * (i % VERDICTS.length);
            }
            return sum;
        }
    }
}
