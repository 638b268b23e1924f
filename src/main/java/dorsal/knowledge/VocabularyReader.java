package dorsal.knowledge;

import dorsal.clinical.AttestationDefinition;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Condition;
import dorsal.clinical.Exercise;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Coding;
import dorsal.clinical.FindingDefinition.Range;
import dorsal.clinical.FindingDefinition.Type;
import dorsal.clinical.Grade;
import dorsal.knowledge.ConditionReader.Line;
import dorsal.text.DataNode;
import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataNode.Sequence;
import dorsal.text.DataReader;
import dorsal.text.Fields;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads the vocabulary files of a rules folder. */
final class VocabularyReader {
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(?:[.-][a-z0-9]+)*");

    private final KnowledgeFolder folder;
    private final Problems problems;

    private VocabularyReader(KnowledgeFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** The vocabulary as far as it could be read; what is wrong is added to {@code problems}. */
    static Vocabulary read(KnowledgeFolder folder, Problems problems) {
        return new VocabularyReader(folder, problems).read();
    }

    private Vocabulary read() {
        Map<String, Movement> movements = rows("movements.yaml", "movements", "a movement", this::movement);
        Map<String, Source> sources = rows("sources.yaml", "sources", "a source", this::source);
        Map<String, String> destinations =
                rows("destinations.yaml", "destinations", "a destination", (f, code) -> f.text("name"));
        Map<String, Measure> measures = rows("doses.yaml", "measures", "a measure", this::measure);
        Map<String, AttestationDefinition> attestations =
                rows("attestations.yaml", "attestations", "an attestation", this::attestation);
        Fields catalogue = fields("exercises.yaml");
        Set<String> levels = names(catalogue, "levels");
        Set<String> settings = names(catalogue, "settings");
        Set<String> categories = names(catalogue, "categories");
        Set<String> qualities = names(catalogue, "qualities");
        Set<String> regions = names(catalogue, "regions");
        Map<String, Set<String>> overlap = overlap(catalogue, regions);
        SortedMap<String, Exercise> exercises = new TreeMap<>(rows(
                catalogue,
                "exercises",
                "an exercise",
                (f, id) -> exercise(
                        f,
                        id,
                        movements.keySet(),
                        levels,
                        settings,
                        categories,
                        qualities,
                        regions,
                        sources.keySet())));
        catalogue.find("muscle-layers");
        catalogue.find("demands");
        done(catalogue, "exercises.yaml");
        checkExercisesNamed(exercises);

        Map<String, List<Line>> questions = new HashMap<>();
        Map<String, FindingDefinition> findings = rows("findings.yaml", "findings", "a finding", (f, code) -> {
            f.find("ask-when").ifPresent(node -> questions.put(code, lines(node)));
            return finding(f, code);
        });
        Vocabulary vocabulary = new Vocabulary(
                findings,
                attestations,
                movements,
                exercises,
                sources,
                destinations,
                measures,
                levels,
                settings,
                categories,
                overlap,
                trainingLog(movements.keySet()));
        return withQuestions(vocabulary, questions);
    }

    // ---- files and rows

    private Fields fields(String file) {
        DataNode nothing = new DataNode.Mapping(Position.startOf(folder.name() + "/" + file), List.of());
        DataNode node = folder.vocabulary(file)
                .flatMap(text -> DataReader.read(text, problems))
                .orElse(nothing);
        Fields fields = Fields.of(node, file, problems);
        fields.find("version");
        fields.find("date");
        return fields;
    }

    private void done(Fields fields, String file) {
        fields.refuseOthers(file);
    }

    private <T> Map<String, T> rows(String file, String list, String what, BiFunction<Fields, String, T> read) {
        Fields fields = fields(file);
        fields.find("groups");
        Map<String, T> rows = rows(fields, list, what, read);
        done(fields, file);
        return rows;
    }

    private <T> Map<String, T> rows(Fields fields, String list, String what, BiFunction<Fields, String, T> read) {
        Map<String, T> rows = new LinkedHashMap<>();
        Map<String, Position> first = new HashMap<>();
        if (!fields.isEmpty()) {
            fields.require(list);
        }
        for (DataNode item : fields.items(list)) {
            Fields row = Fields.of(item, what, problems);
            String key = row.find("code").isPresent() ? "code" : "id";
            String code = row.text(key);
            if (!code.isEmpty() && !CODE.matcher(code).matches()) {
                problems.add(
                        row.at(key),
                        "'%s' is not a code.".formatted(code),
                        "Expected small letters, digits and hyphens.");
            }
            Position before = first.putIfAbsent(code, row.at(key));
            if (before != null && !code.isEmpty()) {
                problems.add(
                        row.at(key),
                        "'%s' stands here a second time.".formatted(code),
                        "First at line %d.".formatted(before.line()));
            }
            rows.putIfAbsent(code, read.apply(row, code));
            row.refuseOthers(what);
        }
        rows.remove("");
        return rows;
    }

    private static Set<String> names(Fields fields, String key) {
        return new LinkedHashSet<>(fields.texts(key));
    }

    /** A word that has to be one of a closed list; reported at its field. */
    private String oneOf(Fields fields, String key, Collection<String> words) {
        String word = fields.text(key);
        mustBe(word, fields.find(key).map(DataNode::at).orElse(fields.at(key)), key, words);
        return word;
    }

    private List<String> eachOf(Fields fields, String key, Collection<String> words) {
        for (DataNode item : fields.items(key)) {
            if (item instanceof Scalar scalar) {
                mustBe(scalar.text(), item.at(), key, words);
            }
        }
        return fields.texts(key);
    }

    private void mustBe(String word, Position at, String key, Collection<String> words) {
        if (!word.isEmpty() && !words.contains(word)) {
            problems.add(Problem.of(
                            at,
                            "'%s' is not known for '%s'.".formatted(word, key),
                            words.size() > 12 ? "" : "Expected one of: " + String.join(", ", words) + ".")
                    .maybe(Spelling.suggest(word, words)));
        }
    }

    /** As written: small letters, but grades are capitals. */
    private static String word(Enum<?> value) {
        return value instanceof Grade ? value.name() : value.name().toLowerCase(Locale.ROOT);
    }

    private <E extends Enum<E>> E enumOf(Fields fields, String key, Class<E> type) {
        E[] values = type.getEnumConstants();
        String written = oneOf(
                fields, key, Arrays.stream(values).map(VocabularyReader::word).toList());
        return Arrays.stream(values)
                .filter(value -> word(value).equals(written))
                .findFirst()
                .orElse(values[0]);
    }

    // ---- single rows

    private Movement movement(Fields row, String code) {
        return new Movement(code, row.text("group"), row.text("meaning"));
    }

    private Source source(Fields row, String id) {
        return new Source(
                id,
                row.text("title"),
                row.findNumber("year").map(Double::intValue),
                row.text("kind"),
                oneOf(row, "status", List.of("verified", "partly verified", "recalled")),
                row.text("verified"));
    }

    private Measure measure(Fields row, String code) {
        return new Measure(code, row.text("meaning"), unit(row), enumOf(row, "combine", Measure.Combine.class));
    }

    /** The unit of a number; empty for a count or where there is none. */
    private static String unit(Fields row) {
        return row.find("unit")
                .map(node -> node instanceof Scalar scalar ? scalar.text() : "")
                .orElse("");
    }

    private AttestationDefinition attestation(Fields row, String code) {
        return new AttestationDefinition(
                code, enumOf(row, "scope", AttestationDefinition.Scope.class), row.text("meaning"));
    }

    private TrainingLogTerms trainingLog(Set<String> movements) {
        Fields fields = fields("training-log.yaml");
        TrainingLogTerms terms = new TrainingLogTerms(
                fields.wholeNumber("hard-effort"),
                fields.wholeNumber("hard-recovery-hours"),
                fields.wholeNumber("effort-if-not-noted"),
                oneOf(fields, "heavy-movement", movements));
        done(fields, "training-log.yaml");
        return terms;
    }

    private Map<String, Set<String>> overlap(Fields catalogue, Set<String> regions) {
        Map<String, Set<String>> overlap = new HashMap<>();
        Fields table = catalogue.map("region-overlap", "regions with the regions they share work with");
        for (Entry entry : table.entries()) {
            mustBe(entry.key(), entry.at(), "region-overlap", regions);
            overlap.put(entry.key(), Set.copyOf(eachOf(table, entry.key(), regions)));
        }
        return overlap;
    }

    private Exercise exercise(
            Fields row,
            String id,
            Collection<String> movements,
            Collection<String> levels,
            Collection<String> settings,
            Collection<String> categories,
            Collection<String> qualities,
            Collection<String> regions,
            Collection<String> sources) {
        for (String kept : List.of("seed", "seed-heading", "seed-claim", "seed-claim-check")) {
            row.find(kept);
        }
        Ceiling demand = enumOf(row, "demand", Ceiling.class);
        if (demand == Ceiling.NONE) {
            problems.add(
                    row.at("demand"),
                    "An exercise cannot have the demand 'none'.",
                    "Expected gentle, light, moderate or full.");
        }
        row.require("tags");
        row.require("settings");
        row.require("regions");
        row.require("recovery-hours");
        Fields dose = row.map("dose", "least and most by measure");
        boolean eachSide = dose.flag("each-side");
        return new Exercise(
                id,
                row.text("name"),
                row.texts("aliases"),
                oneOf(row, "category", categories),
                oneOf(row, "level", levels),
                demand,
                Set.copyOf(eachOf(row, "tags", movements)),
                Set.copyOf(eachOf(row, "settings", settings)),
                kits(row),
                eachOf(row, "qualities", qualities),
                Set.copyOf(eachOf(row, "regions", regions)),
                muscles(row),
                row.wholeNumber("recovery-hours"),
                doses(dose),
                eachSide,
                row.texts("cues"),
                row.texts("steps"),
                row.texts("modifications"),
                row.texts("regressions"),
                row.texts("substitutes"),
                row.findText("notes").orElse(""),
                eachOf(row, "sources", sources),
                enumOf(row, "grade", Grade.class));
    }

    private List<Set<String>> kits(Fields row) {
        List<Set<String>> kits = new ArrayList<>();
        row.require("equipment");
        for (DataNode kit : row.items("equipment")) {
            if (kit instanceof Sequence sequence) {
                Set<String> things = new LinkedHashSet<>();
                for (DataNode thing : sequence.items()) {
                    if (thing instanceof Scalar scalar) {
                        things.add(scalar.text());
                    }
                }
                kits.add(Set.copyOf(things));
            } else {
                problems.add(
                        kit.at(),
                        "Here stands " + kit.kind() + ".",
                        "Expected a list of things that are all needed, [] for none.");
            }
        }
        return kits;
    }

    private List<Exercise.Muscle> muscles(Fields row) {
        List<Exercise.Muscle> muscles = new ArrayList<>();
        for (DataNode item : row.items("muscles")) {
            Fields muscle = Fields.of(item, "a muscle", problems);
            muscles.add(new Exercise.Muscle(muscle.text("name"), muscle.text("layer")));
            muscle.refuseOthers("a muscle");
        }
        return muscles;
    }

    private Map<String, Exercise.Dose> doses(Fields dose) {
        Map<String, Exercise.Dose> doses = new HashMap<>();
        for (Entry entry : dose.entries()) {
            if (entry.key().equals("each-side")) {
                continue;
            }
            List<Double> ends = entry.value() instanceof Sequence range
                    ? range.items().stream()
                            .flatMap(end -> Fields.number(end).stream())
                            .toList()
                    : List.of();
            if (ends.size() == 2 && ends.get(0) <= ends.get(1)) {
                doses.put(entry.key(), new Exercise.Dose(ends.get(0), ends.get(1)));
            } else {
                problems.add(
                        entry.value().at(),
                        "'%s' is %s.".formatted(entry.key(), entry.value().kind()),
                        "Expected [least, most].");
            }
        }
        return doses;
    }

    private void checkExercisesNamed(SortedMap<String, Exercise> exercises) {
        for (Exercise exercise : exercises.values()) {
            for (List<String> named : List.of(exercise.substitutes(), exercise.regressions())) {
                named.stream()
                        .filter(id -> !exercises.containsKey(id))
                        .forEach(id -> problems.add(Problem.of(
                                        Position.startOf(folder.name() + "/exercises.yaml"),
                                        "'%s' names the unknown exercise '%s'.".formatted(exercise.id(), id))
                                .maybe(Spelling.suggest(id, exercises.keySet()))));
            }
        }
    }

    private FindingDefinition finding(Fields row, String code) {
        Type type = enumOf(row, "type", Type.class);
        boolean cluster = row.flag("cluster");
        boolean derived = row.flag("derived");
        List<String> choices = row.texts("choices");
        boolean closed = type == Type.CHOICE || type == Type.CHOICES;
        if (closed == choices.isEmpty()) {
            problems.add(
                    row.at("choices"),
                    "'%s' has %s.".formatted(code, choices.isEmpty() ? "no choices" : "choices"),
                    closed ? "Expected the values it can have." : "Expected them for choice and choices only.");
        }
        if ((derived && type != Type.BOOLEAN) || (cluster && !derived)) {
            problems.add(
                    row.at("derived"),
                    "'%s' cannot be concluded.".formatted(code),
                    "Expected a derived finding to be boolean, and a cluster to be derived.");
        }
        return new FindingDefinition(
                code,
                row.text("question"),
                type,
                choices,
                unit(row),
                range(row, code, type),
                row.text("group"),
                row.flag("red-flag"),
                row.flag("ask-first"),
                derived,
                cluster,
                Optional.empty(),
                codings(row.map("codings", "codes by code system")));
    }

    private Optional<Range> range(Fields row, String code, Type type) {
        Optional<Double> least = row.findNumber("min");
        Optional<Double> most = row.findNumber("max");
        if (!type.isNumber()) {
            return Optional.empty();
        }
        if (least.isEmpty() || most.isEmpty() || least.get() > most.get()) {
            problems.add(
                    row.at(),
                    "The number '%s' has no range.".formatted(code),
                    "Expected 'min' and 'max', least first.");
            return Optional.of(new Range(0, 0));
        }
        return Optional.of(new Range(least.get(), most.get()));
    }

    private Map<String, Coding> codings(Fields systems) {
        Map<String, Coding> codings = new HashMap<>();
        for (Entry entry : systems.entries()) {
            Fields coding = Fields.of(entry.value(), "a coding", problems);
            codings.put(
                    entry.key(),
                    new Coding(
                            coding.text("code"),
                            oneOf(coding, "sure", List.of("verified", "confident")),
                            coding.findText("note")));
            coding.refuseOthers("a coding");
        }
        return codings;
    }

    // ---- questions: conditions that need the whole vocabulary first

    private Vocabulary withQuestions(Vocabulary vocabulary, Map<String, List<Line>> questions) {
        Map<String, FindingDefinition> findings = new LinkedHashMap<>();
        vocabulary.findings().forEach((code, finding) -> {
            Optional<Condition> askWhen = Optional.ofNullable(questions.get(code))
                    .flatMap(lines -> ConditionReader.read(vocabulary, lines, problems));
            findings.put(code, finding.askedWhen(askWhen));
        });
        return vocabulary.withFindings(findings);
    }

    private List<Line> lines(DataNode node) {
        List<DataNode> lines = node instanceof Sequence sequence ? sequence.items() : List.of(node);
        List<Line> read = new ArrayList<>();
        for (DataNode line : lines) {
            if (line instanceof Scalar scalar && !scalar.text().isBlank()) {
                Position at = line.at();
                read.add(new Line(
                        scalar.text(), scalar.quoted() ? new Position(at.file(), at.line(), at.column() + 1) : at));
            } else {
                problems.add(line.at(), "Here stands " + line.kind() + ".", "Expected a sentence.");
            }
        }
        return read;
    }
}
