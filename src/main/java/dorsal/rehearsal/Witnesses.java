package dorsal.rehearsal;

import dorsal.assessment.Assessor;
import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Profile;
import dorsal.clinical.Workout;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Patients made from the condition of a rule: some for whom it fires, and near misses, who differ from such a patient in
 * one test and for whom it does not. Each was assessed and does what it is meant to.
 */
public final class Witnesses {
    private static final int MOST_BRANCHES = 48;
    private static final int MOST_VARIANTS = 6;
    private static final int MOST_TRIES = 12;

    private final RuleSet rules;
    private final Profile plain;
    private final Presentations presentations;

    /** @param plain a patient of whom the rules say little, such as {@link CasePatients#plain} */
    public Witnesses(RuleSet rules, Profile plain) {
        this.rules = rules;
        this.plain = plain;
        this.presentations = new Presentations(rules);
    }

    /** What was found for one rule: the patients for whom it fires, and those for whom it just does not. */
    public record Found(RuleCard rule, List<Profile> firing, List<Profile> nearMisses) {}

    public Found of(RuleCard rule) {
        Set<Profile> firing = new LinkedHashSet<>();
        Set<Profile> misses = new LinkedHashSet<>();
        Set<Test> missed = new HashSet<>();
        for (List<Literal> branch : Branches.covering(rule.condition(), MOST_BRANCHES)) {
            Optional<Presentation> presentation = presentations.of(branch, 1).first();
            if (presentation.isPresent()) {
                List<Profile> patients = firing(rule, presentation.get());
                firing.addAll(patients);
                if (!patients.isEmpty()) {
                    for (Literal literal : branch) {
                        if (missed.add(literal.test())) {
                            nearMiss(rule, literal, presentation.get(), patients.get(0))
                                    .ifPresent(misses::add);
                        }
                    }
                }
            }
        }
        return new Found(rule, List.copyOf(firing), List.copyOf(misses));
    }

    private List<Profile> firing(RuleCard rule, Presentation presentation) {
        Portrait portrait = new Portrait(plain, presentation);
        List<Profile> firing = new ArrayList<>();
        for (int variant = 0; variant < Math.min(MOST_VARIANTS, portrait.variants()); variant++) {
            Profile patient = portrait.variant(variant);
            if (fires(rule, patient)) {
                firing.add(patient);
            }
        }
        return firing;
    }

    private boolean fires(RuleCard rule, Profile patient) {
        return Assessor.fired(patient, rules).contains(rule.id());
    }

    // ---- near misses

    private Optional<Profile> nearMiss(RuleCard rule, Literal literal, Presentation presentation, Profile patient) {
        return changes(literal, presentation, patient).stream()
                .limit(MOST_TRIES)
                .filter(changed -> !fires(rule, changed))
                .findFirst();
    }

    /** The patient with one test made to fail, nearest change first. */
    private List<Profile> changes(Literal literal, Presentation presentation, Profile patient) {
        Test test = literal.test();
        return switch (test.kind()) {
            case FINDING -> answered(test.code(), presentation, patient);
            case UNANSWERED ->
                AnswerSpace.of(rules.vocabulary().finding(test.code())).samples().stream()
                        .map(answer -> with(patient, test.code(), answer))
                        .toList();
            case DIFFERENCE -> differing(test, presentation, patient);
            case LOG_MEASURE -> logged(test, presentation, patient);
            case ON_RECORD ->
                List.of(literal.negated() ? attested(patient, test.code()) : without(patient, test.code()));
            case CONTRADICTION -> undenied(patient);
            case OVERALL_URGENCY, PATIENT -> List.of();
        };
    }

    private List<Profile> answered(String code, Presentation presentation, Profile patient) {
        List<Profile> changes = new ArrayList<>();
        FindingDefinition finding = rules.vocabulary().finding(code);
        for (Answer answer : presentation.space(code).justOutside()) {
            if (!finding.derived()) {
                changes.add(with(patient, code, answer));
            }
        }
        Profile unstated = unanswered(patient, code);
        changes.add(unstated);
        for (RuleCard rule : rules.concluding(code)) {
            rule.condition()
                    .tests()
                    .flatMap(test -> test.findings().stream())
                    .distinct()
                    .forEach(ground -> {
                        presentation
                                .space(ground)
                                .justOutside()
                                .forEach(answer -> changes.add(with(unstated, ground, answer)));
                        changes.add(unanswered(unstated, ground));
                    });
        }
        return changes;
    }

    private List<Profile> differing(Test test, Presentation presentation, Profile patient) {
        NumberRange range = presentation.differences().get(test.code());
        AnswerSpace subtrahend = AnswerSpace.of(rules.vocabulary().finding(test.subtrahend()));
        List<Profile> changes = new ArrayList<>();
        if (range != null && patient.answers().get(test.minuend()) instanceof Answer.Quantity minuend) {
            for (double difference : range.justOutside()) {
                Answer second = new Answer.Quantity(minuend.value() - difference);
                if (subtrahend.fits(second)) {
                    changes.add(with(patient, test.subtrahend(), second));
                }
            }
        }
        changes.add(unanswered(patient, test.subtrahend()));
        return changes;
    }

    private List<Profile> logged(Test test, Presentation presentation, Profile patient) {
        List<Profile> changes = new ArrayList<>();
        NumberRange range = presentation.measures().get(test.code());
        if (range != null) {
            TrainingDiary diary = new TrainingDiary(rules.vocabulary(), patient.at());
            for (double value : range.justOutside()) {
                changes.add(with(patient, diary.write(Map.of(test.code(), value))));
            }
        }
        changes.add(with(patient, List.of()));
        return changes;
    }

    /** The patient without the answers no to derived findings. */
    private List<Profile> undenied(Profile patient) {
        Map<String, Answer> answers = new TreeMap<>(patient.answers());
        rules.derived().forEach(finding -> answers.remove(finding.code(), Answer.NO));
        return List.of(
                new Profile(Optional.empty(), patient.at(), answers, patient.attestations(), patient.trainingLog()));
    }

    private static Profile with(Profile patient, String code, Answer answer) {
        Map<String, Answer> answers = new TreeMap<>(patient.answers());
        answers.put(code, answer);
        return new Profile(Optional.empty(), patient.at(), answers, patient.attestations(), patient.trainingLog());
    }

    private static Profile unanswered(Profile patient, String code) {
        Map<String, Answer> answers = new TreeMap<>(patient.answers());
        answers.remove(code);
        return new Profile(Optional.empty(), patient.at(), answers, patient.attestations(), patient.trainingLog());
    }

    private static Profile with(Profile patient, List<Workout> log) {
        return new Profile(Optional.empty(), patient.at(), patient.answers(), patient.attestations(), log);
    }

    private static Profile attested(Profile patient, String code) {
        List<Attestation> attestations = new ArrayList<>(patient.attestations());
        attestations.add(new Attestation(code, ""));
        return new Profile(Optional.empty(), patient.at(), patient.answers(), attestations, patient.trainingLog());
    }

    private static Profile without(Profile patient, String code) {
        List<Attestation> attestations = new ArrayList<>(patient.attestations());
        attestations.removeIf(attestation -> attestation.code().equals(code));
        return new Profile(Optional.empty(), patient.at(), patient.answers(), attestations, patient.trainingLog());
    }
}
