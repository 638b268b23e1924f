package dorsal.web;

import dorsal.assessment.Decisions;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.knowledge.Vocabulary;
import dorsal.store.ClinicalOverride;
import dorsal.store.ClinicalOverride.Kind;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * The form in which something is decided otherwise: nothing is chosen beforehand but what was sent and refused.
     *
     * @param choices words by code
     */
    static View form(Kind kind, String what, Map<String, String> choices, Optional<RefusedOverride> refused) {
        Optional<RefusedOverride> mine = refused.filter(
                sent -> sent.kind().equals(kind.code()) && sent.what().equals(what));
        Map<String, String> reasons = new LinkedHashMap<>();
        Arrays.stream(OverrideReason.values()).forEach(reason -> reasons.put(reason.code(), reason.words()));
        return View.of("kind", kind.code())
                .with("what", what)
                .with("form-problem", mine.map(RefusedOverride::problem))
                .with("form-words", mine.map(RefusedOverride::reason))
                .list("choices", options(choices, mine.map(RefusedOverride::becomes)))
                .list("reasons-to-override", options(reasons, mine.map(RefusedOverride::code)));
    }

    private static List<View> options(Map<String, String> words, Optional<String> chosen) {
        return words.entrySet().stream()
                .map(option -> View.of("value", option.getKey())
                        .with("label", option.getValue())
                        .with("chosen", chosen.filter(option.getKey()::equals).isPresent()))
                .toList();
    }

    /** What stands, as the result is shown under it; of two on the same thing, the later. */
    static Decisions decisions(List<ClinicalOverride> standing) {
        Map<String, Decisions.OfVerdict> verdicts = new LinkedHashMap<>();
        Map<String, Decisions.OfEscalation> escalations = new LinkedHashMap<>();
        standing.stream()
                .sorted(Comparator.comparingLong(ClinicalOverride::number))
                .forEach(override -> {
                    var decision = override.decision();
                    String why = why(decision.code(), decision.reason());
                    if (decision.kind() == Kind.VERDICT) {
                        verdict(decision.becomes())
                                .ifPresent(becomes -> verdicts.put(
                                        decision.what(),
                                        new Decisions.OfVerdict(decision.what(), becomes, override.by(), why)));
                    } else {
                        urgency(decision.was())
                                .ifPresent(was -> urgency(decision.becomes())
                                        .ifPresent(becomes -> escalations.put(
                                                decision.what(),
                                                new Decisions.OfEscalation(
                                                        decision.what(), was, becomes, override.by(), why))));
                    }
                });
        return new Decisions(List.copyOf(verdicts.values()), List.copyOf(escalations.values()));
    }

    private static String why(String code, String words) {
        String coded = OverrideReason.find(code).map(OverrideReason::words).orElse(code);
        return words.isBlank() ? coded : coded + ": " + words;
    }

    static Optional<Verdict> verdict(String code) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.code().equals(code))
                .findFirst();
    }

    static Optional<Urgency> urgency(String code) {
        return Arrays.stream(Urgency.values())
                .filter(urgency -> urgency.code().equals(code))
                .findFirst();
    }
}
