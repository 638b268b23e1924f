package dorsal.knowledge;

import dorsal.clinical.Conclusions;
import dorsal.clinical.Condition;
import dorsal.clinical.Grade;
import dorsal.knowledge.ConditionReader.Line;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.SourceText;
import dorsal.text.Spelling;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one {@code .dslr} file, line for line. Each line is one of these and nothing else:
 *
 * <pre>
 * file     = (rule | comment | blank)*
 * rule     = 'rule "' id ': ' claim '"'  metadata+  'when'  sentence+  'then'  sentence+  'end'
 * metadata = ('@' name '( "' text '" )')+        source (once or more), grade, reviewed; contested, signed
 * comment  = '//' anything, a whole line
 * </pre>
 *
 * What stands here is only ever read as sentences with a known meaning: nothing of it is compiled or run.
 */
final class RuleReader {
    private static final int LONGEST_LINE = 2000;
    private static final int MOST_LINES = 500;
    private static final Pattern RULE = Pattern.compile("rule[ \\t]+\"([^\"]*)\"");
    private static final Pattern NAME = Pattern.compile("([a-z0-9]+(?:-[a-z0-9]+)*):[ \\t]+(\\S.*)");
    private static final Pattern METADATA = Pattern.compile("@([a-z]+)\\([ \\t]*\"([^\"]*)\"[ \\t]*\\)");
    private static final Pattern METADATA_LINE =
            Pattern.compile(METADATA.pattern() + "(?:[ \\t]+" + METADATA.pattern() + ")*");
    private static final Pattern CITATION =
            Pattern.compile("([a-z0-9-]+)(?:,[ \\t]*(.*?))??(?:[ \\t]*\\((verified|recalled)\\))?");
    static final List<String> METADATA_NAMES = List.of("source", "grade", "reviewed", "contested", "signed");
    private static final List<String> NEEDED = List.of("source", "grade", "reviewed");

    private enum Place {
        OUTSIDE,
        HEADER,
        WHEN,
        THEN
    }

    /** A piece of metadata and where its text begins. */
    private record Metadata(String text, Position at) {}

    private final Vocabulary vocabulary;
    private final SourceText source;
    private final String topic;
    private final Problems problems;
    private final List<RuleCard> rules = new ArrayList<>();

    private Place place = Place.OUTSIDE;
    private Position start;
    private String name = "";
    private int problemsBefore;
    private final Map<String, List<Metadata>> metadata = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();
    private boolean misplaced;
    private boolean anyRule;
    private final List<Line> when = new ArrayList<>();
    private final List<Line> then = new ArrayList<>();
    private final List<String> text = new ArrayList<>();

    private RuleReader(Vocabulary vocabulary, SourceText source, Problems problems) {
        this.vocabulary = vocabulary;
        this.source = source;
        this.problems = problems;
        this.start = Position.startOf(source.name());
        String file = source.name().substring(source.name().lastIndexOf('/') + 1);
        this.topic = file.replaceFirst("\\.dslr$", "").replaceFirst("^[0-9]+-", "");
    }

    /** The rules of a file that could be read; what is wrong with the others is added to {@code problems}. */
    static List<RuleCard> read(Vocabulary vocabulary, SourceText source, Problems problems) {
        RuleReader reader = new RuleReader(vocabulary, source, problems);
        int number = 0;
        for (String line : source.lines()) {
            reader.line(++number, line);
        }
        reader.endOfFile(number);
        return reader.rules;
    }

    private void line(int number, String raw) {
        String line = raw.strip();
        Position at = new Position(source.name(), number, raw.indexOf(line) + 1);
        if (raw.length() > LONGEST_LINE) {
            problems.add(
                    at,
                    "This line has %d characters.".formatted(raw.length()),
                    "Expected at most " + LONGEST_LINE + ".");
            refused.add(line);
            if (place == Place.THEN && line.startsWith("because")) {
                misplaced = true;
            }
        } else if (line.startsWith("//") || line.isEmpty()) {
            if (place != Place.OUTSIDE) {
                text.add(raw);
            }
        } else if (line.equals("rule")
                || line.startsWith("rule ")
                || line.startsWith("rule\t")
                || line.startsWith("rule\"")) {
            startRule(at, line);
            text.add(raw);
        } else {
            text.add(raw);
            lineOfRule(at, line);
        }
    }

    private void lineOfRule(Position at, String line) {
        if (text.size() == MOST_LINES) {
            problems.add(
                    start,
                    "This rule has over %d lines.".formatted(MOST_LINES),
                    "Expected a rule that a person can take in.");
        }
        switch (place) {
            case OUTSIDE ->
                problems.add(Problem.of(
                                at,
                                "'%s' stands outside a rule.".formatted(shortened(line)),
                                "Expected 'rule \"id: claim\"' or a comment ('// …').")
                        .maybe(Spelling.suggest(line, List.of("end", "when", "then"))));
            case HEADER -> header(at, line);
            case WHEN -> {
                if (line.equals("then")) {
                    place = Place.THEN;
                } else if (line.equals("end") || line.equals("when")) {
                    misplaced(at, line, "'then' before it");
                } else {
                    when.add(new Line(line, at));
                }
            }
            case THEN -> {
                if (line.equals("end")) {
                    finish();
                } else if (line.equals("when") || line.equals("then")) {
                    misplaced(at, line, "'end' before it");
                } else {
                    then.add(new Line(line, at));
                }
            }
        }
    }

    private void header(Position at, String line) {
        switch (line) {
            case "when" -> place = Place.WHEN;
            case "then" -> {
                misplaced(at, line, "'when' before it");
                place = Place.THEN;
            }
            case "end" -> misplaced(at, line, "'when' and 'then' before it");
            default -> metadata(at, line);
        }
    }

    private void misplaced(Position at, String line, String expected) {
        misplaced = true;
        problems.add(at, "'%s' stands here.".formatted(line), "Expected " + expected + ".");
        if (line.equals("end")) {
            place = Place.OUTSIDE;
        }
    }

    private void startRule(Position at, String line) {
        if (place != Place.OUTSIDE) {
            problems.add(
                    at,
                    "A rule begins here, but the rule '%s' of line %d has no 'end'.".formatted(name, start.line()),
                    "Expected 'end' above this line.");
            check();
        }
        anyRule = true;
        place = Place.HEADER;
        start = at;
        problemsBefore = problems.size();
        misplaced = false;
        refused.clear();
        metadata.clear();
        when.clear();
        then.clear();
        text.clear();
        Matcher rule = RULE.matcher(line);
        name = rule.matches() ? rule.group(1) : line.substring(4).strip();
        if (!rule.matches() || !NAME.matcher(name).matches() || name.contains("\\")) {
            problems.add(
                    at,
                    "'%s' is not the first line of a rule.".formatted(shortened(line)),
                    "Expected rule \"id: claim\" with an id of small letters, digits and hyphens, and nothing after it.");
        }
    }

    private void metadata(Position at, String line) {
        if (!METADATA_LINE.matcher(line).matches()) {
            refused.add(line);
            problems.add(Problem.of(
                            at,
                            "'%s' stands between the name of a rule and 'when'.".formatted(shortened(line)),
                            "Expected metadata such as @source( \"nice-ng59, 1.2\" ), or 'when'.")
                    .maybe(Spelling.suggest(line, List.of("when"))));
            return;
        }
        Matcher one = METADATA.matcher(line);
        while (one.find()) {
            Position textAt = new Position(at.file(), at.line(), at.column() + one.start(2));
            String key = one.group(1);
            String value = one.group(2).strip();
            if (!METADATA_NAMES.contains(key)) {
                problems.add(Problem.of(
                                new Position(at.file(), at.line(), at.column() + one.start(1)),
                                "'@%s' is not metadata of a rule.".formatted(key),
                                "Expected one of @" + String.join(", @", METADATA_NAMES) + ".")
                        .maybe(Spelling.suggest(key, METADATA_NAMES)));
            } else if (value.isEmpty() || value.contains("\\")) {
                refused.add("@" + key);
                problems.add(
                        textAt,
                        "The text of @%s is empty or holds a backslash.".formatted(key),
                        "Expected plain words.");
            } else if (metadata.containsKey(key) && !key.equals("source")) {
                problems.add(textAt, "'@%s' stands here a second time.".formatted(key), "");
            } else {
                metadata.computeIfAbsent(key, k -> new ArrayList<>()).add(new Metadata(value, textAt));
            }
        }
    }

    private void finish() {
        place = Place.OUTSIDE;
        check();
        text.clear();
    }

    /** Everything wrong with the rule read so far; the rule itself when nothing is. */
    private void check() {
        for (String needed : NEEDED) {
            if (!metadata.containsKey(needed) && refused.stream().noneMatch(line -> line.contains("@" + needed))) {
                problems.add(start, "The rule '%s' has no @%s.".formatted(name, needed), expectedMetadata(needed));
            }
        }
        if (when.isEmpty() && !misplaced && refused.isEmpty()) {
            problems.add(
                    start,
                    "Nothing stands between 'when' and 'then' of the rule '%s'.".formatted(name),
                    "Expected a condition; for a rule that always fires, 'always'.");
        }
        if (then.isEmpty() && !misplaced && place == Place.OUTSIDE) {
            problems.add(
                    start,
                    "Nothing stands between 'then' and 'end' of the rule '%s'.".formatted(name),
                    "Expected what follows, and 'because \"…\"'.");
        }
        List<Citation> sources = sources();
        Optional<Grade> grade = grade();
        Optional<LocalDate> reviewed = reviewed();
        Optional<Condition> condition = ConditionReader.read(vocabulary, when, problems);
        ConclusionReader conclusions = new ConclusionReader(vocabulary, problems);
        conclusions.read(then);
        boolean attempted = then.stream().anyMatch(line -> line.text().startsWith("because"));
        if (conclusions.reason().isEmpty() && !then.isEmpty() && !attempted && !misplaced && place == Place.OUTSIDE) {
            problems.add(
                    start,
                    "The rule '%s' gives no reason.".formatted(name),
                    "Expected a line 'because \"…\"' before 'end'.");
        }
        Matcher named = NAME.matcher(name);
        if (problems.size() == problemsBefore && named.matches()) {
            RuleCard rule = new RuleCard(
                    named.group(1),
                    named.group(2),
                    topic,
                    sources,
                    grade.orElseThrow(),
                    reviewed.orElseThrow(),
                    first("contested").map(Metadata::text),
                    first("signed").map(Metadata::text),
                    condition.orElseThrow(),
                    new Conclusions(conclusions.conclusions()),
                    conclusions.lift(),
                    conclusions.offers(),
                    conclusions.reason().orElseThrow(),
                    start,
                    text);
            RuleCheck.check(rule, vocabulary, problems);
            rules.add(rule);
        }
    }

    private static String expectedMetadata(String name) {
        return switch (name) {
            case "source" -> "Expected where it comes from: @source( \"nice-ng59, 1.2 exercise\" ).";
            case "grade" -> "Expected what it rests on: @grade( \"A\" ), B, C or S.";
            default -> "Expected when its evidence was last gone through: @reviewed( \"2026-11-22\" ).";
        };
    }

    private Optional<Metadata> first(String key) {
        return Optional.ofNullable(metadata.get(key)).map(values -> values.get(0));
    }

    private List<Citation> sources() {
        List<Citation> citations = new ArrayList<>();
        for (Metadata written : metadata.getOrDefault("source", List.of())) {
            int from = 0;
            for (String part : written.text().split(";", -1)) {
                Position at = new Position(
                        written.at().file(), written.at().line(), written.at().column() + from + indent(part));
                from += part.length() + 1;
                Matcher citation = CITATION.matcher(part.strip());
                if (!citation.matches() || !vocabulary.sources().containsKey(citation.group(1))) {
                    String id = part.strip().split("[,\\s]", 2)[0];
                    problems.add(Problem.of(
                                    at,
                                    "'%s' is not a source.".formatted(id),
                                    "Expected an id of sources.yaml, then where in it: \"nice-ng59, 1.2 (verified)\".")
                            .maybe(Spelling.suggest(id, vocabulary.sources().keySet())));
                } else {
                    citations.add(new Citation(
                            citation.group(1),
                            Optional.ofNullable(citation.group(2)).orElse("").strip(),
                            "verified".equals(citation.group(3))));
                }
            }
        }
        return citations;
    }

    private static int indent(String part) {
        return part.length() - part.stripLeading().length();
    }

    private Optional<Grade> grade() {
        return first("grade").flatMap(written -> {
            for (Grade grade : Grade.values()) {
                if (grade.name().equals(written.text())) {
                    return Optional.of(grade);
                }
            }
            problems.add(
                    written.at(),
                    "'%s' is not a grade.".formatted(written.text()),
                    "Expected A (guideline or systematic review), B (trial, cohort, biomechanics), C (consensus) or S (seed article or user).");
            return Optional.empty();
        });
    }

    private Optional<LocalDate> reviewed() {
        return first("reviewed").flatMap(written -> {
            try {
                return Optional.of(LocalDate.parse(written.text()));
            } catch (DateTimeParseException e) {
                problems.add(
                        written.at(),
                        "'%s' is not a date.".formatted(written.text()),
                        "Expected year-month-day, for example 2026-11-22.");
                return Optional.empty();
            }
        });
    }

    private void endOfFile(int lastLine) {
        if (!anyRule) {
            problems.add(
                    Position.startOf(source.name()),
                    "This file holds no rule.",
                    "Expected at least one; a file that is not needed is deleted.");
        }
        if (place != Place.OUTSIDE) {
            problems.add(
                    new Position(source.name(), lastLine, 1),
                    "The file ends inside the rule '%s' of line %d.".formatted(name, start.line()),
                    "Expected 'end'.");
            check();
        }
    }

    private static String shortened(String line) {
        return line.length() <= 80 ? line : line.substring(0, 77) + "…";
    }
}
