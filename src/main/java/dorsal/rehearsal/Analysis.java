package dorsal.rehearsal;

import dorsal.assessment.Assessor;
import dorsal.clinical.Attestation;
import dorsal.clinical.AttestationDefinition;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Profile;
import dorsal.knowledge.Acceptance;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.Observation.NothingSaid;
import dorsal.text.Position;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is odd about a rule set, without asking whether its cases pass: rules that cannot fire, say the same, contradict
 * themselves or leave numbers out, words that make no difference, patients of whom nothing is said, reviews overdue.
 *
 * @param found what nobody accepted, by kind and place
 * @param accepted what is meant so, each with the row that says why
 * @param outdated rows that accept what is not found any more
 */
public record Analysis(
        RuleSet rules, List<Observation> found, Map<Observation, Acceptance> accepted, List<Acceptance> outdated) {
    private static final int PATIENTS = 2_000;
    private static final long SEED = 1;

    /** True when there is something to change. */
    public boolean isWanting() {
        return !found.isEmpty() || !outdated.isEmpty();
    }

    /**
     * Analyses a rule set.
     *
     * @param today the day on which reviews have to hold
     * @throws dorsal.text.ProblemsException if a case file has a problem: patients start from those of cases
     */
    public static Analysis of(RuleSet rules, LocalDate today) {
        FiringBranches firing = new FiringBranches(rules);
        CoveredRules covered = new CoveredRules(rules, firing);
        List<Observation> all = new ArrayList<>(firing.neverFiring());
        all.addAll(covered.sameCondition());
        all.addAll(covered.covered());
        all.addAll(NumberBands.of(rules));
        all.addAll(UnusedWords.of(rules, firing));
        all.addAll(ReviewsDue.of(rules, today));
        all.addAll(tryOut(rules, firing, CasePatients.of(rules, today)));
        all.sort(Comparator.comparing(Observation::kind)
                .thenComparing(Observation::at)
                .thenComparing(observation ->
                        observation.about().stream().sorted().toList().toString()));
        return sorted(rules, all);
    }

    private static Analysis sorted(RuleSet rules, List<Observation> all) {
        List<Acceptance> acceptances = rules.knowledge().accepted();
        List<Observation> found = new ArrayList<>();
        Map<Observation, Acceptance> accepted = new LinkedHashMap<>();
        for (Observation observation : all) {
            Optional<Acceptance> row = acceptances.stream()
                    .filter(one ->
                            one.kind() == observation.kind() && one.about().equals(observation.about()))
                    .findFirst();
            row.ifPresentOrElse(one -> accepted.put(observation, one), () -> found.add(observation));
        }
        List<Acceptance> outdated = acceptances.stream()
                .filter(one -> !accepted.containsValue(one))
                .sorted(Comparator.comparing(Acceptance::at))
                .toList();
        return new Analysis(rules, List.copyOf(found), accepted, outdated);
    }

    /** What only patients show: offers that are always withheld, and patients of whom nothing is said. */
    private static List<Observation> tryOut(RuleSet rules, FiringBranches firing, CasePatients known) {
        Map<String, Witnesses.Found> witnesses = Cohort.witnesses(rules, known).stream()
                .collect(Collectors.toMap(found -> found.rule().id(), Function.identity()));
        List<Profile> generated = new GeneratedPatients(rules, known, SEED).take(PATIENTS);
        List<Profile> patients = new ArrayList<>(known.all());
        patients.addAll(generated);
        List<SortedSet<String>> fired = patients.parallelStream()
                .map(patient -> Assessor.fired(patient, rules))
                .toList();
        List<Observation> found = new ArrayList<>(new OfferConflicts(rules, firing).find(rule -> {
            List<Profile> firingFor = new ArrayList<>();
            Optional.ofNullable(witnesses.get(rule.id())).ifPresent(one -> firingFor.addAll(one.firing()));
            firingFor.stream()
                    .findFirst()
                    .map(patient -> attested(rules, rule, patient))
                    .ifPresent(firingFor::add);
            IntStream.range(0, patients.size())
                    .filter(i -> fired.get(i).contains(rule.id()))
                    .forEach(i -> firingFor.add(patients.get(i)));
            return firingFor;
        }));
        nothingSaid(rules, generated, fired.subList(known.all().size(), patients.size()))
                .ifPresent(found::add);
        return found;
    }

    /** The patient with everything on record that a clinician may attest for the exercises a rule offers. */
    private static Profile attested(RuleSet rules, RuleCard rule, Profile patient) {
        List<Attestation> attestations = new ArrayList<>(patient.attestations());
        for (AttestationDefinition attestation :
                rules.vocabulary().attestations().values()) {
            Collection<String> targets =
                    switch (attestation.scope()) {
                        case PATIENT -> List.of("");
                        case EXERCISE -> rule.offers();
                        case MOVEMENT -> rules.vocabulary().movements().keySet();
                    };
            targets.forEach(target -> attestations.add(new Attestation(attestation.code(), target)));
        }
        return new Profile(patient.patient(), patient.at(), patient.answers(), attestations, patient.trainingLog());
    }

    private static Optional<Observation> nothingSaid(
            RuleSet rules, List<Profile> patients, List<SortedSet<String>> fired) {
        Set<String> always = rules.knowledge().rules().stream()
                .filter(rule -> rule.condition().tests().allMatch(test -> test.kind() == Kind.PATIENT))
                .map(RuleCard::id)
                .collect(Collectors.toSet());
        List<Profile> silent = IntStream.range(0, patients.size())
                .filter(i -> always.containsAll(fired.get(i)))
                .mapToObj(patients::get)
                .toList();
        return silent.stream()
                .min(Comparator.comparingInt(patient -> patient.answers().size()))
                .map(patient -> new NothingSaid(
                        patient,
                        silent.size(),
                        patients.size(),
                        Position.startOf(rules.knowledge().folder().name())));
    }
}
