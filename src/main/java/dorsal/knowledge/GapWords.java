package dorsal.knowledge;

import dorsal.clinical.Ceiling;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Type;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The words of a vocabulary that may stand in a gap. */
final class GapWords {
    /** Gaps whose few words belong to the language or to one short list, so that all of them can be told. */
    private static final Set<SlotType> FEW = EnumSet.of(
            SlotType.LEVELS,
            SlotType.DEMANDS,
            SlotType.CATEGORIES,
            SlotType.URGENCY,
            SlotType.CEILING,
            SlotType.VERDICT,
            SlotType.RESTRICT);

    private GapWords() {}

    /** The words in the order of their file; none where a gap takes a number, a text or a value of another gap. */
    static Collection<String> of(SlotType type, Vocabulary vocabulary) {
        return switch (type) {
            case YES_NO -> findings(vocabulary, finding -> finding.type() == Type.BOOLEAN);
            case NUMBER -> findings(vocabulary, finding -> finding.type().isNumber());
            case CHOICE -> findings(vocabulary, finding -> finding.type() == Type.CHOICE);
            case CHOICES -> findings(vocabulary, finding -> finding.type() == Type.CHOICES);
            case FINDING -> vocabulary.findings().keySet();
            case FINDINGS -> findings(vocabulary, finding -> !finding.cluster());
            case DERIVED -> findings(vocabulary, FindingDefinition::derived);
            case ATTESTATION, ATTESTATIONS -> vocabulary.attestations().keySet();
            case EXERCISES -> vocabulary.exercises().keySet();
            case MOVEMENTS -> vocabulary.movements().keySet();
            case LEVELS -> vocabulary.levels();
            case CATEGORIES -> vocabulary.categories();
            case DESTINATIONS -> vocabulary.destinations().keySet();
            case MEASURE -> vocabulary.measures().keySet();
            case DEMANDS, CEILING, URGENCY, VERDICT, RESTRICT -> ofTheLanguage(type);
            case VALUE, VALUES, N, COUNT, AMOUNT, SCORE, WORDS, TEXT -> List.of();
        };
    }

    /** The words of a gap that are the same for every rules folder; none for the other gaps. */
    static List<String> ofTheLanguage(SlotType type) {
        return switch (type) {
            case DEMANDS ->
                exceptFirst(Arrays.stream(Ceiling.values()).map(Ceiling::code).toList());
            case CEILING -> Arrays.stream(Ceiling.values()).map(Ceiling::code).toList();
            case URGENCY ->
                exceptFirst(Arrays.stream(Urgency.values()).map(Urgency::code).toList());
            case VERDICT -> List.of(Verdict.CAUTION.code(), Verdict.PERMITTED.code());
            case RESTRICT -> List.of(type.pattern().split("\\|"));
            default -> List.of();
        };
    }

    /** What may stand in a gap, in words; where only a few words may, all of them. */
    static String described(SlotType type, Vocabulary vocabulary) {
        return FEW.contains(type) ? type.stands() + ": " + String.join(", ", of(type, vocabulary)) : type.stands();
    }

    /** Without {@code none}, which is the first of its scale. */
    private static List<String> exceptFirst(List<String> scale) {
        return scale.subList(1, scale.size());
    }

    private static List<String> findings(Vocabulary vocabulary, Predicate<FindingDefinition> fits) {
        return vocabulary.findings().values().stream()
                .filter(fits)
                .map(FindingDefinition::code)
                .toList();
    }
}
