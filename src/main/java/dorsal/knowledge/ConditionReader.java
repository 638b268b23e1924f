package dorsal.knowledge;

import dorsal.clinical.Check;
import dorsal.clinical.Condition;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Range;
import dorsal.clinical.Numbers;
import dorsal.clinical.Operator;
import dorsal.clinical.Urgency;
import dorsal.knowledge.Sentence.Part;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines of a condition. All of them must hold; a line that ends in a colon opens a group, whose members follow
 * as bullets with one dash more:
 *
 * <pre>
 * condition = item*                       at depth 0
 * item      = sentence | head item+       the items of a head stand one dash deeper
 * line      = "-"* " " sentence           as many dashes as the item is deep
 * </pre>
 *
 * Indentation says nothing, so that no editor can change what a rule means.
 */
final class ConditionReader {
    static final Pattern BULLET = Pattern.compile("(-+)([ \\t]+)(.*)");
    private static final Pattern TEST = Pattern.compile(
            "(\\w+)\\((?: code == ([^,)]+?))?(?:,? (yes|no|(?:number|choice|choices|urgency) .+?))? ?\\)");
    private static final Pattern COMPARISON = Pattern.compile("number (>=|>|<=|<|==) (.+)");

    static final int DEEPEST = 6;

    /** One line of a condition: its words and where they begin. */
    record Line(String text, Position at) {}

    private record Item(int depth, String text, Position at) {}

    private final Vocabulary vocabulary;
    private final Problems problems;
    private final List<Item> items = new ArrayList<>();
    private int next;

    private ConditionReader(Vocabulary vocabulary, List<Line> lines, Problems problems) {
        this.vocabulary = vocabulary;
        this.problems = problems;
        for (Line line : lines) {
            Matcher bullet = BULLET.matcher(line.text());
            if (bullet.matches()) {
                int shift = bullet.start(3);
                items.add(new Item(
                        bullet.group(1).length(),
                        bullet.group(3),
                        new Position(
                                line.at().file(), line.at().line(), line.at().column() + shift)));
            } else {
                items.add(new Item(0, line.text(), line.at()));
            }
        }
    }

    /** The condition, or nothing when a line of it is wrong. */
    static Optional<Condition> read(Vocabulary vocabulary, List<Line> lines, Problems problems) {
        int before = problems.size();
        ConditionReader reader = new ConditionReader(vocabulary, lines, problems);
        List<Condition> parts = reader.members(0);
        return problems.size() == before && !parts.isEmpty() ? Optional.of(Condition.all(parts)) : Optional.empty();
    }

    private List<Condition> members(int depth) {
        List<Condition> parts = new ArrayList<>();
        while (next < items.size() && items.get(next).depth() >= depth) {
            Item item = items.get(next++);
            if (item.depth() > DEEPEST) {
                problems.add(
                        item.at(),
                        "This line stands %d groups deep.".formatted(item.depth()),
                        "Expected at most " + DEEPEST + ".");
            } else if (item.depth() > depth) {
                problems.add(Problem.of(
                        item.at(),
                        item.depth() == 1
                                ? "This line has a dash."
                                : "This line has %d dashes.".formatted(item.depth()),
                        depth == 0
                                ? "Expected none: it stands below no group."
                                : "Expected %d: one more than the group it belongs to.".formatted(depth)));
            }
            if (item.depth() <= DEEPEST) {
                read(item).ifPresent(parts::add);
            }
        }
        return parts;
    }

    private Optional<Condition> read(Item item) {
        Optional<SlotReader> read = SlotReader.read(Part.WHEN, item.text(), item.at(), vocabulary, problems);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        SlotReader slots = read.get();
        String meaning = slots.meaning();
        if (slots.opensGroup()) {
            return group(item, meaning, slots);
        }
        if (!slots.isRight()) {
            return Optional.empty();
        }
        Test test = test(slots.fill(meaning));
        if (test.kind() == Kind.FINDING && test.check() instanceof Check.Compares compares) {
            refuseNeverTrue(vocabulary.finding(test.code()), compares, slots.position("n"));
        }
        return Optional.of(test);
    }

    /** A comparison at the end of a range that no answer can meet would be a rule that never fires. */
    private void refuseNeverTrue(FindingDefinition finding, Check.Compares compares, Position at) {
        Range range = finding.range().orElseThrow();
        boolean over = compares.operator() == Operator.OVER && compares.threshold() >= range.most();
        boolean under = compares.operator() == Operator.UNDER && compares.threshold() <= range.least();
        if (over || under) {
            Range possible =
                    over ? new Range(range.least(), range.most() - 1) : new Range(range.least() + 1, range.most());
            problems.add(
                    at,
                    "No answer to '%s' is %s %s."
                            .formatted(finding.code(), over ? "over" : "under", Numbers.plain(compares.threshold())),
                    "Expected " + possible + " (" + finding.unit() + ").");
        }
    }

    private Optional<Condition> group(Item head, String meaning, SlotReader slots) {
        int first = next;
        List<Condition> parts = members(head.depth() + 1);
        if (next == first) {
            problems.add(
                    head.at(),
                    "This group is empty.",
                    "Expected lines with %s below it.".formatted("-".repeat(head.depth() + 1)));
        }
        if (!slots.isRight() || parts.isEmpty()) {
            return Optional.empty();
        }
        return switch (meaning) {
            case "all" -> Optional.of(Condition.all(parts));
            case "any" -> Optional.of(Condition.any(parts));
            case "none" -> Optional.of(new Condition.None(parts));
            default -> atLeast(head, (int) slots.number("n"), parts);
        };
    }

    private Optional<Condition> atLeast(Item head, int least, List<Condition> parts) {
        if (least > parts.size()) {
            problems.add(head.at(), "At least %d of %d can never be true.".formatted(least, parts.size()), "");
            return Optional.empty();
        }
        return Optional.of(new Condition.AtLeast(least, parts));
    }

    /** The test that a filled meaning stands for, for example {@code Finding( code == power, number <= 3 )}. */
    private static Test test(String meaning) {
        Matcher matcher = TEST.matcher(meaning);
        if (!matcher.matches()) {
            throw new IllegalStateException("sentences.dsl: '%s' is not a test.".formatted(meaning));
        }
        Kind kind = Kind.valueOf(
                matcher.group(1).replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
        return new Test(
                kind,
                Optional.ofNullable(matcher.group(2)).orElse(""),
                check(Optional.ofNullable(matcher.group(3)).orElse("")));
    }

    private static Check check(String text) {
        Matcher comparison = COMPARISON.matcher(text);
        if (comparison.matches()) {
            Operator operator = Arrays.stream(Operator.values())
                    .filter(candidate -> candidate.drl().equals(comparison.group(1)))
                    .findFirst()
                    .orElseThrow();
            return new Check.Compares(operator, Double.parseDouble(comparison.group(2)));
        }
        if (text.startsWith("choice in ")) {
            return new Check.OneOf(Set.copyOf(List.of(text.substring(10).split("[ \\t]*,[ \\t]*"))));
        }
        if (text.startsWith("choices contains ")) {
            return new Check.Includes(text.substring(17));
        }
        if (text.startsWith("urgency < ")) {
            return new Check.Below(Urgency.valueOf(text.substring(10).toUpperCase(Locale.ROOT)));
        }
        return switch (text) {
            case "" -> new Check.Present();
            case "yes" -> new Check.Is(true);
            case "no" -> new Check.Is(false);
            default -> throw new IllegalStateException("sentences.dsl: '%s' is not a check.".formatted(text));
        };
    }
}
