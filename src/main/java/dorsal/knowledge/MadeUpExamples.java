package dorsal.knowledge;

import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Range;
import dorsal.clinical.Numbers;
import dorsal.knowledge.ConditionReader.Line;
import dorsal.knowledge.Sentence.Part;
import dorsal.knowledge.Sentence.Placeholder;
import dorsal.knowledge.Sentence.Slot;
import dorsal.knowledge.Sentences.Read;
import dorsal.text.Position;
import dorsal.text.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Examples for sentences that no rule uses, made of the words of the rules folder. What rules say in the same gaps is
 * tried first, since it makes sense together; then the vocabulary. An example is one only if a rule with it has no
 * problem.
 */
final class MadeUpExamples {
    private static final int MEMBERS = 3;
    private static final Position NOWHERE = Position.startOf("example");

    private final Vocabulary vocabulary;
    private final Collection<Example> fromRules;
    private final Sentences sentences = Sentences.shipped();

    MadeUpExamples(Vocabulary vocabulary, Collection<Example> fromRules) {
        this.vocabulary = vocabulary;
        this.fromRules = fromRules;
    }

    /** An example of a sentence; nothing when the folder has no words that fit it. */
    Optional<Example> of(Sentence sentence) {
        return lines(sentence)
                .filter(lines -> isRight(sentence.part(), lines))
                .findFirst()
                .map(lines -> new Example(read(sentence, lines), lines, Optional.empty()));
    }

    private Stream<List<String>> lines(Sentence sentence) {
        if (sentence.opensGroup()) {
            return group(sentence).stream();
        }
        Stream<String> filled = fills(sentence).map(sentence::fill);
        return sentence.refinesSelection()
                ? filled.flatMap(line -> selections(sentence).map(selection -> List.of(selection, line)))
                : filled.map(List::of);
    }

    private Read read(Sentence sentence, List<String> lines) {
        return lines.stream()
                .flatMap(line -> sentences.read(sentence.part(), line).stream())
                .filter(read -> read.sentence().equals(sentence))
                .findFirst()
                .orElseThrow();
    }

    /** True when a rule may hold these lines. */
    private boolean isRight(Part part, List<String> lines) {
        Problems problems = new Problems();
        List<Line> placed = lines.stream().map(line -> new Line(line, NOWHERE)).toList();
        if (part == Part.WHEN) {
            ConditionReader.read(vocabulary, placed, problems);
        } else {
            new ConclusionReader(vocabulary, problems).read(placed);
        }
        return problems.isEmpty();
    }

    // ---- groups and selections

    /** A group of the first sentence that asks nothing but a yes. */
    private Optional<List<String>> group(Sentence head) {
        Optional<Sentence> plain = sentences.all().stream()
                .filter(sentence -> sentence.placeholders().stream()
                        .map(Placeholder::type)
                        .toList()
                        .equals(List.of(SlotType.YES_NO)))
                .findFirst();
        List<String> members = words(SlotType.YES_NO).stream()
                .filter(word -> !isDerived(word))
                .limit(MEMBERS)
                .toList();
        if (plain.isEmpty() || members.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        String least = String.valueOf(Math.min(MEMBERS - 1, members.size()));
        lines.add(head.fill(head.placeholders().stream().map(gap -> least).toList()));
        members.forEach(member -> lines.add("- " + plain.get().fill(List.of(member))));
        return Optional.of(lines);
    }

    /** Selections that speak of something else than the line that refines them. */
    private Stream<String> selections(Sentence refining) {
        List<Sentence> selecting = new ArrayList<>(
                sentences.all().stream().filter(Sentence::selects).toList());
        Collections.reverse(selecting); // the widest selections stand last
        selecting.sort(Comparator.comparing(sentence -> !speaksOfElse(sentence, refining)));
        return selecting.stream()
                .flatMap(sentence -> fills(sentence)
                        .limit(1)
                        .flatMap(values -> words(SlotType.RESTRICT).stream()
                                .map(verb -> sentence.fill(replaceFirst(values, verb)))));
    }

    private static boolean speaksOfElse(Sentence selecting, Sentence refining) {
        return selecting.placeholders().size() > 1
                && refining.placeholders().stream().noneMatch(selecting.placeholders()::contains);
    }

    private static List<String> replaceFirst(List<String> values, String first) {
        return Stream.concat(Stream.of(first), values.stream().skip(1)).toList();
    }

    // ---- gaps

    private Stream<List<String>> fills(Sentence sentence) {
        Stream<List<String>> fromVocabulary = IntStream.range(
                        0, vocabulary.findings().size() + vocabulary.measures().size())
                .mapToObj(attempt -> fromVocabulary(sentence, attempt))
                .flatMap(Optional::stream);
        return Stream.concat(
                        fromRules.stream()
                                .flatMap(example ->
                                        alike(sentence, example.read().slots()).stream()),
                        fromVocabulary)
                .filter(values -> readsWell(sentence, values));
    }

    /** What a rule says in gaps of the same names and types. */
    private static Optional<List<String>> alike(Sentence sentence, Map<String, Slot> slots) {
        List<String> values = new ArrayList<>();
        for (Placeholder gap : sentence.placeholders()) {
            Slot slot = slots.get(gap.name());
            if (slot == null || slot.type() != gap.type()) {
                return Optional.empty();
            }
            values.add(slot.text());
        }
        return Optional.of(values);
    }

    /** One thing "is", several "are"; and what rules conclude can only be tested for yes. */
    private boolean readsWell(Sentence sentence, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            Placeholder gap = sentence.placeholders().get(i);
            boolean several = values.get(i).contains(",");
            boolean plural = sentence.words().contains("{" + gap.name() + "} are ");
            boolean singular = sentence.words().contains("{" + gap.name() + "} is ");
            if ((several && singular) || (!several && plural)) {
                return false;
            }
            if (gap.type() != SlotType.DERIVED && isDerived(values.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isDerived(String word) {
        return Optional.ofNullable(vocabulary.findings().get(word))
                .map(FindingDefinition::derived)
                .orElse(false);
    }

    /** Words of the vocabulary for every gap, others with every attempt; nothing when there are none. */
    private Optional<List<String>> fromVocabulary(Sentence sentence, int attempt) {
        List<String> values = new ArrayList<>();
        for (Placeholder gap : sentence.placeholders()) {
            Optional<String> value = value(sentence, gap, attempt, values);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    private Optional<String> value(Sentence sentence, Placeholder gap, int attempt, List<String> before) {
        Optional<FindingDefinition> subject = before.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(vocabulary.findings().get(before.get(0)));
        return switch (gap.type()) {
            case N -> subject.flatMap(FindingDefinition::range).map(range -> threshold(range, before.size() == 1));
            case VALUE -> subject.flatMap(finding -> finding.choices().stream().findFirst());
            case VALUES -> subject.map(finding -> several(finding.choices(), 0));
            case COUNT -> Optional.of("2");
            case AMOUNT -> Optional.of(String.valueOf(2 + before.size())); // of two, the second is the larger
            case SCORE -> Optional.of("5");
            case TEXT -> Optional.of(gap.name().equals("within") ? "\"2 weeks\"" : "\"Words of your own.\"");
            case WORDS -> Optional.of(several(words(SlotType.DEMANDS), 0));
            case NUMBER -> number(subject, sentence.placeholders().size() > 2, attempt);
            default -> {
                List<String> words = words(gap.type());
                boolean one = !gap.type().isList() || sentence.words().contains("{" + gap.name() + "} is ");
                yield attempt >= words.size()
                        ? Optional.empty()
                        : Optional.of(one ? words.get(attempt) : several(words, attempt));
            }
        };
    }

    /** The middle of a range; for a difference 1. */
    private static String threshold(Range range, boolean alone) {
        return alone ? Numbers.plain(Math.floor((range.least() + range.most()) / 2)) : "1";
    }

    /**
     * A number, those of the shortest scale first. Of two that are compared, each is one that has another of its scale,
     * if any has.
     */
    private Optional<String> number(Optional<FindingDefinition> other, boolean compared, int attempt) {
        List<FindingDefinition> numbers =
                words(SlotType.NUMBER).stream().map(vocabulary::finding).toList();
        Predicate<FindingDefinition> odd = finding -> other.map(Stream::of)
                .orElseGet(numbers::stream)
                .noneMatch(peer -> !peer.equals(finding) && isOfOneScale(peer, finding));
        return numbers.stream()
                .filter(finding -> other.isEmpty() || !finding.equals(other.get()))
                .sorted(Comparator.comparing((FindingDefinition finding) -> compared && odd.test(finding))
                        .thenComparing(finding -> width(finding.range().orElseThrow())))
                .skip(other.isPresent() ? 0 : attempt)
                .findFirst()
                .map(FindingDefinition::code);
    }

    private static boolean isOfOneScale(FindingDefinition one, FindingDefinition other) {
        return one.unit().equals(other.unit()) && one.range().equals(other.range());
    }

    private static double width(Range range) {
        return range.most() - range.least();
    }

    private static String several(List<String> words, int from) {
        return String.join(", ", words.subList(from, Math.min(from + 2, words.size())));
    }

    private List<String> words(SlotType type) {
        return List.copyOf(GapWords.of(type, vocabulary));
    }
}
