package dorsal.knowledge;

import dorsal.clinical.Ceiling;
import dorsal.clinical.Condition;
import dorsal.clinical.Exercise.Dose;
import dorsal.clinical.FindingDefinition;
import dorsal.knowledge.ProgrammeTerms.Change;
import dorsal.knowledge.ProgrammeTerms.Frame;
import dorsal.knowledge.ProgrammeTerms.Kind;
import dorsal.knowledge.ProgrammeTerms.Matched;
import dorsal.knowledge.ProgrammeTerms.More;
import dorsal.knowledge.ProgrammeTerms.On;
import dorsal.knowledge.ProgrammeTerms.Part;
import dorsal.knowledge.ProgrammeTerms.Selection;
import dorsal.knowledge.ProgrammeTerms.Spaced;
import dorsal.text.DataNode;
import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataNode.Sequence;
import dorsal.text.Fields;
import dorsal.text.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads {@code programme.yaml}: how a week is put together from what the rules leave. */
final class ProgrammeReader {
    private static final int MOST_DAYS = 7;
    private static final int MOST_EXERCISES = 12;
    private static final int MOST_EFFORT = 10;

    /** The changes of which it has to be said by how much. */
    private static final Set<Change.Effect> OF_SOME_SIZE =
            Set.of(Change.Effect.CUT, Change.Effect.EASIER, Change.Effect.PROGRESS);

    private final Vocabulary vocabulary;
    private final Optional<Set<String>> rules;
    private final Problems problems;
    private final KnownWords words;

    private ProgrammeReader(Vocabulary vocabulary, Optional<Set<String>> rules, Problems problems) {
        this.vocabulary = vocabulary;
        this.rules = rules;
        this.problems = problems;
        this.words = new KnownWords(problems);
    }

    /** The terms of the file; nothing when problems were added. */
    static Optional<ProgrammeTerms> read(
            DataNode node, Vocabulary vocabulary, Optional<Set<String>> rules, Problems problems) {
        int before = problems.size();
        ProgrammeTerms terms = new ProgrammeReader(vocabulary, rules, problems).read(node);
        return problems.size() > before ? Optional.empty() : Optional.of(terms);
    }

    private ProgrammeTerms read(DataNode node) {
        Fields fields = Fields.of(node, "the terms of a week", problems);
        fields.find("version");
        fields.find("date");
        fields.require("parts");
        fields.require("frame");
        Fields frame = fields.map("frame", "the frame of a week");
        Once codes = new Once("part", problems);
        Optional<List<String>> goals = goals(frame);
        List<Part> parts = rows(fields, "parts", "a part").stream()
                .map(row -> part(row, codes, goals))
                .toList();
        Once exercises = new Once("exercise", problems);
        Map<String, Map<String, List<String>>> doses = new HashMap<>();
        for (Fields row : rows(fields, "exercise-doses", "the doses of an exercise")) {
            String exercise =
                    words.oneOf(row, "exercise", vocabulary.exercises().keySet());
            exercises.check(exercise, row.valueAt("exercise"));
            doses.put(exercise, doses(row));
            row.refuseOthers("the doses of an exercise");
        }
        ProgrammeTerms terms = new ProgrammeTerms(
                parts,
                doses,
                frame(frame),
                rows(fields, "spaced", "exercises that are spaced").stream()
                        .map(this::spaced)
                        .toList(),
                rows(fields, "matched", "exercises that are matched").stream()
                        .map(this::matched)
                        .toList(),
                effortAtMost(fields.map("effort-at-most", "effort by ceiling")),
                fields.wholeNumber("seconds-per-repetition", 1, 60),
                rows(fields, "changes", "a change of the amounts").stream()
                        .map(this::change)
                        .toList());
        fields.refuseOthers(KnowledgeFolder.PROGRAMME);
        return terms;
    }

    private List<Fields> rows(Fields fields, String key, String what) {
        return fields.items(key).stream()
                .map(item -> Fields.of(item, what, problems))
                .toList();
    }

    // ---- parts

    private Part part(Fields row, Once codes, Optional<List<String>> goals) {
        String code = row.text("code");
        codes.check(code, row.valueAt("code"));
        String name = row.text("name");
        On on = words.enumOf(row, "on", On.class);
        Optional<String> days = findMeasure(row, "days");
        Optional<Dose> usualDays = usualDays(row);
        boolean eachDay = row.flag("each-day");
        if (days.isEmpty() && row.find("usual-days").isEmpty() && isNo(row, "each-day") && !code.isEmpty()) {
            problems.add(
                    row.at(),
                    "Nothing says on how many days '%s' is done.".formatted(code),
                    "Expected 'days', 'usual-days' or 'each-day: true'.");
        }
        Part part = new Part(
                code,
                name,
                on,
                selection(row),
                days,
                usualDays,
                eachDay,
                findMeasure(row, "week-minutes"),
                doses(row),
                condition(row, "when"),
                goals.map(known -> words.eachOf(row, "goals", known)).orElseGet(() -> row.texts("goals")),
                row.wholeNumber("exercises", 1, MOST_EXERCISES),
                rows(row, "more-exercises", "exercises under a condition").stream()
                        .flatMap(more -> more(more).stream())
                        .toList(),
                row.flag("outside-session"),
                rule(row));
        row.refuseOthers("a part");
        return part;
    }

    /** True when a flag is missing or no, and not when it is neither yes nor no. */
    private static boolean isNo(Fields row, String key) {
        return row.find(key)
                .map(node -> Fields.yesOrNo(node).equals(Optional.of(false)))
                .orElse(true);
    }

    /** The answers to the finding that the frame names for goals; nothing when it names none, which is reported there. */
    private Optional<List<String>> goals(Fields frame) {
        return frame.find("goals-answer")
                .flatMap(node -> node instanceof Scalar code
                        ? Optional.ofNullable(vocabulary.findings().get(code.text()))
                        : Optional.empty())
                .map(FindingDefinition::choices)
                .filter(choices -> !choices.isEmpty());
    }

    private Optional<Dose> usualDays(Fields row) {
        Optional<DataNode> node = row.find("usual-days");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> ends = node.get() instanceof Sequence range
                ? range.items().stream()
                        .flatMap(end -> Fields.wholeNumber(end).stream())
                        .toList()
                : List.of();
        if (ends.size() != 2 || ends.get(0) > ends.get(1) || ends.get(0) < 0 || ends.get(1) > MOST_DAYS) {
            problems.add(
                    node.get().at(),
                    "'usual-days' is %s.".formatted(written(node.get())),
                    "Expected [least, most], whole numbers from 0 to %d.".formatted(MOST_DAYS));
            return Optional.empty();
        }
        return Optional.of(new Dose(ends.get(0), ends.get(1)));
    }

    /** A list as it was written, where it is one of single values. */
    private static String written(DataNode node) {
        boolean values = node instanceof Sequence list && list.items().stream().allMatch(Scalar.class::isInstance);
        return !values
                ? node.kind()
                : ((Sequence) node)
                        .items().stream()
                                .map(item -> ((Scalar) item).text())
                                .collect(Collectors.joining(", ", "[", "]"));
    }

    private Selection selection(Fields row) {
        return new Selection(
                words.eachOf(row, "qualities", qualities()),
                Set.copyOf(words.eachOf(row, "movements", vocabulary.movements().keySet())),
                Set.copyOf(words.eachOf(
                        row, "not-movements", vocabulary.movements().keySet())),
                ceilings(row, "demands"),
                Set.copyOf(words.eachOf(row, "categories", vocabulary.categories())),
                Set.copyOf(words.eachOf(row, "settings", vocabulary.settings())));
    }

    private Set<String> qualities() {
        return vocabulary.catalogue().stream()
                .flatMap(exercise -> exercise.qualities().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<Ceiling> ceilings(Fields row, String key) {
        List<String> codes = Arrays.stream(Ceiling.values()).map(Ceiling::code).toList();
        Set<Ceiling> ceilings = new LinkedHashSet<>();
        for (String word : words.eachOf(row, key, codes)) {
            Arrays.stream(Ceiling.values())
                    .filter(ceiling -> ceiling.code().equals(word))
                    .forEach(ceilings::add);
        }
        return ceilings;
    }

    private Optional<More> more(Fields row) {
        Optional<Condition> when = condition(row, "when");
        if (when.isEmpty()) {
            row.require("when");
        }
        int exercises = row.wholeNumber("exercises", 1, MOST_EXERCISES);
        row.refuseOthers("exercises under a condition");
        return when.map(condition -> new More(condition, exercises));
    }

    private Optional<Condition> condition(Fields row, String key) {
        return row.find(key)
                .flatMap(node -> ConditionReader.read(vocabulary, FindingReader.lines(node, problems), problems));
    }

    /** For each amount, the measures that dose it. */
    private Map<String, List<String>> doses(Fields row) {
        Map<String, List<String>> doses = new HashMap<>();
        for (Entry entry : row.map("dose", "measures by amount").entries()) {
            words.mustBe(entry.key(), entry.at(), "dose", ProgrammeTerms.AMOUNTS);
            List<DataNode> items = entry.value() instanceof Sequence several ? several.items() : List.of(entry.value());
            List<String> measures = new ArrayList<>();
            for (DataNode item : items) {
                String word = item instanceof Scalar scalar && !scalar.isNull() ? scalar.text() : "";
                if (word.isEmpty()) {
                    problems.add(item.at(), "Here stands " + item.kind() + ".", "Expected a measure of doses.yaml.");
                }
                words.mustBe(word, item.at(), entry.key(), vocabulary.measures().keySet());
                measures.add(word);
            }
            doses.put(entry.key(), List.copyOf(measures));
        }
        return doses;
    }

    // ---- the whole week

    private Frame frame(Fields row) {
        Frame frame = new Frame(
                measure(row, "sessions"),
                measure(row, "full-rest-days"),
                measure(row, "unloaded-days"),
                measure(row, "rest-after-loaded-day"),
                measure(row, "session-exercises"),
                measure(row, "session-minutes"),
                measure(row, "daily-demands"),
                measure(row, "rest-between-sets"),
                measure(row, "same-region"),
                measure(row, "progress"),
                measure(row, "start-load"),
                words.oneOf(row, "load-movement", vocabulary.movements().keySet()),
                finding(row, "days-answer", FindingDefinition.Type.INTEGER),
                finding(row, "minutes-answer", FindingDefinition.Type.INTEGER),
                finding(row, "goals-answer", FindingDefinition.Type.CHOICES),
                finding(row, "level-answer", FindingDefinition.Type.CHOICE));
        row.refuseOthers("the frame of a week");
        return frame;
    }

    private String finding(Fields row, String key, FindingDefinition.Type type) {
        String code = words.oneOf(row, key, vocabulary.findings().keySet());
        FindingDefinition finding = vocabulary.findings().get(code);
        if (finding != null && finding.type() != type) {
            problems.add(
                    row.valueAt(key),
                    "'%s' is of the type '%s'.".formatted(code, KnownWords.word(finding.type())),
                    "Expected a finding of the type '%s'.".formatted(KnownWords.word(type)));
        }
        return code;
    }

    private Spaced spaced(Fields row) {
        Spaced spaced = new Spaced(
                row.text("name"),
                Set.copyOf(words.eachOf(row, "movements", vocabulary.movements().keySet())),
                measure(row, "days"),
                measure(row, "gap-hours"),
                rule(row));
        row.refuseOthers("exercises that are spaced");
        return spaced;
    }

    private Matched matched(Fields row) {
        Matched matched =
                new Matched(row.text("name"), measure(row, "measure"), kind(row, "many"), kind(row, "few"), rule(row));
        row.refuseOthers("exercises that are matched");
        return matched;
    }

    private Kind kind(Fields row, String key) {
        row.require(key);
        Fields kind = row.map(key, "a kind of exercise");
        Kind read = new Kind(
                Set.copyOf(
                        words.eachOf(kind, "movements", vocabulary.movements().keySet())),
                Set.copyOf(words.eachOf(kind, "categories", vocabulary.categories())),
                Set.copyOf(
                        words.eachOf(kind, "exercises", vocabulary.exercises().keySet())));
        kind.refuseOthers("a kind of exercise");
        return read;
    }

    private Map<Ceiling, Integer> effortAtMost(Fields row) {
        Map<Ceiling, Integer> efforts = new EnumMap<>(Ceiling.class);
        for (Ceiling ceiling : Ceiling.values()) {
            if (row.find(ceiling.code()).isPresent()) {
                efforts.put(ceiling, row.wholeNumber(ceiling.code(), 0, MOST_EFFORT));
            }
        }
        row.refuseOthers("effort by ceiling");
        return efforts;
    }

    private Change change(Fields row) {
        OptionalInt percent = row.find("percent").isPresent()
                ? OptionalInt.of(row.wholeNumber("percent", 0, 100))
                : OptionalInt.empty();
        Change change = new Change(
                rule(row), words.enumOf(row, "change", Change.Effect.class), findMeasure(row, "by"), percent);
        boolean sized = row.find("by").isPresent() || percent.isPresent();
        if (OF_SOME_SIZE.contains(change.effect())
                && !sized
                && row.findText("change").equals(Optional.of(KnownWords.word(change.effect())))) {
            problems.add(
                    row.at("change"),
                    "Nothing says by how much '%s' changes the amounts.".formatted(KnownWords.word(change.effect())),
                    "Expected 'by' or 'percent'.");
        }
        row.refuseOthers("a change of the amounts");
        return change;
    }

    // ---- words

    private String rule(Fields row) {
        String name = row.text("rule");
        RuleNames.check(name, row.valueAt("rule"), rules, problems);
        return name;
    }

    private String measure(Fields row, String key) {
        return words.oneOf(row, key, vocabulary.measures().keySet());
    }

    private Optional<String> findMeasure(Fields row, String key) {
        return row.find(key).isPresent() ? Optional.of(measure(row, key)) : Optional.empty();
    }
}
