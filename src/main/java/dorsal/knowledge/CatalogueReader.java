package dorsal.knowledge;

import dorsal.clinical.Ceiling;
import dorsal.clinical.Exercise;
import dorsal.clinical.Grade;
import dorsal.text.DataNode;
import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataNode.Sequence;
import dorsal.text.Fields;
import dorsal.text.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the exercise catalogue. */
final class CatalogueReader {
    private final VocabularyFiles files;
    private final Problems problems;
    private final Collection<String> movements;
    private final Collection<String> measures;
    private final Collection<String> equipment;
    private final Collection<String> sources;
    private final Fields file;
    private final Set<String> levels;
    private final Set<String> settings;
    private final Set<String> categories;
    private final Set<String> qualities;
    private final Set<String> regions;
    private final Collection<String> layers;
    private final SortedMap<String, Exercise> exercises = new TreeMap<>();

    private CatalogueReader(VocabularyFiles files, Words words) {
        this.files = files;
        this.problems = files.problems();
        this.movements = words.movements();
        this.measures = words.measures();
        this.equipment = words.equipment();
        this.sources = words.sources();
        this.file = files.fields("exercises.yaml");
        this.levels = VocabularyFiles.names(file, "levels");
        this.settings = VocabularyFiles.names(file, "settings");
        this.categories = VocabularyFiles.names(file, "categories");
        this.qualities = VocabularyFiles.names(file, "qualities");
        this.regions = VocabularyFiles.names(file, "regions");
        this.layers = file.map("muscle-layers", "layers with their meaning").entries().stream()
                .map(Entry::key)
                .toList();
    }

    /** The exercises by id, and the words that rules and profiles use of them. */
    record Catalogue(
            SortedMap<String, Exercise> exercises,
            Set<String> levels,
            Set<String> settings,
            Set<String> categories,
            Map<String, Set<String>> regionOverlap) {}

    /** The words of other files that the catalogue uses. */
    record Words(
            Collection<String> movements,
            Collection<String> measures,
            Collection<String> equipment,
            Collection<String> sources) {}

    static Catalogue read(VocabularyFiles files, Words words) {
        return new CatalogueReader(files, words).read();
    }

    private Catalogue read() {
        Map<String, Set<String>> overlap = overlap();
        exercises.putAll(files.rows(file, "exercises", "an exercise", this::exercise));
        file.items("exercises").forEach(this::checkExercisesNamed);
        file.find("demands");
        file.refuseOthers("exercises.yaml");
        return new Catalogue(exercises, levels, settings, categories, overlap);
    }

    private Map<String, Set<String>> overlap() {
        Map<String, Set<String>> overlap = new HashMap<>();
        Fields table = file.map("region-overlap", "regions with the regions they share work with");
        for (Entry entry : table.entries()) {
            files.mustBe(entry.key(), entry.at(), "region-overlap", regions);
            overlap.put(entry.key(), Set.copyOf(files.eachOf(table, entry.key(), regions)));
        }
        return overlap;
    }

    private Exercise exercise(Fields row, String id) {
        for (String kept : List.of("seed", "seed-heading", "seed-claim", "seed-claim-check")) {
            row.find(kept);
        }
        Ceiling demand = files.enumOf(row, "demand", Ceiling.class);
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
                files.oneOf(row, "category", categories),
                files.oneOf(row, "level", levels),
                demand,
                Set.copyOf(files.eachOf(row, "tags", movements)),
                Set.copyOf(files.eachOf(row, "settings", settings)),
                kits(row),
                files.eachOf(row, "qualities", qualities),
                Set.copyOf(files.eachOf(row, "regions", regions)),
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
                files.eachOf(row, "sources", sources),
                files.enumOf(row, "grade", Grade.class));
    }

    private List<Set<String>> kits(Fields row) {
        List<Set<String>> kits = new ArrayList<>();
        row.require("equipment");
        for (DataNode kit : row.items("equipment")) {
            if (kit instanceof Sequence sequence) {
                Set<String> things = new LinkedHashSet<>();
                for (DataNode thing : sequence.items()) {
                    if (thing instanceof Scalar scalar) {
                        if (!equipment.isEmpty()) {
                            files.mustBe(scalar.text(), thing.at(), "equipment", equipment);
                        }
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
            muscles.add(new Exercise.Muscle(
                    muscle.text("name"),
                    layers.isEmpty() ? muscle.text("layer") : files.oneOf(muscle, "layer", layers)));
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
            files.mustBe(entry.key(), entry.at(), "dose", measures);
            if (ends.size() != 2) {
                problems.add(
                        entry.value().at(),
                        "'%s' is %s.".formatted(entry.key(), entry.value().kind()),
                        "Expected [least, most].");
            } else if (ends.get(0) > ends.get(1)) {
                problems.add(
                        entry.value().at(),
                        "The least of '%s' is more than the most.".formatted(entry.key()),
                        "Expected [least, most].");
            } else {
                doses.put(entry.key(), new Exercise.Dose(ends.get(0), ends.get(1)));
            }
        }
        return doses;
    }

    /** What an exercise offers in its place has to be an exercise. */
    private void checkExercisesNamed(DataNode row) {
        Fields fields = Fields.of(row, "an exercise", new Problems());
        for (String key : List.of("substitutes", "regressions")) {
            for (DataNode item : fields.items(key)) {
                if (item instanceof Scalar scalar) {
                    files.mustBe(scalar.text(), item.at(), key, exercises.keySet());
                }
            }
        }
    }
}
