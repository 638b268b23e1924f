package dorsal.knowledge;

import dorsal.clinical.AttestationDefinition;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Exercise;
import dorsal.clinical.Figure;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every word a rule, a case or a profile may use. Findings keep the order of their file: questions are asked in it.
 *
 * @param exercises the catalogue, by id
 * @param regionOverlap for a region, the other regions that it shares work with
 * @param reviewEveryMonths for how many months the evidence of a rule counts as gone through, where the sources say
 * @param figures a picture by exercise, for those that have one
 * @param askFirstAnswersLastDays for how many days the answer to a finding that is asked first counts; empty: for ever
 */
public record Vocabulary(
        Map<String, FindingDefinition> findings,
        Map<String, AttestationDefinition> attestations,
        Map<String, Movement> movements,
        SortedMap<String, Exercise> exercises,
        Map<String, Source> sources,
        Map<String, String> destinations,
        Map<String, Measure> measures,
        Set<String> levels,
        Set<String> settings,
        Set<String> categories,
        Map<String, Set<String>> regionOverlap,
        TrainingLogTerms trainingLog,
        OptionalInt reviewEveryMonths,
        Map<String, Figure> figures,
        OptionalInt askFirstAnswersLastDays) {
    private static final Set<String> GRADES_OF_SEVERITY = Stream.of(
                    Arrays.stream(Ceiling.values()).map(Ceiling::code),
                    Arrays.stream(Urgency.values()).map(Urgency::code),
                    Arrays.stream(Verdict.values()).map(Verdict::code))
            .flatMap(codes -> codes)
            .collect(Collectors.toUnmodifiableSet());

    /** The definition of a finding that is known to exist. */
    public FindingDefinition finding(String code) {
        return known(findings, code, "finding");
    }

    /** The exercise with an id that is known to exist. */
    public Exercise exercise(String id) {
        return known(exercises, id, "exercise");
    }

    /** The definition of an attestation that is known to exist. */
    public AttestationDefinition attestation(String code) {
        return known(attestations, code, "attestation");
    }

    /** The picture of an exercise, where it has one. */
    public Optional<Figure> figure(String exercise) {
        return Optional.ofNullable(figures.get(exercise));
    }

    Vocabulary withFindings(Map<String, FindingDefinition> replaced) {
        return new Vocabulary(
                replaced,
                attestations,
                movements,
                exercises,
                sources,
                destinations,
                measures,
                levels,
                settings,
                categories,
                regionOverlap,
                trainingLog,
                reviewEveryMonths,
                figures,
                askFirstAnswersLastDays);
    }

    /** True for any word that rules may use. */
    boolean knows(String word) {
        return findings.containsKey(word)
                || exercises.containsKey(word)
                || movements.containsKey(word)
                || attestations.containsKey(word)
                || destinations.containsKey(word)
                || measures.containsKey(word)
                || levels.contains(word)
                || categories.contains(word)
                || GRADES_OF_SEVERITY.contains(word)
                || findings.values().stream()
                        .anyMatch(finding -> finding.choices().contains(word));
    }

    public List<Exercise> catalogue() {
        return List.copyOf(exercises.values());
    }

    /** True when work on one region loads the other. */
    public boolean overlap(String region, String other) {
        return region.equals(other)
                || regionOverlap.getOrDefault(region, Set.of()).contains(other)
                || regionOverlap.getOrDefault(other, Set.of()).contains(region);
    }

    private static <T> T known(Map<String, T> words, String code, String what) {
        T word = words.get(code);
        if (word == null) {
            throw new IllegalArgumentException("No %s is called '%s'.".formatted(what, code));
        }
        return word;
    }
}
