package dorsal.assessment;

import dorsal.clinical.Ceiling;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Conclusion.Hold;
import dorsal.clinical.Conclusion.Limit;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Exercise;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What every rule would say for one patient if it fired; rules are known by their place in the rule set. */
final class Speaking {
    static final int NOTHING = -1;
    private static final byte[] OF_NO_EXERCISE = {};

    private final RuleSet rules;
    private final List<RuleCard> cards;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final boolean[] recovering;
    private final Clearances clearances;
    private final int[] urgencies;
    private final int[] ceilings;
    private final Map<Integer, byte[]> levels = new HashMap<>();

    Speaking(RuleSet rules, TrainingLog log, Clearances clearances) {
        this.rules = rules;
        this.cards = rules.knowledge().rules();
        this.clearances = clearances;
        this.recovering = new boolean[rules.catalogue().size()];
        for (int place = 0; place < recovering.length; place++) {
            recovering[place] = log.isRecovering(rules.catalogue().get(place));
        }
        this.urgencies = new int[cards.size()];
        this.ceilings = new int[cards.size()];
        for (int rule = 0; rule < cards.size(); rule++) {
            RuleCard card = cards.get(rule);
            indexes.put(card.id(), rule);
            urgencies[rule] = card.conclusions(Escalate.class).stream()
                    .map(Escalate::urgency)
                    .max(Comparator.naturalOrder())
                    .map(Urgency::ordinal)
                    .orElse(NOTHING);
            ceilings[rule] = card.conclusions(Limit.class).stream()
                    .map(Limit::ceiling)
                    .min(Comparator.naturalOrder())
                    .map(Ceiling::ordinal)
                    .orElse(NOTHING);
        }
    }

    RuleCard card(int rule) {
        return cards.get(rule);
    }

    int count() {
        return cards.size();
    }

    int index(String rule) {
        Integer index = indexes.get(rule);
        if (index == null) {
            throw new IllegalArgumentException("No rule is called '%s'.".formatted(rule));
        }
        return index;
    }

    /** The ordinal of the highest urgency of an escalation, or {@link #NOTHING}. */
    int urgency(int rule) {
        return urgencies[rule];
    }

    /** The ordinal of the lowest ceiling, or {@link #NOTHING}. */
    int ceiling(int rule) {
        return ceilings[rule];
    }

    boolean holds(int rule) {
        return cards.get(rule).says(Hold.class);
    }

    /** The ordinal of the verdict for every exercise by its place, with what is on record; empty for none at all. */
    byte[] levels(int rule) {
        return levels.computeIfAbsent(rule, index -> levels(index, clearances));
    }

    /** The same with other attestations on record. */
    byte[] levels(int rule, Clearances attested) {
        RuleCard card = cards.get(rule);
        if (!card.says(Restrict.class) && !holds(rule) && ceilings[rule] == NOTHING) {
            return OF_NO_EXERCISE;
        }
        byte[] said = new byte[recovering.length];
        if (holds(rule)) {
            Arrays.fill(said, rank(Verdict.HELD));
        }
        for (Limit limit : card.conclusions(Limit.class)) {
            for (int place = 0; place < said.length; place++) {
                keepStricter(said, place, Verdicts.limitedTo(limit.ceiling(), exercise(place)));
            }
        }
        for (Restrict restrict : card.conclusions(Restrict.class)) {
            for (int place : rules.selected(restrict.selector())) {
                if (!restrict.selector().recovering() || recovering[place]) {
                    keepStricter(said, place, afterLift(card, restrict, exercise(place), attested));
                }
            }
        }
        return said;
    }

    private static Verdict afterLift(RuleCard card, Restrict restrict, Exercise exercise, Clearances attested) {
        return card.lift()
                .filter(lift -> attested.count(lift, restrict.selector(), exercise))
                .map(lift -> Verdicts.lower(lift.to(), restrict.verdict()))
                .orElse(restrict.verdict());
    }

    private static void keepStricter(byte[] said, int place, Verdict verdict) {
        said[place] = (byte) Math.max(said[place], rank(verdict));
    }

    @SuppressWarnings("EnumOrdinal") // verdicts are counted by their order many thousand times, so they are kept small
    private static byte rank(Verdict verdict) {
        return (byte) verdict.ordinal();
    }

    private Exercise exercise(int place) {
        return rules.catalogue().get(place);
    }
}
