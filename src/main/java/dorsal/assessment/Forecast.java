package dorsal.assessment;

import dorsal.assessment.Dependents.Reach;
import dorsal.assessment.Outcome.Tally;
import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.AttestationDefinition.Scope;
import dorsal.clinical.Conclusion.Conclude;
import dorsal.clinical.Picture;
import dorsal.clinical.Profile;
import dorsal.clinical.Truth;
import dorsal.clinical.Urgency;
import dorsal.knowledge.RuleSet;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the assessment of one profile would come to if some answers were others and more were attested: the same as
 * {@link Assessor#assess} of the changed profile, without Drools and thousands of times sooner, because only the rules that
 * the change can touch are asked again. For one thread at a time.
 */
public final class Forecast {
    private final RuleSet rules;
    private final Profile profile;
    private final Dependents dependents;
    private final Speaking speaking;
    private final Set<Attestation> attested;
    private final Map<String, Answer> known;
    private final Map<String, Double> measures;
    private final Set<String> onRecord;
    private final Set<String> contradicted;
    private final Picture picture;
    private final Outcome present;
    private final Tally tally;
    private final BitSet fired = new BitSet();

    private Forecast(Profile profile, RuleSet rules) {
        TrainingLog log = new TrainingLog(profile, rules.vocabulary());
        Inference inference = Inference.reckon(profile, log, rules);
        this.rules = rules;
        this.profile = profile;
        this.dependents = new Dependents(rules);
        this.attested = Set.copyOf(profile.attestations());
        this.speaking = new Speaking(rules, log, new Clearances(attested, rules.vocabulary()));
        this.picture = inference.picture();
        this.known = new HashMap<>(picture.answers());
        this.measures = picture.measures();
        this.onRecord = new HashSet<>(picture.onRecord());
        this.contradicted = new HashSet<>(picture.contradicted());
        this.tally = new Tally(rules.catalogue().size());
        inference.fired().keySet().forEach(id -> {
            int rule = speaking.index(id);
            fired.set(rule);
            count(tally, rule, 1, speaking.levels(rule));
        });
        this.present = new Outcome(speaking, tally, fired, Map.of());
    }

    /** A forecast from a profile as it is. */
    public static Forecast of(Profile profile, RuleSet rules) {
        return new Forecast(profile, rules);
    }

    /** What the profile comes to as it is. */
    public Outcome present() {
        return present;
    }

    /** What is known of the patient as the profile is, with what the rules conclude. */
    public Picture picture() {
        return picture;
    }

    public Profile profile() {
        return profile;
    }

    public RuleSet rules() {
        return rules;
    }

    /** What it would come to after a change. */
    public Outcome after(Change change) {
        return after(change, (outcome, picture) -> outcome);
    }

    /**
     * What it would come to after a change, looked at together with the picture that the rules then have of the patient;
     * the picture holds only during the look.
     */
    public <T> T after(Change change, BiFunction<Outcome, Picture, T> look) {
        Trial trial = new Trial(change);
        try {
            Outcome outcome = trial.outcome();
            return look.apply(outcome, picture(outcome.urgency()));
        } finally {
            trial.undo();
        }
    }

    private Picture picture(Urgency urgency) {
        return new Picture(known, measures, onRecord, contradicted, urgency);
    }

    private boolean isTrue(int rule, Picture picture) {
        return speaking.card(rule).condition().truth(picture) == Truth.TRUE;
    }

    private void count(Tally counted, int rule, int times, byte[] levels) {
        if (speaking.urgency(rule) != Speaking.NOTHING) {
            counted.countUrgency(speaking.urgency(rule), times);
        }
        if (speaking.ceiling(rule) != Speaking.NOTHING) {
            counted.countCeiling(speaking.ceiling(rule), times);
        }
        if (speaking.holds(rule)) {
            counted.countHold(times);
        }
        counted.countVerdicts(levels, times);
    }

    /** One change, made on what is known and taken back. */
    private final class Trial {
        private final Change change;
        private final Map<String, @Nullable Answer> before = new HashMap<>();
        private final Set<String> contradictedBefore = new HashSet<>(contradicted);
        private final Set<String> added = new LinkedHashSet<>();
        private final BitSet concluding = new BitSet();
        private final BitSet after = (BitSet) fired.clone();
        private final BitSet asked = new BitSet();

        private Trial(Change change) {
            this.change = change;
        }

        private Outcome outcome() {
            change.answers().forEach(this::open);
            for (Attestation attestation : change.attestations()) {
                if (!attested.contains(attestation)) {
                    attest(attestation);
                }
            }
            before.keySet().forEach(this::putStated);
            conclude();
            askAgain();
            Clearances clearances = new Clearances(union(attested, change.attestations()), rules.vocabulary());
            return summed(added.isEmpty() ? Map.of() : lifted(clearances));
        }

        /** Everything a changed answer can be concluded into starts again from what was stated. */
        private void open(String code, Answer answer) {
            if (!answer.equals(profile.answers().get(code))) {
                before.put(code, known.get(code));
                open(dependents.reach(code));
            }
        }

        private void attest(Attestation attestation) {
            String code = attestation.code();
            added.add(code);
            if (rules.vocabulary().attestation(code).scope() == Scope.PATIENT && onRecord.add(code)) {
                asked.or(dependents.testingRecord(code));
                open(dependents.reachOfRecord(code));
            }
        }

        private void open(Reach reach) {
            for (String derived : reach.derived()) {
                before.putIfAbsent(derived, known.get(derived));
                contradicted.remove(derived);
            }
            concluding.or(reach.concluding());
        }

        private void putStated(String code) {
            Answer stated =
                    change.answers().getOrDefault(code, profile.answers().get(code));
            if (stated == null) {
                known.remove(code);
            } else {
                known.put(code, stated);
            }
        }

        private void conclude() {
            after.andNot(concluding);
            BitSet open = (BitSet) concluding.clone();
            boolean more = !open.isEmpty();
            Picture picture = picture(Urgency.NONE);
            while (more) {
                more = false;
                for (int rule = open.nextSetBit(0); rule >= 0; rule = open.nextSetBit(rule + 1)) {
                    if (isTrue(rule, picture)) {
                        open.clear(rule);
                        after.set(rule);
                        more = true;
                        for (Conclude conclude : speaking.card(rule).conclusions(Conclude.class)) {
                            concluded(conclude.finding());
                        }
                    }
                }
            }
        }

        private void concluded(String finding) {
            Answer stated = known.put(finding, Answer.YES);
            if (Answer.NO.equals(stated)) {
                contradicted.add(finding);
            }
        }

        /** Asks again every rule about what is otherwise now; those that conclude were asked already. */
        private void askAgain() {
            before.forEach((code, answer) -> {
                if (!Objects.equals(answer, known.get(code))) {
                    asked.or(dependents.testing(code));
                }
            });
            if (contradicted.isEmpty() != contradictedBefore.isEmpty()) {
                asked.or(dependents.testingContradiction());
            }
            asked.andNot(dependents.concluding());
            asked.andNot(dependents.waiting());
            Picture picture = picture(Urgency.NONE);
            for (int rule = asked.nextSetBit(0); rule >= 0; rule = asked.nextSetBit(rule + 1)) {
                after.set(rule, isTrue(rule, picture));
            }
        }

        private Map<Integer, byte[]> lifted(Clearances clearances) {
            BitSet touched = new BitSet();
            added.forEach(code -> touched.or(dependents.lifted(code)));
            touched.and(after);
            Map<Integer, byte[]> levels = new HashMap<>();
            touched.stream().forEach(rule -> levels.put(rule, speaking.levels(rule, clearances)));
            return levels;
        }

        private Outcome summed(Map<Integer, byte[]> lifted) {
            Tally sums = tally.copy();
            BitSet changed = (BitSet) after.clone();
            changed.xor(fired);
            lifted.keySet().forEach(changed::set);
            for (int rule = changed.nextSetBit(0); rule >= 0; rule = changed.nextSetBit(rule + 1)) {
                if (fired.get(rule)) {
                    count(sums, rule, -1, speaking.levels(rule));
                }
                if (after.get(rule)) {
                    count(sums, rule, 1, lifted.getOrDefault(rule, speaking.levels(rule)));
                }
            }
            Outcome outcome = new Outcome(speaking, sums, after, lifted);
            Picture last = picture(outcome.urgency());
            BitSet waiting = dependents.waiting();
            for (int rule = waiting.nextSetBit(0); rule >= 0; rule = waiting.nextSetBit(rule + 1)) {
                after.set(rule, isTrue(rule, last));
            }
            return outcome;
        }

        private void undo() {
            before.forEach((code, answer) -> {
                if (answer == null) {
                    known.remove(code);
                } else {
                    known.put(code, answer);
                }
            });
            contradicted.clear();
            contradicted.addAll(contradictedBefore);
            for (String code : added) {
                if (profile.attestations().stream().noneMatch(one -> one.code().equals(code))) {
                    onRecord.remove(code);
                }
            }
        }
    }

    private static <T> Set<T> union(Set<T> a, Set<T> b) {
        Set<T> union = new HashSet<>(a);
        union.addAll(b);
        return union;
    }
}
