package dorsal.knowledge;

import dorsal.clinical.Condition;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Coding;
import dorsal.clinical.FindingDefinition.Range;
import dorsal.clinical.FindingDefinition.Type;
import dorsal.knowledge.ConditionReader.Line;
import dorsal.text.DataNode;
import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataNode.Sequence;
import dorsal.text.Fields;
import dorsal.text.Position;
import dorsal.text.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the findings, and then the conditions under which each is worth asking. */
final class FindingReader {
    private final VocabularyFiles files;
    private final Problems problems;
    private final Map<String, List<Line>> questions = new HashMap<>();
    private OptionalInt askFirstAnswersLastDays = OptionalInt.empty();

    FindingReader(VocabularyFiles files) {
        this.files = files;
        this.problems = files.problems();
    }

    /** The findings in the order of their file, without their conditions. */
    Map<String, FindingDefinition> read() {
        Fields file = files.fields("findings.yaml");
        askFirstAnswersLastDays = files.span(file, "ask-first-answers-last-days", "days");
        return files.rows("findings.yaml", file, "findings", "a finding", (row, code) -> {
            row.find("ask-when").ifPresent(node -> questions.put(code, lines(node, problems)));
            return finding(row, code);
        });
    }

    /** For how many days an answer to a finding that is asked first counts, once the file was read. */
    OptionalInt askFirstAnswersLastDays() {
        return askFirstAnswersLastDays;
    }

    private FindingDefinition finding(Fields row, String code) {
        Type type = files.enumOf(row, "type", Type.class);
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
        boolean canChange = row.flag("can-change");
        if (cluster && canChange) {
            problems.add(
                    row.at("can-change"),
                    "'%s' can change.".formatted(code),
                    "Expected that of findings that are answered, and a cluster is only concluded.");
        }
        return new FindingDefinition(
                code,
                row.text("question"),
                type,
                choices,
                VocabularyFiles.unit(row),
                range(row, code, type),
                files.group(row),
                row.flag("red-flag"),
                row.flag("ask-first"),
                derived,
                cluster,
                canChange,
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
                            files.oneOf(coding, "sure", List.of("verified", "confident")),
                            coding.findText("note")));
            coding.refuseOthers("a coding");
        }
        return codings;
    }

    /** The findings with the conditions under which they are worth asking, which may speak of any finding. */
    Vocabulary withQuestions(Vocabulary vocabulary) {
        Map<String, FindingDefinition> findings = new LinkedHashMap<>();
        vocabulary.findings().forEach((code, finding) -> {
            Optional<Condition> askWhen = Optional.ofNullable(questions.get(code))
                    .flatMap(lines -> ConditionReader.read(vocabulary, lines, problems));
            findings.put(code, finding.askedWhen(askWhen));
        });
        return vocabulary.withFindings(findings);
    }

    /** The lines of a condition that stands in a data file: one text, or a list of them. */
    static List<Line> lines(DataNode node, Problems problems) {
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
