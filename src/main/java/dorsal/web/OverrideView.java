package dorsal.web;

import dorsal.knowledge.Vocabulary;
import dorsal.store.ClinicalOverride;
import dorsal.store.ClinicalOverride.Kind;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** Overrides as they are shown, and what a form for one offers. */
final class OverrideView {

    private OverrideView() {}

    static View of(ClinicalOverride override, Vocabulary vocabulary, String path, ZoneId zone) {
        var decision = override.decision();
        boolean verdict = decision.kind() == Kind.VERDICT;
        String what = verdict && vocabulary.exercises().containsKey(decision.what())
                ? vocabulary.exercise(decision.what()).name()
                : decision.what();
        return View.of("number", override.number())
                .with("visit", override.visit())
                .with("path", path)
                .with("what", what)
                .with("kind", verdict ? "Exercise" : "Escalation")
                .with("was", decision.was())
                .with("becomes", decision.becomes())
                .with(
                        "code",
                        OverrideReason.find(decision.code())
                                .map(OverrideReason::words)
                                .orElse(decision.code()))
                .with("reason", decision.reason())
                .with("rules", String.join(", ", decision.rules()))
                .with("by", override.by())
                .with("at", Moments.of(override.at(), zone))
                .with(
                        "withdrawn",
                        override.withdrawn()
                                .map(back -> back.by() + ", "
                                        + Moments.of(back.at(), zone)
                                        + (back.reason().isBlank() ? "" : ": " + back.reason())));
    }

    /** The reasons that can be chosen. */
    static List<View> reasons() {
        return Arrays.stream(OverrideReason.values())
                .map(reason -> View.of("value", reason.code()).with("label", reason.words()))
                .toList();
    }
}
