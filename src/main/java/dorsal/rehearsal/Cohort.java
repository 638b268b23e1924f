package dorsal.rehearsal;

import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.AttestationDefinition;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Profile;
import dorsal.knowledge.RuleSet;
import dorsal.knowledge.Vocabulary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Patients on whom rule sets show what they do: for every rule of each, patients for whom it fires and near misses; then
 * generated ones.
 */
public final class Cohort {
    private Cohort() {}

    /**
     * Every witness and near miss of all rules, and as many generated patients as are missing to {@code least}; the same
     * patients in the same order for the same rule sets, date and seed. A patient made for one rule set may use words
     * that another does not know: see {@link #inWordsOf}.
     *
     * @param today the date of patients that come from cases without a date
     * @throws dorsal.text.ProblemsException if a case file of a rule set has a problem
     */
    public static List<Profile> of(List<RuleSet> ruleSets, LocalDate today, int least, long seed) {
        return of(
                ruleSets,
                ruleSets.stream().map(rules -> CasePatients.of(rules, today)).toList(),
                least,
                seed);
    }

    /** The same, from patients that are at hand: as many as there are rule sets, in their order. */
    public static List<Profile> of(List<RuleSet> ruleSets, List<CasePatients> known, int least, long seed) {
        Set<Profile> cohort = new LinkedHashSet<>();
        for (int i = 0; i < known.size(); i++) {
            for (Witnesses.Found found : witnesses(ruleSets.get(i), known.get(i))) {
                cohort.addAll(found.firing());
                cohort.addAll(found.nearMisses());
            }
        }
        List<GeneratedPatients> generated = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            generated.add(new GeneratedPatients(ruleSets.get(i), known.get(i), seed));
        }
        for (int draws = 0; cohort.size() < least && draws < 2 * least; draws++) {
            cohort.addAll(generated.get(draws % generated.size()).take(1));
        }
        return List.copyOf(cohort);
    }

    /** Witnesses and near misses of every rule, by rule. */
    static List<Witnesses.Found> witnesses(RuleSet rules, CasePatients patients) {
        return rules.knowledge().rules().parallelStream()
                .map(rule -> new Witnesses(rules, patients.plain()).of(rule))
                .toList();
    }

    /** The patient without the answers, attestations and log entries that a vocabulary does not know. */
    public static Profile inWordsOf(Vocabulary vocabulary, Profile patient) {
        Map<String, Answer> answers = new TreeMap<>(patient.answers());
        answers.entrySet().removeIf(entry -> !knows(vocabulary, entry.getKey(), entry.getValue()));
        return new Profile(
                patient.patient(),
                patient.at(),
                answers,
                patient.attestations().stream()
                        .filter(attestation -> knows(vocabulary, attestation))
                        .toList(),
                patient.trainingLog().stream()
                        .filter(entry -> vocabulary.exercises().containsKey(entry.exercise()))
                        .toList());
    }

    private static boolean knows(Vocabulary vocabulary, String finding, Answer answer) {
        FindingDefinition known = vocabulary.findings().get(finding);
        if (known == null || known.cluster()) {
            return false;
        }
        return switch (known.type()) {
            case BOOLEAN -> answer instanceof Answer.YesNo;
            case INTEGER, DECIMAL ->
                answer instanceof Answer.Quantity number
                        && NumberRange.of(known).contains(number.value());
            case CHOICE ->
                answer instanceof Answer.Choice choice && known.choices().contains(choice.value());
            case CHOICES ->
                answer instanceof Answer.Choices several && known.choices().containsAll(several.values());
        };
    }

    /** An attestation counts as known when it is, with the same kind of target, and that target is known too. */
    private static boolean knows(Vocabulary vocabulary, Attestation attestation) {
        AttestationDefinition known = vocabulary.attestations().get(attestation.code());
        return known != null
                && switch (known.scope()) {
                    case PATIENT -> attestation.target().isEmpty();
                    case EXERCISE -> vocabulary.exercises().containsKey(attestation.target());
                    case MOVEMENT -> vocabulary.movements().containsKey(attestation.target());
                };
    }
}
