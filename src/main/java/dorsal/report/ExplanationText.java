package dorsal.report;

import dorsal.assessment.Assessment;
import dorsal.clinical.Attestation;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Numbers;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.explanation.Explanation;
import dorsal.explanation.NextQuestion;
import dorsal.explanation.PossibleAnswer;
import dorsal.explanation.Suggestion;
import dorsal.explanation.WhyNot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What would change an assessment, and what to ask next, for a clinician to read. */
final class ExplanationText {
    private static final int MOST_GROUPS = 12;
    private static final int MOST_QUESTIONS = 10;

    private final Assessment assessment;
    private final Page page;

    private ExplanationText(Assessment assessment, Page page) {
        this.assessment = assessment;
        this.page = page;
    }

    /** Adds both to a page. */
    static void write(Assessment assessment, Page page) {
        Explanation explanation = Explanation.of(assessment);
        ExplanationText text = new ExplanationText(assessment, page);
        text.changes(explanation.whyNot());
        text.next(explanation.next());
    }

    // ---- what would change it

    /** Exercises that the same changes ease stand together. */
    private record Group(Verdict now, Verdict then, List<String> changes, List<String> fixed) {}

    private void changes(List<WhyNot> whyNot) {
        if (whyNot.isEmpty()) {
            return;
        }
        Map<Group, List<String>> groups = new LinkedHashMap<>();
        for (WhyNot one : whyNot) {
            if (one.then() == Verdict.HELD && one.now() == Verdict.AVOID) {
                continue; // still nothing that may be done
            }
            boolean nothing = one.changes().isEmpty();
            List<String> fixed = new ArrayList<>(one.fixed());
            fixed.addAll(one.log());
            Group group = new Group(
                    nothing ? Verdict.AVOID : one.now(),
                    nothing ? Verdict.AVOID : one.then(),
                    one.changes().stream()
                            .map(suggestion -> words(suggestion, one))
                            .toList(),
                    List.copyOf(fixed));
            groups.computeIfAbsent(group, g -> new ArrayList<>())
                    .add(one.exercise().name());
        }
        List<Map.Entry<Group, List<String>>> easing = groups.entrySet().stream()
                .filter(entry -> !entry.getKey().changes().isEmpty())
                .sorted(Comparator.comparing((Map.Entry<Group, List<String>> entry) ->
                                entry.getKey().changes().size())
                        .thenComparing(entry -> -entry.getValue().size()))
                .toList();
        page.heading("WHAT WOULD CHANGE THIS (tried on the rules; simplest first)");
        easing.stream().limit(MOST_GROUPS).forEach(entry -> easing(entry.getKey(), entry.getValue()));
        if (easing.size() > MOST_GROUPS) {
            page.paragraph("  ", "and %d more; --format json gives them all".formatted(easing.size() - MOST_GROUPS));
        }
        groups.forEach((group, names) -> {
            if (group.changes().isEmpty()) {
                page.paragraph("  - nothing that can be changed: ", String.join(", ", names));
                page.paragraph(Page.Style.FAINT, "      because of ", String.join(", ", group.fixed()));
            }
        });
        page.blank();
    }

    private void easing(Group group, List<String> names) {
        page.paragraph(
                "  - %s instead of %s: "
                        .formatted(group.then().code(), group.now().code()),
                String.join(", ", names));
        page.paragraph("      once ", String.join("; ", group.changes()));
        if (!group.fixed().isEmpty()) {
            page.paragraph(Page.Style.FAINT, "      still limited by ", String.join(", ", group.fixed()));
        }
    }

    private String words(Suggestion suggestion, WhyNot whyNot) {
        if (suggestion instanceof Suggestion.Answered answered) {
            boolean first = !assessment.profile().answers().containsKey(answered.finding());
            return (first ? "asked and found: " : "") + answered.finding() + " " + answered.to();
        }
        Attestation attestation = ((Suggestion.Attested) suggestion).attestation();
        String target = attestation.target().equals(whyNot.exercise().id())
                ? " (for each)"
                : attestation.target().isEmpty() ? "" : " (" + attestation.target() + ")";
        return attestation.code() + target + " on record";
    }

    // ---- what to ask next

    private void next(List<NextQuestion> questions) {
        if (questions.isEmpty()) {
            return;
        }
        page.heading("ASK NEXT (what matters most first)");
        for (NextQuestion question : questions.subList(0, Math.min(MOST_QUESTIONS, questions.size()))) {
            page.paragraph(
                    "  ? ",
                    question.finding().code() + ": " + question.finding().question());
            Map<String, List<String>> byEffect = new LinkedHashMap<>();
            for (PossibleAnswer answer : question.answers()) {
                byEffect.computeIfAbsent(effect(answer), effect -> new ArrayList<>())
                        .add(words(answer));
            }
            byEffect.forEach((effect, answers) ->
                    page.paragraph(Page.Style.FAINT, "      " + String.join(", ", answers) + ": ", effect));
        }
        if (questions.size() > MOST_QUESTIONS) {
            page.paragraph("  ", "and %d more".formatted(questions.size() - MOST_QUESTIONS));
        }
        page.blank();
    }

    private static String words(PossibleAnswer answer) {
        String start = answer.over().isPresent()
                ? "over " + Numbers.plain(answer.over().getAsDouble())
                : answer.value().toString();
        if (answer.to().isPresent()) {
            return start + " to " + Numbers.plain(answer.to().getAsDouble());
        }
        return answer.under().isPresent()
                ? start + " to under " + Numbers.plain(answer.under().getAsDouble())
                : start;
    }

    private String effect(PossibleAnswer answer) {
        List<String> effects = new ArrayList<>();
        if (answer.urgency() != assessment.urgency()) {
            effects.add(
                    answer.urgency() == Urgency.NONE ? "no escalation any more" : Wording.urgency(answer.urgency()));
        }
        if (answer.ceiling() != assessment.ceiling()) {
            effects.add(
                    answer.ceiling() == Ceiling.FULL ? "no general limit any more" : Wording.ceiling(answer.ceiling()));
        }
        if (answer.hold() != assessment.hold()) {
            effects.add(answer.hold() ? "on hold" : "the hold ends");
        }
        if (answer.verdictsChanged() > 0) {
            effects.add(
                    answer.verdictsChanged() == 1
                            ? "1 verdict changes"
                            : answer.verdictsChanged() + " verdicts change");
        }
        return effects.isEmpty() ? "nothing changes" : effects.stream().collect(Collectors.joining("; "));
    }
}
