package dorsal.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Conclusion.Hold;
import dorsal.clinical.Conclusion.Limit;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Urgency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped handout says to a patient: complete, easy to read, and nothing that must not lie about at home. */
class HandoutWordsTest {
    private static final int MOST_WORDS = 40;
    private static final double HARDEST = 8;
    private static final double HARDEST_ON_AVERAGE = 6;

    /** What a sheet of paper at home must not tell of somebody who is not safe there. */
    private static final List<String> TELLING = List.of(
            "abuse", "afraid", "coerc", "danger", "harm", "hurt", "neglect", "partner", "police", "safe", "suicid",
            "violen");

    private static final List<String> DESPAIR = List.of("death", "die", "dying", "harm", "kill", "life", "suicid");
    private static final List<String> PROMISES = List.of(
            "are safe", "cannot hurt", "completely", "cure", "do not worry", "guarantee", "no risk", "will get better");
    private static final List<String> SOFT = List.of(
            "in a few days", "in due course", "next visit", "no hurry", "not urgent", "when it suits", "when you can");

    private static final Knowledge SHIPPED = Knowledge.read(KnowledgeFolder.read(Path.of("rules")));
    private static final HandoutTerms TERMS = SHIPPED.handout().orElseThrow();

    @Test
    void everyRuleThatReachesAHandoutHasPlainWords() {
        assertThat(idsOf(HandoutWordsTest::reachesAHandout))
                .isNotEmpty()
                .isSubsetOf(TERMS.plain().keySet());
    }

    /** A row of a deleted rule is let through when the folder is read; in the shipped one it is a slip. */
    @Test
    void noPlainWordsAreOfARuleThatIsNone() {
        assertThat(TERMS.plain().keySet()).isSubsetOf(idsOf(rule -> true));
    }

    @Test
    void nothingIsTooLong() {
        assertThat(failing(text -> PlainWords.words(text).size() > MOST_WORDS)).isEmpty();
    }

    /** Two words are no sentence, and the measure is one of sentences: it calls "very easy" hard. */
    @Test
    void nothingIsHardToRead() {
        assertThat(failing(text -> PlainWords.words(text).size() > 2 && PlainWords.grade(text) > HARDEST))
                .isEmpty();
    }

    @Test
    void mostIsEasyToRead() {
        assertThat(TERMS.plain().values().stream()
                        .mapToDouble(PlainWords::grade)
                        .average()
                        .orElseThrow())
                .isLessThanOrEqualTo(HARDEST_ON_AVERAGE);
    }

    @Test
    void nothingIsJargon() {
        assertThat(failing(text -> !PlainWords.jargon(text).isEmpty())).isEmpty();
    }

    @Test
    void everyTextIsWholeSentences() {
        Map<String, String> plain = new TreeMap<>(TERMS.plain());
        plain.values().removeIf(text -> text.matches("\\p{Lu}.*[.!?]"));
        assertThat(plain).isEmpty();
    }

    @Test
    void nothingIsPromised() {
        assertThat(failing(text -> says(text, PROMISES))).isEmpty();
    }

    @Test
    void anEmergencyIsNotTalkedDown() {
        assertThat(wordsOf(rule -> rule.conclusions(Escalate.class).stream()
                        .anyMatch(escalate -> escalate.urgency() == Urgency.EMERGENCY)))
                .isNotEmpty()
                .noneSatisfy((rule, text) -> assertThat(says(text, SOFT)).isTrue());
    }

    @Test
    void wordsOnSafeguardingTellNothing() {
        assertThat(wordsOf(rule -> goesTo(rule, "safeguarding-lead")))
                .isNotEmpty()
                .noneSatisfy((rule, text) -> assertThat(says(text, TELLING)).isTrue());
    }

    @Test
    void wordsOnThoughtsOfDeathDoNotNameThem() {
        assertThat(wordsOf(rule ->
                        goesTo(rule, "crisis-mental-health") || rule.id().startsWith("suicide")))
                .isNotEmpty()
                .noneSatisfy((rule, text) -> assertThat(says(text, DESPAIR)).isTrue());
    }

    // ---- the measure itself

    @ParameterizedTest
    @CsvSource({
        "back, 1",
        "move, 1",
        "moved, 1",
        "needed, 2",
        "little, 2",
        "people, 2",
        "muscle, 2",
        "exercise, 3",
        "emergency, 4",
        "whole, 1",
        "the, 1",
        "scanned, 1",
        "maternity, 4"
    })
    void syllablesAreCounted(String word, int syllables) {
        assertThat(PlainWords.syllables(word)).isEqualTo(syllables);
    }

    @Test
    void longWordsAndSentencesAreHarder() {
        assertThat(PlainWords.grade("The cat sat on the mat. It was warm."))
                .isCloseTo(0.39 * 4.5 + 11.8 - 15.59, within(0.001));
        assertThat(
                        PlainWords.grade(
                                "Vertebral compression following osteoporotic deterioration necessitates immediate investigation."))
                .isGreaterThan(HARDEST);
    }

    @Test
    void jargonIsFoundInsideWordsAndInCapitals() {
        assertThat(PlainWords.jargon("An MRI of the Lumbar spine.")).containsExactly("lumbar", "MRI");
        assertThat(PlainWords.jargon("A scan of your back.")).isEmpty();
    }

    // ---- reading

    private static boolean reachesAHandout(RuleCard rule) {
        return rule.says(Escalate.class)
                || rule.says(Restrict.class)
                || rule.says(Limit.class)
                || rule.says(Hold.class);
    }

    private static boolean goesTo(RuleCard rule, String destination) {
        return rule.conclusions(Escalate.class).stream()
                .anyMatch(escalate -> escalate.to().contains(destination));
    }

    private static boolean says(String text, List<String> words) {
        String small = text.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(small::contains);
    }

    private static Set<String> idsOf(Predicate<RuleCard> which) {
        return SHIPPED.rules().stream().filter(which).map(RuleCard::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> wordsOf(Predicate<RuleCard> which) {
        Map<String, String> words = new TreeMap<>(TERMS.plain());
        words.keySet().retainAll(idsOf(which));
        return words;
    }

    private static List<String> failing(Predicate<String> fault) {
        return texts().stream().filter(fault).toList();
    }

    /** Every text of the file. */
    private static List<String> texts() {
        List<String> texts = new ArrayList<>(new TreeMap<>(TERMS.plain()).values());
        TERMS.urgency().values().forEach(box -> {
            texts.add(box.title());
            texts.add(box.text());
            box.when().ifPresent(texts::add);
        });
        texts.addAll(List.of(TERMS.noPlanInEmergency(), TERMS.noPlanOnHold(), TERMS.noPlan()));
        TERMS.stop().forEach(stop -> texts.add(stop.sign()));
        TERMS.pain().forEach(pain -> texts.addAll(List.of(pain.pain(), pain.what())));
        TERMS.effort().forEach(effort -> texts.add(effort.words()));
        texts.addAll(TERMS.general());
        return texts;
    }
}
