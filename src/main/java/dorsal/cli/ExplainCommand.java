package dorsal.cli;

import dorsal.knowledge.Knowledge;
import dorsal.rehearsal.CaseReader;
import dorsal.report.ExplainReport;
import dorsal.report.SentencesReport;
import dorsal.text.Spelling;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        description = "A rule, exercise or finding: its text, its sources, what mentions it, its cases.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private final LocalDate today;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesFolder folder = new RulesFolder();

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "The id of a rule or exercise, or the code of a finding.")
    private @Nullable String id;

    @Option(names = "--sentences", description = "List every sentence that rules may use, with an example each.")
    private boolean sentences;

    ExplainCommand(LocalDate today) {
        this.today = today;
    }

    @Override
    public Integer call() {
        Knowledge knowledge = Knowledge.read(folder.read());
        PrintWriter out = spec.commandLine().getOut();
        boolean colour = spec.commandLine().getColorScheme().ansi().enabled();
        if (sentences) {
            out.print(SentencesReport.of(knowledge, colour));
            return ExitCode.DONE;
        }
        String asked = Optional.ofNullable(id)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "Expected the id of a rule, exercise or finding, or --sentences."));
        List<String> cases = CaseReader.read(knowledge, today).stream()
                .filter(tried -> tried.mentions(asked))
                .map(tried -> tried.id() + ": " + tried.title())
                .toList();
        Optional<String> report = ExplainReport.of(asked, knowledge, cases, colour);
        if (report.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'%s' is no rule, exercise or finding. %s"
                            .formatted(
                                    asked,
                                    Spelling.suggest(asked, AskedWhy.names(knowledge))
                                            .orElse("")));
        }
        out.print(report.get());
        return ExitCode.DONE;
    }
}
