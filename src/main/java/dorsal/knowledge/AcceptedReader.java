package dorsal.knowledge;

import dorsal.knowledge.Oddity.Subject;
import dorsal.text.DataNode;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataNode.Sequence;
import dorsal.text.DataReader;
import dorsal.text.Fields;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.SourceText;
import dorsal.text.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code accepted.yaml}: what an analysis of the rules points at and is meant so, each with a reason. */
final class AcceptedReader {
    private static final List<String> KINDS = Arrays.stream(Oddity.values())
            .filter(kind -> kind.subject() != Subject.NOBODY)
            .map(Oddity::code)
            .toList();

    private final Vocabulary vocabulary;
    private final Set<String> rules;
    private final Problems problems;
    private final Map<String, Position> first = new HashMap<>();

    private AcceptedReader(Vocabulary vocabulary, Collection<RuleCard> rules, Problems problems) {
        this.vocabulary = vocabulary;
        this.rules = rules.stream().map(RuleCard::id).collect(Collectors.toSet());
        this.problems = problems;
    }

    static List<Acceptance> read(
            SourceText file, Vocabulary vocabulary, Collection<RuleCard> rules, Problems problems) {
        AcceptedReader reader = new AcceptedReader(vocabulary, rules, problems);
        List<Acceptance> accepted = new ArrayList<>();
        DataReader.read(file, problems).ifPresent(node -> {
            Fields fields = Fields.of(node, "a map with 'accepted'", problems);
            fields.find("version");
            fields.find("date");
            fields.require("accepted");
            fields.items("accepted").forEach(row -> reader.row(row).ifPresent(accepted::add));
            fields.refuseOthers(KnowledgeFolder.ACCEPTED);
        });
        return List.copyOf(accepted);
    }

    private Optional<Acceptance> row(DataNode node) {
        int before = problems.size();
        Fields row = Fields.of(node, "something accepted", problems);
        String word = row.text("kind");
        Optional<Oddity> kind = Arrays.stream(Oddity.values())
                .filter(candidate -> KINDS.contains(word) && candidate.code().equals(word))
                .findFirst();
        if (kind.isEmpty() && !word.isEmpty()) {
            problems.add(Problem.of(
                            row.at("kind"),
                            "'%s' is not a kind of what can be accepted.".formatted(word),
                            "Expected one of: " + String.join(", ", KINDS) + ".")
                    .maybe(Spelling.suggest(word, KINDS)));
        }
        Set<String> about = new LinkedHashSet<>();
        row.require("about")
                .ifPresent(
                        value -> items(value).forEach(item -> about(item, kind).ifPresent(about::add)));
        String why = row.text("why");
        row.refuseOthers("something accepted");
        if (problems.size() > before || kind.isEmpty()) {
            return Optional.empty();
        }
        Position earlier = first.putIfAbsent(word + new HashSet<>(about), row.at());
        if (earlier != null) {
            problems.add(row.at(), "This is accepted a second time.", "First at line %d.".formatted(earlier.line()));
        }
        return Optional.of(new Acceptance(kind.get(), about, why, row.at()));
    }

    private static List<DataNode> items(DataNode value) {
        return value instanceof Sequence sequence ? sequence.items() : List.of(value);
    }

    private Optional<String> about(DataNode item, Optional<Oddity> kind) {
        if (!(item instanceof Scalar scalar) || scalar.text().isBlank()) {
            problems.add(item.at(), "Here stands " + item.kind() + ".", "Expected what is accepted, by its name.");
            return Optional.empty();
        }
        kind.map(Oddity::subject).ifPresent(subject -> {
            Set<String> words = words(subject);
            if (!words.contains(scalar.text())) {
                problems.add(Problem.of(
                                item.at(),
                                "'%s' is not %s.".formatted(scalar.text(), subject.words()),
                                "Expected what is accepted, by its name; a row that is not needed is deleted.")
                        .maybe(Spelling.suggest(scalar.text(), words)));
            }
        });
        return Optional.of(scalar.text());
    }

    private Set<String> words(Subject subject) {
        return switch (subject) {
            case RULE -> rules;
            case RULE_OR_EXERCISE -> {
                Set<String> both = new HashSet<>(rules);
                both.addAll(vocabulary.exercises().keySet());
                yield both;
            }
            case FINDING -> vocabulary.findings().keySet();
            case ATTESTATION -> vocabulary.attestations().keySet();
            case MOVEMENT -> vocabulary.movements().keySet();
            case EXERCISE -> vocabulary.exercises().keySet();
            case NOBODY -> Set.of();
        };
    }
}
