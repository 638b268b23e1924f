package dorsal.cli;

import dorsal.course.FollowUp;
import dorsal.course.Visits;
import dorsal.course.VisitsReader;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.Candidate;
import dorsal.report.ClinicianNote;
import dorsal.report.Explaining;
import dorsal.report.Handout;
import dorsal.report.JsonReport;
import dorsal.report.Result;
import dorsal.report.TextReport;
import dorsal.report.WhyReport;
import dorsal.text.ProblemsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "assess",
        description = "Assesses each profile: what may be done, what must be seen, what is still unknown.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A file holds one profile (YAML or JSON) or one on every line (NDJSON). In",
            "place of a profile may stand a series, {patient: …, visits: [profile, …]}:",
            "its latest visit is assessed, with what has changed since the others.",
            "In text and json, any problem in any profile means no result at all; in ndjson",
            "a bad line is answered with its problems and the rest go on.",
            "html is the patient's handout, note a text for the clinician's record."
        })
final class AssessCommand implements Callable<Integer> {
    /** How results are written. */
    enum Format {
        TEXT,
        JSON,
        NDJSON,
        HTML,
        NOTE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Format of(String word) {
            return Arrays.stream(values())
                    .filter(format -> format.toString().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException("expected one of "
                            + Arrays.toString(values()).replaceAll("[\\[\\]]", "") + " but was '" + word + "'"));
        }
    }

    /** Reads the word of a format. */
    static final class FormatOfWord implements CommandLine.ITypeConverter<Format> {
        @Override
        public Format convert(String word) {
            return Format.of(word);
        }
    }

    private final Streams streams;
    private final LocalDate today;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesFolder folder = new RulesFolder();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Profiles to assess; '-' is standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--format",
            converter = FormatOfWord.class,
            paramLabel = "FORMAT",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private Format format = Format.TEXT;

    @Option(names = "--sources", description = "In text: say where every rule comes from.")
    private boolean sources;

    @Option(names = "--large-print", description = "In html: a handout for those who see poorly.")
    private boolean largePrint;

    @Option(names = "--explain", description = "Say what would change the assessment, and what to ask next.")
    private boolean explain;

    @Option(
            names = "--why",
            paramLabel = "ID",
            description =
                    "Say why an exercise, finding or rule comes out as it does, back to the patient's own answers.")
    private List<String> why = List.of();

    AssessCommand(Streams streams, LocalDate today) {
        this.streams = streams;
        this.today = today;
    }

    @Override
    public Integer call() {
        RuleSet rules = Candidate.read(folder.read(), today).rules(); // a broken case is a broken folder
        AskedWhy.check(why, rules, spec.commandLine());
        VisitsReader visits = new VisitsReader(rules.vocabulary(), today);
        return format == Format.NDJSON ? stream(visits, rules) : together(visits, rules);
    }

    private int together(VisitsReader reader, RuleSet rules) {
        List<Visits> patients = ProfileFiles.read(files, streams.in(), reader::read);
        List<Result> results = patients.stream()
                .map(visits -> Result.of(FollowUp.assess(visits, rules)))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            new JsonReport().write(results, new Explaining(explain, why), out);
            out.println();
        } else if (format == Format.HTML) {
            out.print(why.isEmpty() ? Handout.document(results, largePrint) : Handout.why(results, why));
        } else if (format == Format.NOTE) {
            results.forEach(result -> out.print(ClinicianNote.of(result)));
        } else {
            Ansi ansi = spec.commandLine().getColorScheme().ansi();
            results.forEach(result -> out.print(text(result, ansi.enabled())));
        }
        return ExitCode.DONE;
    }

    /** Who only asks why is not told everything else. */
    private String text(Result result, boolean colour) {
        String report = why.isEmpty() || explain ? TextReport.of(result, explain, sources, colour) : "";
        return why.isEmpty() ? report : report + WhyReport.of(result.assessment(), why, colour);
    }

    /** Every line is answered in its place; as many at a time as the machine has processors. */
    private int stream(VisitsReader reader, RuleSet rules) {
        JsonReport report = new JsonReport();
        AtomicInteger refusals = new AtomicInteger();
        try (InOrder<Line> lines = new InOrder<>(line -> {
            write(line.json());
            refusals.addAndGet(line.refused() ? 1 : 0);
        })) {
            for (String file : files) {
                Documents.forEach(
                        file,
                        streams.in(),
                        (name, line, bytes) -> lines.submit(() -> line(reader, rules, report, name, line, bytes)));
            }
        }
        int refused = refusals.get();
        if (refused > 0) {
            spec.commandLine().getErr().println(refused + " of the profiles could not be read; see their lines.");
        }
        return refused > 0 ? ExitCode.BAD_INPUT : ExitCode.DONE;
    }

    private void write(ByteArrayOutputStream bytes) {
        try {
            bytes.writeTo(streams.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line of the answer, and whether it only says what is wrong. */
    private record Line(ByteArrayOutputStream json, boolean refused) {}

    private Line line(VisitsReader reader, RuleSet rules, JsonReport report, String file, int line, byte[] bytes) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(1 << 16);
        boolean refused = false;
        try {
            Visits visits = ProfileFiles.read(reader::read, file, line, bytes);
            report.writeLine(Result.of(FollowUp.assess(visits, rules)), new Explaining(explain, why), json);
        } catch (ProblemsException e) {
            refused = true;
            JsonReport.writeProblems(line, e.problems(), json);
        }
        json.write('\n');
        return new Line(json, refused);
    }
}
