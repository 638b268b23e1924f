package dorsal.cli;

import dorsal.assessment.ProfileReader;
import dorsal.clinical.Profile;
import dorsal.rehearsal.Candidate;
import dorsal.rehearsal.Impact;
import dorsal.rehearsal.Impact.Named;
import dorsal.report.ImpactJson;
import dorsal.report.ImpactReport;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.ProblemsException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
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
        name = "diff",
        description =
                "What a change of rules changes: patient by patient and in total, what is softened or lost first.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "OLD and NEW are folders, or fingerprints of rule sets that were in use (sha256:…).",
            "Without --profiles, the cases of both serve, and at least 2,000 made-up patients."
        })
final class DiffCommand implements Callable<Integer> {
    private final Streams streams;
    private final LocalDate today;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataFolder data = new DataFolder();

    @Parameters(index = "0", paramLabel = "OLD", description = "The rules as they are.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The rules as they would be.")
    private String after = "";

    @Option(
            names = "--profiles",
            paramLabel = "FILE",
            description = "Patients to assess with both; '-' is standard input.")
    private @Nullable String profiles;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "One of: text, json. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private String format = "text";

    @Option(names = "--all", description = "In text: every patient, not only the first of each kind.")
    private boolean all;

    DiffCommand(Streams streams, LocalDate today) {
        this.streams = streams;
        this.today = today;
    }

    @Override
    public Integer call() {
        if (!format.equals("text") && !format.equals("json")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--format': expected one of text, json but was '%s'".formatted(format));
        }
        Problems problems = new Problems();
        Optional<Candidate> old = read(before, problems);
        Optional<Candidate> young = read(after, problems);
        problems.throwIfAny();
        Impact impact = impact(old.orElseThrow(), young.orElseThrow());
        List<Problem> failures = young.orElseThrow().failures(old.orElseThrow().cases());
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                format.equals("json")
                        ? ImpactJson.of(impact, failures) + "\n"
                        : ImpactReport.of(impact, failures, all));
        out.flush();
        return ExitCode.DONE;
    }

    private Optional<Candidate> read(String rules, Problems problems) {
        try {
            return Optional.of(Candidate.read(data.rules(rules), today));
        } catch (ProblemsException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private Impact impact(Candidate old, Candidate young) {
        if (profiles == null) {
            return Impact.onMadeUpPatients(old, young, today);
        }
        List<Named> patients = new ArrayList<>();
        for (Profile profile : profiles(profiles, old, young)) {
            patients.add(new Named(profile.patient().orElse("patient " + (patients.size() + 1)), profile));
        }
        return Impact.on(patients, old.rules(), young.rules());
    }

    /** Each read with the words of the new rules; where those do not know a word, with those of the old. */
    private List<Profile> profiles(String file, Candidate old, Candidate young) {
        ProfileReader withOld = new ProfileReader(old.rules().vocabulary(), today);
        ProfileReader withNew = new ProfileReader(young.rules().vocabulary(), today);
        return ProfileFiles.read(List.of(file), streams.in(), text -> {
            try {
                return withNew.read(text);
            } catch (ProblemsException problems) {
                try {
                    return withOld.read(text);
                } catch (ProblemsException others) {
                    throw problems;
                }
            }
        });
    }
}
