package dorsal.web;

import dorsal.activation.Trial;
import dorsal.report.ImpactReport;
import dorsal.text.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** What edited rules change for patients, in words. */
final class TrialView {
    private TrialView() {}

    /** As much as is kept with a proposal. */
    private static final int LONGEST = 500_000;

    static View of(Trial trial, String folder) {
        int patients = trial.impact().patients();
        int changed = trial.impact().changed().size();
        int weakened = trial.impact().weakened().size();
        return View.of("patients", patients)
                .with("changed", changed)
                .with("weakened", weakened)
                .with("weakened-any", weakened > 0)
                .with("none-changed", changed == 0)
                .with("guards-less", trial.guardsLess())
                .list(
                        "words",
                        trial.words().stream()
                                .map(file -> View.of("file", file))
                                .toList())
                .with("rules", trial.impact().changes().inShort())
                .with("report", report(trial))
                .list("failures", ProblemViews.of(trial.failures(), folder, ""))
                .list("gone", ProblemViews.of(trial.guardsGone(), folder, ""));
    }

    /** The same in the editor of a file. */
    static View editing(Trial trial, String folder, String path) {
        return of(trial, folder).list("failures", ProblemViews.editing(trial.failures(), folder, path));
    }

    static String report(Trial trial) {
        String folder = trial.edited().rules().knowledge().folder().name() + "/";
        String report = (gone(trial.guardsGone()) + ImpactReport.of(trial.impact(), trial.failures(), false))
                .replace(folder, "") // where the rules lie on the server is nobody's business here
                .replace(" (--all lists them)", "");
        return report.length() > LONGEST ? report.substring(0, LONGEST) + "\n…" : report;
    }

    private static String gone(List<Problem> guards) {
        return guards.isEmpty()
                ? ""
                : guards.stream()
                        .map(guard -> "  " + guard + "\n")
                        .collect(Collectors.joining("", "Cases that no longer guard what they did:\n", "\n"));
    }
}
