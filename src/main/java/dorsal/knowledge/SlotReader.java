package dorsal.knowledge;

import dorsal.clinical.Ceiling;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Range;
import dorsal.clinical.FindingDefinition.Type;
import dorsal.clinical.Numbers;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.knowledge.Sentence.Part;
import dorsal.knowledge.Sentence.Slot;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The values in the gaps of one sentence of a rule, checked against the vocabulary. */
final class SlotReader {
    static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,5})(\\.[0-9]{1,3})?");
    private static final double MOST_COUNT = 100;

    private final Vocabulary vocabulary;
    private final Sentence sentence;
    private final Map<String, Slot> slots;
    private final Position line;
    private final Problems problems = new Problems();

    private SlotReader(Vocabulary vocabulary, Sentence sentence, Map<String, Slot> slots, Position line) {
        this.vocabulary = vocabulary;
        this.sentence = sentence;
        this.slots = slots;
        this.line = line;
        slots.values().forEach(this::check);
    }

    /**
     * The sentence that a line is, with every value in its gaps checked; nothing when it is none, which is reported with
     * the nearest one.
     *
     * @param line where the sentence begins; columns of values count from there
     */
    static Optional<SlotReader> read(Part part, String text, Position line, Vocabulary vocabulary, Problems problems) {
        Sentences sentences = Sentences.shipped();
        Optional<Sentences.Read> read = sentences.read(part, text);
        Optional<SlotReader> slots =
                read.map(found -> new SlotReader(vocabulary, found.sentence(), found.slots(), line));
        boolean misread =
                slots.isPresent() && !slots.get().isRight() && sentences.isMisread(read.get(), text, vocabulary::knows);
        if (slots.isEmpty() || misread) {
            problems.add(Problem.of(line, "No sentence reads '%s'.".formatted(text))
                    .maybe(sentences.advice(part, text, vocabulary::knows)));
            return Optional.empty();
        }
        problems.addAll(slots.get().problems.sorted());
        return slots;
    }

    /** True when every value fits its gap. */
    boolean isRight() {
        return problems.isEmpty();
    }

    /** What the sentence stands for, its placeholders not yet filled. */
    String meaning() {
        return sentence.meaning();
    }

    boolean opensGroup() {
        return sentence.opensGroup();
    }

    private void check(Slot slot) {
        switch (slot.type()) {
            case YES_NO -> finding(slot, type -> type == Type.BOOLEAN, "yes or no");
            case NUMBER -> finding(slot, Type::isNumber, "a number");
            case CHOICE -> finding(slot, type -> type == Type.CHOICE, "one of several values");
            case CHOICES -> finding(slot, type -> type == Type.CHOICES, "any of several values");
            case FINDING -> finding(slot, type -> true, "");
            case FINDINGS -> askable(slot);
            case DERIVED -> derived(slot);
            case VALUE, VALUES -> list(slot).forEach(this::value);
            case N -> threshold(slot);
            case COUNT -> number(slot, 1, MOST_COUNT, true);
            case AMOUNT -> number(slot, 0, 1000, false);
            case SCORE -> number(slot, 0, 10, true);
            case ATTESTATION, ATTESTATIONS -> each(slot, "an attestation");
            case EXERCISES -> each(slot, "an exercise");
            case MOVEMENTS -> each(slot, "a movement");
            case LEVELS -> each(slot, "a level");
            case CATEGORIES -> each(slot, "a category");
            case DESTINATIONS -> each(slot, "a destination");
            case MEASURE -> each(slot, "a measure of doses.yaml");
            case DEMANDS, CEILING -> each(slot, "a level of demand");
            case URGENCY -> urgency(slot);
            case VERDICT -> each(slot, "what a lift may end in");
            case TEXT -> text(slot);
            case WORDS, RESTRICT -> {}
        }
    }

    private Position at(Slot slot) {
        return new Position(line.file(), line.line(), line.column() + slot.start());
    }

    private void each(Slot slot, String what) {
        Collection<String> words = GapWords.of(slot.type(), vocabulary);
        Set<String> seen = new LinkedHashSet<>();
        for (Slot item : list(slot)) {
            if (!words.contains(item.text())) {
                problems.add(Problem.of(at(item), "'%s' is not %s.".formatted(item.text(), what))
                        .maybe(Spelling.suggest(item.text(), words)));
            } else if (!seen.add(item.text())) {
                problems.add(at(item), "'%s' stands here twice.".formatted(item.text()), "");
            }
        }
    }

    private Optional<FindingDefinition> finding(Slot slot, Predicate<Type> fits, String answered) {
        FindingDefinition finding = vocabulary.findings().get(slot.text());
        if (finding == null) {
            problems.add(Problem.of(
                            at(slot),
                            "'%s' is not a finding.".formatted(slot.text()),
                            "Expected a code of findings.yaml.")
                    .maybe(Spelling.suggest(slot.text(), vocabulary.findings().keySet())));
            return Optional.empty();
        }
        if (!fits.test(finding.type())) {
            problems.add(
                    at(slot),
                    "'%s' is answered with %s.".formatted(slot.text(), answeredWith(finding)),
                    "This sentence expects a finding answered with " + answered + ".");
            return Optional.empty();
        }
        return Optional.of(finding);
    }

    private static String answeredWith(FindingDefinition finding) {
        return switch (finding.type()) {
            case BOOLEAN -> "yes or no";
            case INTEGER, DECIMAL -> "a number";
            case CHOICE -> "one of " + String.join(", ", finding.choices());
            case CHOICES -> "any of " + String.join(", ", finding.choices());
        };
    }

    private void urgency(Slot slot) {
        if (slot.text().equals(Urgency.NONE.code())) {
            problems.add(at(slot), "'none' is no escalation.", "Expected routine, soon, urgent or emergency.");
        } else {
            each(slot, "an urgency");
        }
    }

    private void askable(Slot slot) {
        Set<String> seen = new LinkedHashSet<>();
        for (Slot item : list(slot)) {
            Optional<FindingDefinition> finding = finding(item, type -> true, "");
            if (finding.isPresent() && finding.get().cluster()) {
                problems.add(
                        at(item), "'%s' is only concluded by rules and cannot be asked.".formatted(item.text()), "");
            } else if (!seen.add(item.text())) {
                problems.add(at(item), "'%s' stands here twice.".formatted(item.text()), "");
            }
        }
    }

    private void derived(Slot slot) {
        finding(slot, type -> type == Type.BOOLEAN, "yes or no")
                .filter(finding -> !finding.derived())
                .ifPresent(finding -> problems.add(
                        at(slot),
                        "'%s' is not a derived finding.".formatted(slot.text()),
                        "Expected a finding with 'derived: true' in findings.yaml."));
    }

    private void value(Slot slot) {
        subject().ifPresent(finding -> {
            if (!finding.choices().isEmpty() && !finding.choices().contains(slot.text())) {
                problems.add(Problem.of(
                                at(slot),
                                "'%s' is not a value of '%s'.".formatted(slot.text(), finding.code()),
                                "Expected one of: " + String.join(", ", finding.choices()) + ".")
                        .maybe(Spelling.suggest(slot.text(), finding.choices())));
            }
        });
    }

    /** A threshold has to lie within the range of the number it is compared with, or it could never matter. */
    private void threshold(Slot slot) {
        if (!NUMBER.matcher(slot.text()).matches()) {
            notANumber(slot, "a number");
            return;
        }
        double value = Double.parseDouble(slot.text());
        subject().filter(finding -> finding.type().isNumber()).ifPresent(finding -> {
            Range range = finding.range().orElseThrow();
            boolean difference = slots.containsKey("other");
            double width = range.most() - range.least();
            Range allowed = difference ? new Range(-width, width) : range;
            if (!allowed.contains(value)) {
                problems.add(
                        at(slot),
                        "%s is outside the range of '%s'.".formatted(slot.text(), finding.code()),
                        "Expected " + allowed + " (" + finding.unit() + ").");
            } else if (finding.type() == Type.INTEGER && value != Math.rint(value)) {
                problems.add(
                        at(slot),
                        "%s is not a whole number, but '%s' is counted in whole numbers."
                                .formatted(slot.text(), finding.code()),
                        "");
            }
        });
    }

    private Optional<FindingDefinition> subject() {
        return slots.values().stream()
                .filter(slot -> slot.type() == SlotType.NUMBER
                        || slot.type() == SlotType.CHOICE
                        || slot.type() == SlotType.CHOICES)
                .findFirst()
                .map(slot -> vocabulary.findings().get(slot.text()));
    }

    private void number(Slot slot, double least, double most, boolean whole) {
        String what = (whole ? "a whole number from " : "a number from ") + Numbers.plain(least) + " to "
                + Numbers.plain(most);
        if (!NUMBER.matcher(slot.text()).matches()) {
            notANumber(slot, what);
            return;
        }
        double value = Double.parseDouble(slot.text());
        if (value < least || value > most || (whole && value != Math.rint(value))) {
            notANumber(slot, what);
        }
    }

    private void notANumber(Slot slot, String expected) {
        problems.add(at(slot), "'%s' stands here.".formatted(slot.text()), "Expected " + expected + ".");
    }

    private void text(Slot slot) {
        if (slot.text().contains("\\")) {
            problems.add(at(slot), "A backslash stands in this text.", "Expected plain words.");
        } else if (slot.text().substring(1, slot.text().length() - 1).isBlank()) {
            problems.add(at(slot), "This text is empty.", "");
        }
    }

    private static List<Slot> list(Slot slot) {
        List<Slot> items = new ArrayList<>();
        int from = 0;
        for (String item : slot.text().split(",", -1)) {
            String stripped = item.strip();
            items.add(new Slot(stripped, slot.start() + from + item.indexOf(stripped), slot.type()));
            from += item.length() + 1;
        }
        return items;
    }

    // ---- values, read after check() found nothing wrong

    String word(String name) {
        return slot(name).text();
    }

    String unquoted(String name) {
        String text = slot(name).text();
        return text.substring(1, text.length() - 1).strip();
    }

    List<String> words(String name) {
        return list(slot(name)).stream().map(Slot::text).toList();
    }

    double number(String name) {
        return Double.parseDouble(word(name));
    }

    Urgency urgency(String name) {
        return Urgency.valueOf(word(name).toUpperCase(Locale.ROOT));
    }

    Ceiling ceiling(String name) {
        return Ceiling.valueOf(word(name).toUpperCase(Locale.ROOT));
    }

    Set<Ceiling> ceilings(String name) {
        Set<Ceiling> ceilings = new LinkedHashSet<>();
        words(name).forEach(word -> ceilings.add(Ceiling.valueOf(word.toUpperCase(Locale.ROOT))));
        return ceilings;
    }

    Verdict verdict(String name) {
        return Verdict.valueOf(word(name).toUpperCase(Locale.ROOT));
    }

    /** Where a gap's value stands. */
    Position position(String name) {
        return at(slot(name));
    }

    /** A meaning with its placeholders replaced by the values. */
    String fill(String meaning) {
        String filled = meaning;
        for (Map.Entry<String, Slot> entry : slots.entrySet()) {
            filled = filled.replace("{" + entry.getKey() + "}", entry.getValue().text());
        }
        return filled;
    }

    private Slot slot(String name) {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw new IllegalStateException("The sentence has no gap called " + name + ".");
        }
        return slot;
    }
}
