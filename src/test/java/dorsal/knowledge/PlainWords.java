package dorsal.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How hard a text is to read. */
final class PlainWords {
    /** Words that a clinician uses and a patient need not know. */
    static final List<String> JARGON = List.of(
            "abdom",
            "acute",
            "aneurysm",
            "axial",
            "cardi",
            "cauda",
            "cervical",
            "chronic",
            "clinical",
            "contraindicat",
            "end-range",
            "equina",
            "escalat",
            "extension",
            "flexion",
            "fracture",
            "isometric",
            "lumbar",
            "metasta",
            "myelopath",
            "neurolog",
            "oncolog",
            "osteo",
            "prone",
            "radicul",
            "red flag",
            "rotation",
            "sciatica",
            "stenosis",
            "supine",
            "symptom",
            "syndrome",
            "thorac",
            "valsalva",
            "vertebra");

    /** Abbreviations, which only count in capitals. */
    private static final Pattern ABBREVIATION = Pattern.compile("\\b[A-Z]{2,}\\b");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\d'-]+");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");
    /** The e of <em>move</em> and of <em>moved</em>, but not that of <em>little</em> or of <em>needed</em>. */
    private static final Pattern SILENT = Pattern.compile("[aeiouy].*([^aeiouyl]e|[^aeioutyd]ed)$|[aeiouy]le$");

    private PlainWords() {}

    static List<String> words(String text) {
        return WORD.matcher(text).results().map(match -> match.group()).toList();
    }

    /** The grade of an American school, by Flesch and Kincaid: 6 is the reading age of 11. */
    static double grade(String text) {
        List<String> words = words(text);
        long sentences = Math.max(
                1,
                Stream.of(text.split("[.!?]")).filter(part -> !part.isBlank()).count());
        int syllables = words.stream().mapToInt(PlainWords::syllables).sum();
        return 0.39 * words.size() / sentences + 11.8 * syllables / words.size() - 15.59;
    }

    static int syllables(String word) {
        String letters = word.toLowerCase(Locale.ROOT);
        int groups = (int) VOWELS.matcher(letters).results().count();
        return Math.max(1, SILENT.matcher(letters).find() ? groups - 1 : groups);
    }

    /** What of a text is jargon. */
    static List<String> jargon(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return Stream.concat(
                        JARGON.stream().filter(small::contains),
                        ABBREVIATION.matcher(text).results().map(match -> match.group()))
                .toList();
    }
}
