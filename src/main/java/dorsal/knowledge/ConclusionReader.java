package dorsal.knowledge;

import dorsal.clinical.Ceiling;
import dorsal.clinical.Conclusion;
import dorsal.clinical.Conclusion.Advise;
import dorsal.clinical.Conclusion.Ask;
import dorsal.clinical.Conclusion.Conclude;
import dorsal.clinical.Conclusion.Dose;
import dorsal.clinical.Conclusion.DoseInWords;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Conclusion.Hold;
import dorsal.clinical.Conclusion.Limit;
import dorsal.clinical.Conclusion.Prefer;
import dorsal.clinical.Conclusion.PutLast;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Conclusion.Review;
import dorsal.clinical.Lift;
import dorsal.clinical.Selector;
import dorsal.clinical.Verdict;
import dorsal.knowledge.ConditionReader.Line;
import dorsal.knowledge.Sentence.Part;
import dorsal.text.Position;
import dorsal.text.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the lines after {@code then}: what a rule concludes, its lift, its offers and its reason. */
final class ConclusionReader {
    private final Vocabulary vocabulary;
    private final Problems problems;
    private final List<Conclusion> conclusions = new ArrayList<>();
    private final Set<String> saidOnce = new HashSet<>();
    private Optional<Selection> open = Optional.empty();
    private Optional<Lift> lift = Optional.empty();
    private List<String> offers = List.of();
    private Optional<String> reason = Optional.empty();

    ConclusionReader(Vocabulary vocabulary, Problems problems) {
        this.vocabulary = vocabulary;
        this.problems = problems;
    }

    /** A selection still open for the lines that narrow or widen it. */
    private static final class Selection {
        private final String verb;
        private final Map<String, Set<String>> words = new HashMap<>();
        private Set<Ceiling> demands = Set.of();
        private boolean every;
        private boolean matchAny;
        private boolean recovering;

        private Selection(String verb) {
            this.verb = verb;
        }

        private Set<String> of(String key) {
            return words.getOrDefault(key, Set.of());
        }

        private Conclusion close() {
            Selector selector = new Selector(
                    every,
                    of("exercises"),
                    of("any-movements"),
                    of("all-movements"),
                    of("levels"),
                    demands,
                    of("categories"),
                    matchAny,
                    of("except movements"),
                    of("except exercises"),
                    recovering);
            return switch (verb) {
                case "avoid" -> new Restrict(Verdict.AVOID, selector);
                case "use with caution" -> new Restrict(Verdict.CAUTION, selector);
                default -> new Prefer(selector);
            };
        }
    }

    void read(List<Line> lines) {
        lines.forEach(this::read);
        closeSelection();
    }

    private void read(Line line) {
        Optional<SlotReader> read = SlotReader.read(Part.THEN, line.text(), line.at(), vocabulary, problems);
        if (read.isPresent() && read.get().isRight()) {
            String[] meaning = read.get().meaning().split(" ", 2);
            conclude(meaning[0], meaning.length == 2 ? meaning[1] : "", read.get(), line.at());
        }
    }

    private void conclude(String meaning, String detail, SlotReader slots, Position at) {
        switch (meaning) {
            case "select" -> {
                closeSelection();
                Selection selection = new Selection(slots.word("restrict"));
                open = Optional.of(selection);
                refine(selection, detail, slots);
            }
            case "narrow", "widen", "except" -> refineOpen(meaning, detail, slots, at);
            default -> {
                closeSelection();
                say(meaning, slots, at);
            }
        }
    }

    private void refineOpen(String meaning, String detail, SlotReader slots, Position at) {
        if (open.isEmpty()) {
            problems.add(
                    at,
                    "This line narrows or widens a selection, but none stands above it.",
                    "Expected a line such as 'avoid exercises that involve any of …' before it.");
            return;
        }
        Selection selection = open.get();
        if (meaning.equals("widen") && !detail.equals("exercises")) {
            if (!selection.verb.equals("prefer")) {
                problems.add(at, "Only 'prefer' can be widened by movements.", "Expected a selection of its own.");
                return;
            }
            selection.matchAny = true;
        }
        if (meaning.equals("narrow") && selection.every && !detail.equals("recovering")) {
            problems.add(
                    at, "'every exercise' cannot be narrowed like this.", "Expected 'but not …' or 'whose region …'.");
            return;
        }
        refine(selection, meaning.equals("except") ? "except " + detail : detail, slots);
    }

    private static void refine(Selection selection, String detail, SlotReader slots) {
        switch (detail) {
            case "every" -> selection.every = true;
            case "recovering" -> selection.recovering = true;
            case "demands" -> selection.demands = slots.ceilings("demands");
            default ->
                selection.words.merge(detail, Set.copyOf(slots.words(slotOf(detail))), (before, more) -> {
                    Set<String> both = new HashSet<>(before);
                    both.addAll(more);
                    return both;
                });
        }
    }

    private static String slotOf(String detail) {
        return detail.substring(Math.max(detail.lastIndexOf('-'), detail.lastIndexOf(' ')) + 1);
    }

    private void say(String meaning, SlotReader slots, Position at) {
        switch (meaning) {
            case "conclude" -> conclusions.add(new Conclude(slots.word("derived")));
            case "escalate" -> once(meaning, at, () -> escalate(slots));
            case "limit" -> once(meaning, at, () -> conclusions.add(new Limit(slots.ceiling("ceiling"))));
            case "hold" -> once(meaning, at, () -> conclusions.add(new Hold()));
            case "put-last" -> conclusions.add(new PutLast(slots.words("movements")));
            case "lift" ->
                once(
                        meaning,
                        at,
                        () -> lift = Optional.of(new Lift(slots.verdict("verdict"), slots.words("attestations"))));
            case "offer" -> once(meaning, at, () -> offers = slots.words("exercises"));
            case "ask" -> conclusions.add(new Ask(slots.words("findings")));
            case "advise" -> conclusions.add(new Advise(slots.unquoted("text")));
            case "dose" -> dose(slots, at);
            case "dose-in-words" -> doseInWords(slots);
            case "review" -> once(meaning, at, () -> conclusions.add(new Review((int) slots.number("weeks"))));
            case "because" -> once(meaning, at, () -> reason = Optional.of(slots.unquoted("text")));
            default -> throw new IllegalStateException("sentences.dsl: '%s' is no meaning.".formatted(meaning));
        }
    }

    private void once(String meaning, Position at, Runnable read) {
        if (saidOnce.add(meaning)) {
            read.run();
        } else {
            problems.add(at, "This rule says this a second time.", "Expected it once in a rule.");
        }
    }

    private void escalate(SlotReader slots) {
        conclusions.add(new Escalate(slots.urgency("urgency"), slots.unquoted("within"), slots.words("destinations")));
    }

    private void dose(SlotReader slots, Position at) {
        String measure = slots.word("measure");
        double least = slots.number("least");
        double most = slots.number("most");
        if (isInWords(measure)) {
            problems.add(
                    at, "'%s' is given in words.".formatted(measure), "Expected 'dose %s as …'.".formatted(measure));
        }
        if (least > most) {
            problems.add(slots.position("least"), "The least is more than the most.", "");
        }
        once("dose " + measure, at, () -> conclusions.add(new Dose(measure, least, most)));
    }

    private void doseInWords(SlotReader slots) {
        String measure = slots.word("measure");
        if (!isInWords(measure)) {
            problems.add(
                    slots.position("measure"),
                    "'%s' is a number.".formatted(measure),
                    "Expected 'dose %s from … to …'.".formatted(measure));
        }
        conclusions.add(new DoseInWords(measure, slots.words("words")));
    }

    private boolean isInWords(String measure) {
        return Optional.ofNullable(vocabulary.measures().get(measure))
                .map(known -> known.combine() == Measure.Combine.WORDS)
                .orElse(false);
    }

    private void closeSelection() {
        open.map(Selection::close).ifPresent(conclusions::add);
        open = Optional.empty();
    }

    List<Conclusion> conclusions() {
        return conclusions;
    }

    Optional<Lift> lift() {
        return lift;
    }

    List<String> offers() {
        return offers;
    }

    Optional<String> reason() {
        return reason;
    }
}
