package dorsal.cli;

import dorsal.knowledge.Mutant;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.AcceptedMutant;
import dorsal.rehearsal.Case;
import dorsal.rehearsal.Mutants;
import dorsal.rehearsal.Mutants.Judged;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** {@code check --mutants}: which small changes of a rule no case notices. */
final class MutantsOption {
    @Option(
            names = "--mutants",
            description = "Also change every rule in every small way, and list the changes that no case notices.")
    private boolean wanted;

    @Option(
            names = "--of",
            paramLabel = "TEXT",
            description = "With --mutants: only rules whose id or file contains this.",
            defaultValue = "")
    private String of = "";

    /** True when a change stays unnoticed that nobody accepted. */
    boolean foundWanting(RuleSet rules, List<Case> cases, PrintWriter out) {
        if (!wanted) {
            return false;
        }
        List<AcceptedMutant> accepted = AcceptedMutant.read(rules.knowledge());
        Judged judged = new Mutants(rules, cases).survey(this::isChosen).judgedBy(accepted);
        judged.unnoticed().forEach(mutant -> out.println(line(mutant)));
        judged.accepted().forEach((mutant, row) -> out.println(line(mutant) + " Accepted: " + row.why()));
        if (of.isEmpty()) {
            judged.stale()
                    .forEach(row -> out.printf(
                            "%s: no such change of '%s' goes unnoticed any more. Expected this row to be deleted.%n",
                            row.at(), row.rule()));
        }
        out.printf(
                Locale.ROOT,
                "%d small changes of the rules; a case notices %d of them (%.1f %%). Of the %d others, %d are accepted.%n",
                judged.all(),
                judged.noticed(),
                judged.all() == 0 ? 100.0 : 100.0 * judged.noticed() / judged.all(),
                judged.all() - judged.noticed(),
                judged.accepted().size());
        return !judged.unnoticed().isEmpty() || (of.isEmpty() && !judged.stale().isEmpty());
    }

    private boolean isChosen(RuleCard rule) {
        return rule.id().contains(of) || rule.at().file().contains(of);
    }

    private static String line(Mutant mutant) {
        return "%s: no case notices that in '%s' %s."
                .formatted(mutant.at(), mutant.rule().id(), mutant.change());
    }
}
