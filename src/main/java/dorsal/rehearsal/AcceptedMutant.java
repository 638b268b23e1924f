package dorsal.rehearsal;

import dorsal.knowledge.Knowledge;
import dorsal.knowledge.Mutant;
import dorsal.knowledge.RuleCard;
import dorsal.text.DataNode;
import dorsal.text.DataReader;
import dorsal.text.Fields;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.Spelling;
import java.util.ArrayList;
import java.util.List;

/**
 * A change of a rule that no case notices, and why that is accepted: a row of {@code cases/unnoticed.yaml}.
 *
 * @param change in the words of {@link Mutant#change}
 */
public record AcceptedMutant(String rule, String change, String why, Position at) {

    boolean accepts(Mutant mutant) {
        return mutant.rule().id().equals(rule) && mutant.change().equals(change);
    }

    /**
     * All rows; none where the folder has no such file.
     *
     * @throws dorsal.text.ProblemsException with everything wrong in the file
     */
    public static List<AcceptedMutant> read(Knowledge knowledge) {
        Problems problems = new Problems();
        List<AcceptedMutant> accepted = new ArrayList<>();
        knowledge
                .folder()
                .unnoticed()
                .flatMap(file -> DataReader.read(file, problems))
                .ifPresent(node -> {
                    Fields fields = Fields.of(node, "a map with 'unnoticed'", problems);
                    fields.items("unnoticed").forEach(row -> accepted.add(row(row, knowledge, problems)));
                    fields.refuseOthers("unnoticed.yaml");
                });
        problems.throwIfAny();
        return accepted;
    }

    private static AcceptedMutant row(DataNode node, Knowledge knowledge, Problems problems) {
        Fields fields = Fields.of(node, "a change that no case notices", problems);
        AcceptedMutant row =
                new AcceptedMutant(fields.text("rule"), fields.text("change"), fields.text("why"), fields.at());
        fields.refuseOthers("a change that no case notices");
        if (!row.rule().isEmpty() && knowledge.findRule(row.rule()).isEmpty()) {
            problems.add(Problem.of(fields.at("rule"), "'%s' is not a rule.".formatted(row.rule()), "")
                    .maybe(Spelling.suggest(
                            row.rule(),
                            knowledge.rules().stream().map(RuleCard::id).toList())));
        }
        return row;
    }
}
