package dorsal.knowledge;

import dorsal.clinical.Ceiling;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Type;
import dorsal.clinical.Urgency;
import dorsal.knowledge.Sentence.Part;
import dorsal.knowledge.Sentence.Slot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** The small changes that one sentence of a rule can meet. Not all of them are sound: whoever reads them finds out. */
final class LineMutator {
    static final String NONE = "none of these is true:";

    private static final String ANY = "at least one of these is true:";
    private static final String ALL = "all of these are true:";
    private static final Map<String, String> OTHERWISE = Map.of(
            " is at least ", " is over ",
            " is over ", " is at least ",
            " is at most ", " is under ",
            " is under ", " is at most ",
            " any of ", " all of ",
            " all of ", " any of ");

    private final Vocabulary vocabulary;

    LineMutator(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** What happens to a sentence. */
    enum Change {
        DROP,
        REPLACE,
        /** The sentence becomes the one member of a group of which none may be true. */
        NEGATE
    }

    /** One change of a sentence; {@code words} only where it is replaced. */
    record Edit(Change kind, String words) {}

    List<Edit> edits(Part part, String words) {
        Optional<Sentences.Read> read = Sentences.shipped().read(part, words);
        if (read.isEmpty() || isText(read.get().sentence())) {
            return List.of();
        }
        List<String> instead = new ArrayList<>();
        if (part == Part.WHEN) {
            otherGroup(words, instead);
        }
        otherComparison(part, words, read.get(), instead);
        read.get().slots().values().forEach(slot -> otherValue(words, slot, read.get(), instead));
        List<Edit> edits = new ArrayList<>();
        edits.add(new Edit(Change.DROP, ""));
        if (part == Part.WHEN && !words.endsWith(":")) {
            edits.add(new Edit(Change.NEGATE, ""));
        }
        instead.stream()
                .distinct()
                .map(changed -> new Edit(Change.REPLACE, changed))
                .forEach(edits::add);
        return edits;
    }

    private static boolean isText(Sentence sentence) {
        return sentence.meaning().equals("advise") || sentence.meaning().equals("because");
    }

    /** True for a sentence that opens a selection of exercises. */
    boolean selects(String words) {
        return meaning(words).startsWith("select");
    }

    /** True for a sentence that narrows or widens the selection above it. */
    boolean refines(String words) {
        String meaning = meaning(words);
        return meaning.startsWith("narrow") || meaning.startsWith("widen") || meaning.startsWith("except");
    }

    private static String meaning(String words) {
        return Sentences.shipped()
                .read(Part.THEN, words)
                .map(read -> read.sentence().meaning())
                .orElse("");
    }

    private static void otherGroup(String words, List<String> instead) {
        switch (words) {
            case ANY -> {
                instead.add(ALL);
                instead.add(NONE);
            }
            case ALL, NONE -> instead.add(ANY);
            default -> {}
        }
    }

    /** For whole numbers, "over" is "at least" shifted by one and need not be tried again. */
    private void otherComparison(Part part, String words, Sentences.Read read, List<String> instead) {
        boolean whole = read.slots().values().stream()
                .filter(slot -> slot.type() == SlotType.NUMBER)
                .map(slot -> vocabulary.findings().get(slot.text()))
                .anyMatch(finding -> finding != null && finding.type() == Type.INTEGER);
        boolean several =
                read.slots().values().stream().anyMatch(slot -> items(slot).size() > 1);
        OTHERWISE.forEach((phrase, other) -> {
            int at = words.indexOf(phrase);
            if (at >= 0 && (part == Part.WHEN ? !whole && phrase.startsWith(" is ") : several)) {
                instead.add(words.substring(0, at) + other + words.substring(at + phrase.length()));
            }
        });
    }

    private void otherValue(String words, Slot slot, Sentences.Read read, List<String> instead) {
        switch (slot.type()) {
            case N, COUNT, AMOUNT, SCORE -> {
                instead.add(with(words, slot, shifted(slot, 1)));
                instead.add(with(words, slot, shifted(slot, -1)));
            }
            case VALUE, VALUES -> list(words, slot, choices(read), instead);
            case URGENCY -> steps(words, slot, codes(Urgency.values(), Urgency::code), instead);
            case CEILING -> steps(words, slot, codes(Ceiling.values(), Ceiling::code), instead);
            case VERDICT -> instead.add(with(words, slot, slot.text().equals("caution") ? "permitted" : "caution"));
            case RESTRICT -> {
                if (!slot.text().equals("prefer")) {
                    instead.add(with(words, slot, slot.text().equals("avoid") ? "use with caution" : "avoid"));
                }
            }
            case EXERCISES -> list(words, slot, vocabulary.exercises().keySet(), instead);
            case MOVEMENTS -> list(words, slot, vocabulary.movements().keySet(), instead);
            case LEVELS -> list(words, slot, vocabulary.levels(), instead);
            case DEMANDS -> list(words, slot, codes(Ceiling.values(), Ceiling::code), instead);
            case CATEGORIES -> list(words, slot, vocabulary.categories(), instead);
            case DESTINATIONS -> list(words, slot, vocabulary.destinations().keySet(), instead);
            case ATTESTATION, ATTESTATIONS, FINDINGS, WORDS -> list(words, slot, List.of(), instead);
            case YES_NO, NUMBER, CHOICE, CHOICES, FINDING, DERIVED, MEASURE, TEXT -> {}
        }
    }

    private static <T> List<String> codes(T[] values, Function<T, String> code) {
        return Arrays.stream(values).map(code).toList();
    }

    /** The values that the finding of this sentence may take. */
    private Collection<String> choices(Sentences.Read read) {
        return read.slots().values().stream()
                .filter(slot -> slot.type() == SlotType.CHOICE || slot.type() == SlotType.CHOICES)
                .map(slot -> vocabulary.findings().get(slot.text()))
                .filter(finding -> finding != null)
                .findFirst()
                .map(FindingDefinition::choices)
                .orElse(List.of());
    }

    /** One step up and one step down. */
    private static void steps(String words, Slot slot, List<String> scale, List<String> instead) {
        int place = scale.indexOf(slot.text());
        for (int step : new int[] {1, -1}) {
            if (place + step >= 0 && place + step < scale.size()) {
                instead.add(with(words, slot, scale.get(place + step)));
            }
        }
    }

    /** Each item dropped, and each swapped for the word that follows it in the alphabet and is not named yet. */
    private static void list(String words, Slot slot, Collection<String> known, List<String> instead) {
        List<String> items = items(slot);
        for (int i = 0; i < items.size(); i++) {
            List<String> others = new ArrayList<>(items);
            others.remove(i);
            if (!others.isEmpty()) {
                instead.add(with(words, slot, String.join(", ", others)));
            }
            TreeSet<String> free = new TreeSet<>(known);
            items.forEach(free::remove);
            if (!free.isEmpty()) {
                String next = free.higher(items.get(i));
                others.add(i, next == null ? free.first() : next);
                instead.add(with(words, slot, String.join(", ", others)));
            }
        }
    }

    private static List<String> items(Slot slot) {
        return Arrays.stream(slot.text().split(",")).map(String::strip).toList();
    }

    private static String shifted(Slot slot, int by) {
        return new BigDecimal(slot.text()).add(BigDecimal.valueOf(by)).toPlainString();
    }

    private static String with(String words, Slot slot, String value) {
        return words.substring(0, slot.start())
                + value
                + words.substring(slot.start() + slot.text().length());
    }
}
