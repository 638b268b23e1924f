package dorsal.rehearsal;

import dorsal.clinical.Check;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.Urgency;
import dorsal.knowledge.Vocabulary;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a patient has to present for some tests to come out together: for each finding the answers that fit, and the same
 * for differences, the training log and the record.
 *
 * @param concluded derived findings that follow from these answers by rules, not from a statement
 * @param below what the overall urgency must be below, where that matters
 */
record Presentation(
        Vocabulary vocabulary,
        Map<String, AnswerSpace> answers,
        Map<String, NumberRange> differences,
        Map<String, NumberRange> measures,
        Set<String> onRecord,
        Set<String> offRecord,
        Set<String> concluded,
        boolean contradicted,
        Optional<Urgency> below) {

    /** Nothing is required yet. */
    static Presentation anyone(Vocabulary vocabulary) {
        return new Presentation(
                vocabulary,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                false,
                Optional.empty());
    }

    private Presentation copy(boolean contradiction, Optional<Urgency> level) {
        return new Presentation(
                vocabulary,
                new TreeMap<>(answers),
                new TreeMap<>(differences),
                new TreeMap<>(measures),
                new TreeSet<>(onRecord),
                new TreeSet<>(offRecord),
                new TreeSet<>(concluded),
                contradiction,
                level);
    }

    /** What fits as an answer to a finding; everything when nothing was required of it. */
    AnswerSpace space(String code) {
        AnswerSpace known = answers.get(code);
        return known == null ? AnswerSpace.of(vocabulary.finding(code)) : known;
    }

    /** True when a derived finding is stated or follows. */
    boolean has(String derived) {
        return concluded.contains(derived) || space(derived).entails(new Check.Is(true), false);
    }

    Presentation concluding(String derived) {
        Presentation more = copy(contradicted, below);
        more.concluded.add(derived);
        return more;
    }

    Presentation contradicting() {
        return copy(true, below);
    }

    /** The same with one more test that has to come out; nothing when no patient could present so. */
    Optional<Presentation> with(Literal literal) {
        Test test = literal.test();
        Presentation more = copy(contradicted, below(literal));
        boolean possible =
                switch (test.kind()) {
                    case FINDING -> more.answer(test.code(), test.check(), literal.negated());
                    case UNANSWERED ->
                        literal.negated()
                                ? more.answer(test.code(), new Check.Present(), false)
                                : more.leaveOpen(test.code());
                    case DIFFERENCE -> more.differ(test, literal.negated());
                    case LOG_MEASURE -> more.measure(test, literal.negated());
                    case ON_RECORD -> more.record(test.code(), literal.negated());
                    case PATIENT, OVERALL_URGENCY, CONTRADICTION -> !literal.negated();
                };
        return possible && more.differencesFit() ? Optional.of(more) : Optional.empty();
    }

    private Optional<Urgency> below(Literal literal) {
        if (!(literal.test().check() instanceof Check.Below level)) {
            return below;
        }
        return Optional.of(below.filter(now -> now.compareTo(level.level()) < 0).orElse(level.level()));
    }

    private boolean answer(String code, Check check, boolean negated) {
        AnswerSpace narrowed = space(code).narrowed(check, negated);
        answers.put(code, narrowed);
        return !narrowed.isEmpty();
    }

    private boolean leaveOpen(String code) {
        AnswerSpace narrowed = space(code).unanswered();
        answers.put(code, narrowed);
        return !narrowed.isEmpty();
    }

    private boolean differ(Test test, boolean negated) {
        Check.Compares compares = (Check.Compares) test.check();
        if (!answer(test.minuend(), new Check.Present(), false)
                || !answer(test.subtrahend(), new Check.Present(), false)) {
            return false;
        }
        NumberRange before = differences.getOrDefault(test.code(), possible(test));
        differences.put(test.code(), before.narrowed(compares.operator(), compares.threshold(), negated));
        return true;
    }

    private NumberRange possible(Test difference) {
        NumberRange a = space(difference.minuend()).numbers();
        NumberRange b = space(difference.subtrahend()).numbers();
        return NumberRange.between(a.least() - b.most(), a.most() - b.least(), a.whole() && b.whole());
    }

    private boolean differencesFit() {
        return differences.entrySet().stream().noneMatch(entry -> {
            Test about = new Test(dorsal.clinical.Condition.Kind.DIFFERENCE, entry.getKey(), new Check.Present());
            return entry.getValue().and(possible(about)).isEmpty();
        });
    }

    private boolean measure(Test test, boolean negated) {
        Check.Compares compares = (Check.Compares) test.check();
        NumberRange before = measures.getOrDefault(test.code(), TrainingDiary.range(test.code()));
        NumberRange narrowed = before.narrowed(compares.operator(), compares.threshold(), negated);
        measures.put(test.code(), narrowed);
        return !narrowed.isEmpty();
    }

    private boolean record(String attestation, boolean negated) {
        (negated ? offRecord : onRecord).add(attestation);
        return !(onRecord.contains(attestation) && offRecord.contains(attestation));
    }
}
