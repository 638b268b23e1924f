package dorsal.knowledge;

import dorsal.knowledge.Sentence.Part;
import dorsal.knowledge.Sentence.Placeholder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every sentence that rules may use, in reading order, and what may stand in its gaps.
 *
 * @param gaps each type of gap once
 */
public record SentenceGuide(List<Entry> entries, List<Gap> gaps) {
    public SentenceGuide {
        entries = List.copyOf(entries);
        gaps = List.copyOf(gaps);
    }

    /**
     * One sentence.
     *
     * @param below the word of a rule below which it stands: {@code when} or {@code then}
     * @param heading what it and its neighbours are for
     * @param words the sentence with the type of each gap in braces
     * @param example lines that a rule may hold; empty when no word of the folder fits
     * @param rule the rule the example is taken from; absent when it was made up
     */
    public record Entry(String below, String heading, String words, List<String> example, Optional<String> rule) {
        public Entry {
            example = List.copyOf(example);
        }
    }

    /**
     * What may stand in a gap.
     *
     * @param type as the sentences write it, without braces
     * @param stands in words
     */
    public record Gap(String type, String stands) {}

    /** The sentences with the clearest example that the rules give of each, or one made of the words of the folder. */
    public static SentenceGuide of(Knowledge knowledge) {
        Map<Sentence, Example> fromRules = RuleExamples.of(knowledge.rules());
        MadeUpExamples madeUp = new MadeUpExamples(knowledge.vocabulary(), fromRules.values());
        List<Sentence> sentences = Sentences.shipped().all();
        Set<SlotType> used = sentences.stream()
                .flatMap(sentence -> sentence.placeholders().stream())
                .map(Placeholder::type)
                .collect(Collectors.toSet());
        return new SentenceGuide(
                Arrays.stream(Part.values())
                        .flatMap(part -> sentences.stream().filter(sentence -> sentence.part() == part))
                        .map(sentence -> entry(
                                sentence,
                                Optional.ofNullable(fromRules.get(sentence)).or(() -> madeUp.of(sentence))))
                        .toList(),
                Arrays.stream(SlotType.values())
                        .filter(used::contains)
                        .map(type -> new Gap(type.code(), GapWords.described(type, knowledge.vocabulary())))
                        .toList());
    }

    private static Entry entry(Sentence sentence, Optional<Example> example) {
        return new Entry(
                sentence.part().name().toLowerCase(Locale.ROOT),
                sentence.heading(),
                sentence.shown(),
                example.map(Example::lines).orElse(List.of()),
                example.flatMap(Example::rule));
    }
}
