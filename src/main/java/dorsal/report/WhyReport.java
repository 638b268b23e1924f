package dorsal.report;

import dorsal.assessment.Assessment;
import dorsal.clinical.Answer;
import dorsal.clinical.Numbers;
import dorsal.clinical.Truth;
import dorsal.clinical.Verdict;
import dorsal.explanation.Chain;
import dorsal.explanation.Chain.Step;
import dorsal.explanation.Why;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.Vocabulary;
import dorsal.report.Page.Style;
import java.util.List;
import java.util.Optional;

/** Why an assessment says what it says: from the patient's own answers to the rule that says it, with every source. */
public final class WhyReport {
    private static final String INDENT = "  ";

    private final Vocabulary vocabulary;
    private final Page page;

    private WhyReport(Vocabulary vocabulary, Page page) {
        this.vocabulary = vocabulary;
        this.page = page;
    }

    /**
     * A section for each thing asked about, under the name of the patient.
     *
     * @param ids exercises, findings and rules that the assessment's rule set knows
     */
    public static String of(Assessment assessment, List<String> ids, boolean colour) {
        Page page = new Page(colour);
        page.heading(TextReport.title(assessment)).blank();
        WhyReport report = new WhyReport(assessment.rules().vocabulary(), page);
        for (String id : ids) {
            for (Why why : Why.of(id, assessment)) {
                report.write(why);
                page.blank();
            }
        }
        return page.toString();
    }

    private void write(Why why) {
        if (why instanceof Why.OfExercise exercise) {
            exercise(exercise);
        } else if (why instanceof Why.OfFinding finding) {
            finding(finding);
        } else if (why instanceof Why.OfRule rule) {
            rule(rule);
        }
        for (int i = 0; i < why.chains().size(); i++) {
            Chain chain = why.chains().get(i);
            page.paragraph("- ", chain.rule().claim() + " [" + chain.rule().id() + "]");
            chain(chain, INDENT);
            boolean lifted = why instanceof Why.OfExercise exercise
                    && exercise.exercise().reasons().get(i).lifted();
            lift(chain.rule(), lifted);
        }
    }

    private void exercise(Why.OfExercise why) {
        String name = why.exercise().exercise().name();
        Verdict verdict = why.exercise().verdict();
        String words =
                switch (verdict) {
                    case PERMITTED -> " is permitted: no rule that fired restricts it.";
                    case CAUTION -> " is to be used with caution, because:";
                    case HELD -> " is held back until questions are answered, because:";
                    case AVOID -> " is to be avoided, because:";
                };
        page.heading("WHY " + name + words);
        if (verdict == Verdict.PERMITTED) {
            page.paragraph(
                    INDENT,
                    "Checked and not so for this patient, as far as is known (%d rules): %s."
                            .formatted(why.checked().size(), String.join(", ", why.checked())));
        }
    }

    private void finding(Why.OfFinding why) {
        String code = why.finding().code();
        String value = why.value()
                .map(answer -> " counts as " + answer)
                .orElse(": nobody answered it, and no rule concludes it.");
        String ground = why.value().isEmpty()
                ? ""
                : why.chains().isEmpty()
                        ? ", because it was answered so."
                        : why.stated().filter(Answer.YES::equals).isPresent()
                                ? ", because it was answered so; rules conclude it too:"
                                : ", because rules conclude it"
                                        + why.stated()
                                                .map(answer -> ", although it was answered " + answer)
                                                .orElse("")
                                        + ":";
        page.heading("WHY " + code + value + ground);
        page.paragraph(INDENT, "The question: " + why.finding().question());
    }

    private void rule(Why.OfRule why) {
        if (!why.chains().isEmpty()) {
            page.heading("WHY the rule " + why.id() + " fired");
            return;
        }
        page.heading("The rule " + why.id() + " did not fire");
        page.paragraph("- ", why.rule().claim() + ".");
        page.paragraph(
                INDENT,
                why.truth() == Truth.UNKNOWN
                        ? "Whether it applies is not known: it waits for answers that nobody gave."
                        : "It does not apply to what was answered.");
        page.paragraph(Style.FAINT, INDENT + "source: ", Wording.sources(why.rule()));
    }

    // ---- chains

    private void chain(Chain chain, String indent) {
        page.paragraph(indent, chain.rule().reason());
        if (chain.steps().isEmpty()) {
            page.paragraph(indent, "It holds for everybody.");
        }
        chain.steps().forEach(step -> step(step, indent));
        page.paragraph(Style.FAINT, indent + "source: ", Wording.sources(chain.rule()));
    }

    private void step(Step step, String indent) {
        String because = indent + "because ";
        if (step instanceof Step.OfFinding finding) {
            finding(finding, indent);
        } else if (step instanceof Step.OfLog log) {
            page.paragraph(because, "the training log says " + log.measure() + " " + Numbers.plain(log.value()));
        } else if (step instanceof Step.OfAttestation attested) {
            page.paragraph(
                    because,
                    attested.attestation() + " is on record: "
                            + vocabulary.attestation(attested.attestation()).meaning());
        }
    }

    private void finding(Step.OfFinding step, String indent) {
        String because = indent + "because ";
        String code = step.finding().code();
        String question = ": " + step.finding().question();
        if (step.value().isEmpty()) {
            page.paragraph(because, code + " was not answered" + question);
            return;
        }
        step.stated()
                .ifPresent(answer -> page.paragraph(because, code + " was answered " + answer + unit(step) + question));
        for (Chain by : step.by()) {
            page.paragraph(
                    because,
                    "the patient has " + code + ", concluded by " + by.rule().id() + ": "
                            + by.rule().claim());
            chain(by, indent + INDENT + INDENT);
        }
    }

    private static String unit(Step.OfFinding step) {
        return Optional.of(step.finding().unit())
                .filter(unit -> !unit.isEmpty())
                .map(unit -> " " + unit)
                .orElse("");
    }

    private void lift(RuleCard rule, boolean done) {
        rule.lift()
                .ifPresent(lift -> page.paragraph(
                        INDENT,
                        (done ? "Is %s, as there are on record: %s." : "Would become %s once on record: %s.")
                                .formatted(lift.to().code(), String.join(", ", lift.attestations()))));
    }
}
