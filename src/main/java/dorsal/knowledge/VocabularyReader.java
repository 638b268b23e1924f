package dorsal.knowledge;

import dorsal.clinical.AttestationDefinition;
import dorsal.clinical.FindingDefinition;
import dorsal.text.Fields;
import dorsal.text.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the vocabulary of a rules folder. */
final class VocabularyReader {
    /** The finding that says what is to hand; an exercise can need nothing else. */
    private static final String EQUIPMENT = "equipment";

    private final VocabularyFiles files;

    private VocabularyReader(KnowledgeFolder folder, Problems problems) {
        this.files = new VocabularyFiles(folder, problems);
    }

    /**
     * The vocabulary as far as it could be read, what is wrong being added to {@code problems}; nothing when a file of
     * it cannot be read at all.
     */
    static Optional<Vocabulary> read(KnowledgeFolder folder, Problems problems) {
        return new VocabularyReader(folder, problems).read();
    }

    private Optional<Vocabulary> read() {
        Map<String, Movement> movements = files.rows("movements.yaml", "movements", "a movement", this::movement);
        Fields sourcesFile = files.fields("sources.yaml");
        OptionalInt reviewEveryMonths = files.span(sourcesFile, "review-every-months", "months");
        Map<String, Source> sources = files.rows(sourcesFile, "sources", "a source", this::source);
        sourcesFile.refuseOthers("sources.yaml");
        Map<String, Measure> measures = files.rows("doses.yaml", "measures", "a measure", this::measure);
        FindingReader findings = new FindingReader(files);
        Map<String, FindingDefinition> definitions = findings.read();
        List<String> equipment = Optional.ofNullable(definitions.get(EQUIPMENT))
                .map(FindingDefinition::choices)
                .orElse(List.of());
        CatalogueReader.Catalogue catalogue = CatalogueReader.read(
                files, new CatalogueReader.Words(movements.keySet(), measures.keySet(), equipment, sources.keySet()));
        Vocabulary vocabulary = new Vocabulary(
                definitions,
                files.rows("attestations.yaml", "attestations", "an attestation", this::attestation),
                movements,
                catalogue.exercises(),
                sources,
                files.rows("destinations.yaml", "destinations", "a destination", (row, code) -> row.text("name")),
                measures,
                catalogue.levels(),
                catalogue.settings(),
                catalogue.categories(),
                catalogue.regionOverlap(),
                trainingLog(movements.keySet()),
                reviewEveryMonths,
                FigureReader.read(files, catalogue.exercises().keySet()),
                findings.askFirstAnswersLastDays());
        if (!files.areReadable()) {
            return Optional.empty();
        }
        return Optional.of(findings.withQuestions(vocabulary));
    }

    private Movement movement(Fields row, String code) {
        return new Movement(code, files.group(row), row.text("meaning"));
    }

    private Source source(Fields row, String id) {
        return new Source(
                id,
                row.text("title"),
                row.findNumber("year").map(Double::intValue),
                row.text("kind"),
                files.oneOf(row, "status", List.of("verified", "partly verified", "recalled")),
                row.text("verified"));
    }

    private Measure measure(Fields row, String code) {
        return new Measure(
                code,
                row.text("meaning"),
                VocabularyFiles.unit(row),
                files.enumOf(row, "combine", Measure.Combine.class));
    }

    private AttestationDefinition attestation(Fields row, String code) {
        return new AttestationDefinition(
                code, files.enumOf(row, "scope", AttestationDefinition.Scope.class), row.text("meaning"));
    }

    private TrainingLogTerms trainingLog(Set<String> movements) {
        Fields fields = files.fields("training-log.yaml");
        if (fields.isEmpty()) {
            return new TrainingLogTerms(0, 0, 0, "");
        }
        TrainingLogTerms terms = new TrainingLogTerms(
                fields.wholeNumber("hard-effort"),
                fields.wholeNumber("hard-recovery-hours"),
                fields.wholeNumber("effort-if-not-noted"),
                files.oneOf(fields, "heavy-movement", movements));
        fields.refuseOthers("training-log.yaml");
        return terms;
    }
}
