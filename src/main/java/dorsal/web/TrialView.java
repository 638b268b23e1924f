package dorsal.web;

import dorsal.activation.Trial;
import dorsal.report.ImpactReport;
import dorsal.text.Problem;
import java.util.ArrayList;
import java.util.List;

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

    static String report(Trial trial) {
        List<Problem> failures = new ArrayList<>(trial.failures());
        failures.addAll(trial.guardsGone());
        String folder = trial.edited().rules().knowledge().folder().name() + "/";
        String report = ImpactReport.of(trial.impact(), failures, false)
                .replace(folder, "") // where the rules lie on the server is nobody's business here
                .replace(" (--all lists them)", "");
        return report.length() > LONGEST ? report.substring(0, LONGEST) + "\n…" : report;
    }
}
