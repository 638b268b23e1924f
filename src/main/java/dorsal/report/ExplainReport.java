package dorsal.report;

import dorsal.clinical.Exercise;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Numbers;
import dorsal.knowledge.Citation;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.Mentions;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.Source;
import dorsal.report.Page.Style;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One rule, exercise or finding: what it says, where it comes from, what mentions it. */
public final class ExplainReport {
    private final Knowledge knowledge;
    private final Mentions mentions;
    private final List<String> cases;
    private final Page page;

    private ExplainReport(Knowledge knowledge, List<String> cases, boolean colour) {
        this.knowledge = knowledge;
        this.mentions = new Mentions(knowledge);
        this.cases = cases;
        this.page = new Page(colour);
    }

    /**
     * What {@code id} is, or nothing when it is no rule, exercise or finding.
     *
     * @param cases the cases that name it, a line each
     */
    public static Optional<String> of(String id, Knowledge knowledge, List<String> cases, boolean colour) {
        ExplainReport report = new ExplainReport(knowledge, cases, colour);
        Optional<RuleCard> rule = knowledge.findRule(id);
        if (rule.isPresent()) {
            report.rule(rule.get());
        } else if (knowledge.vocabulary().exercises().containsKey(id)) {
            report.exercise(knowledge.vocabulary().exercise(id));
        } else if (knowledge.vocabulary().findings().containsKey(id)) {
            report.finding(knowledge.vocabulary().finding(id));
        } else {
            return Optional.empty();
        }
        report.cases();
        return Optional.of(report.page.toString());
    }

    private void rule(RuleCard rule) {
        page.heading("Rule " + rule.id() + ": " + rule.claim());
        page.paragraph("  ", rule.at() + ", topic " + rule.topic()).blank();
        rule.text().forEach(page::verbatim);
        page.blank();
        page.paragraph("Grade ", grade(rule));
        page.paragraph("Evidence gone through: ", rule.reviewed().toString());
        page.paragraph(
                "Signed by: ", rule.signed().orElse("nobody yet; no named clinician has taken responsibility for it"));
        rule.contested().ifPresent(why -> page.paragraph(Style.CAUTION, "Contested: ", why));
        page.blank().heading("Sources");
        rule.sources().forEach(this::source);
        rule.lift().ifPresent(lift -> {
            page.blank().heading("Attestations that lift it");
            lift.attestations()
                    .forEach(code -> page.paragraph(
                            "  - ",
                            code + ": "
                                    + knowledge.vocabulary().attestation(code).meaning()));
        });
    }

    private static String grade(RuleCard rule) {
        return switch (rule.grade()) {
            case A -> "A: a guideline or systematic review";
            case B -> "B: a trial, cohort or biomechanical study";
            case C -> "C: consensus or extrapolation";
            case S -> "S: the seed article, or the user's own words";
        };
    }

    private void source(Citation citation) {
        Optional<Source> known =
                Optional.ofNullable(knowledge.vocabulary().sources().get(citation.source()));
        known.ifPresent(source -> {
            page.paragraph("  - ", source.id() + ": " + source.title());
            page.paragraph(
                    "    ",
                    (citation.at().isEmpty() ? "" : "at " + citation.at() + ", ")
                            + (citation.verified() ? "verified" : "recalled, not verified")
                            + "; the work itself: " + source.status());
        });
    }

    private void exercise(Exercise exercise) {
        page.heading("Exercise " + exercise.id() + ": " + exercise.name());
        aliases(exercise.aliases());
        page.paragraph(
                "  ",
                "%s, level %s, demand %s"
                        .formatted(
                                exercise.category(),
                                exercise.level(),
                                exercise.demand().code()));
        page.paragraph("  regions: ", sorted(exercise.regions()));
        page.paragraph("  recovery: ", exercise.recoveryHours() + " hours");
        page.paragraph("  movements: ", sorted(exercise.movements()));
        page.paragraph("  dose: ", doses(exercise)).blank();
        page.heading("Steps");
        exercise.steps().forEach(step -> page.paragraph("  - ", step));
        page.blank().heading("Cues");
        exercise.cues().forEach(cue -> page.paragraph("  - ", cue));
        page.blank();
        if (!exercise.notes().isEmpty()) {
            page.paragraph("Note: ", exercise.notes()).blank();
        }
        page.paragraph("In its place: ", orNone(exercise.substitutes()));
        page.paragraph("Sources: ", String.join(", ", exercise.sources()) + " (grade " + exercise.grade() + ")")
                .blank();
        rules("Rules that restrict it", mentions.restricting(exercise));
        rules("Rules that offer or prefer it", mentions.offering(exercise));
    }

    private void aliases(List<String> aliases) {
        if (!aliases.isEmpty()) {
            page.list("  also: ", aliases);
        }
    }

    private static String doses(Exercise exercise) {
        String doses = exercise.doses().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(dose -> dose.getKey() + " " + Numbers.plain(dose.getValue().least()) + " to "
                        + Numbers.plain(dose.getValue().most()))
                .collect(Collectors.joining(", "));
        return doses + (exercise.eachSide() ? ", each side" : "");
    }

    private void finding(FindingDefinition finding) {
        page.heading("Finding " + finding.code());
        page.paragraph("  ", finding.question());
        page.paragraph("  answered with: ", answeredWith(finding));
        page.paragraph("  group: ", finding.group());
        if (finding.redFlag()) {
            page.paragraph("  ", "A red flag: a yes can, alone or with others, call for medical care.");
        }
        if (finding.askFirst()) {
            page.paragraph("  ", "Asked first: an answer is needed before any exercise can be cleared.");
        }
        if (finding.canChange()) {
            page.paragraph("  ", "Can change over time, so a suggestion of what would ease an exercise may name it.");
        }
        finding.codings()
                .forEach((system, coding) ->
                        page.paragraph("  " + system + ": ", coding.code() + " (" + coding.sure() + ")"));
        page.blank();
        rules("Rules that conclude it", mentions.concluding(finding));
        rules("Rules that depend on it", mentions.testing(finding));
        rules("Rules that ask it", mentions.asking(finding));
    }

    private static String answeredWith(FindingDefinition finding) {
        return switch (finding.type()) {
            case BOOLEAN ->
                finding.cluster()
                        ? "nothing: it is only concluded by rules"
                        : "yes or no" + (finding.derived() ? ", or concluded by rules" : "");
            case INTEGER, DECIMAL -> finding.range().orElseThrow() + " " + finding.unit();
            case CHOICE -> "one of " + String.join(", ", finding.choices());
            case CHOICES -> "any of " + String.join(", ", finding.choices());
        };
    }

    private void rules(String heading, List<RuleCard> rules) {
        if (rules.isEmpty()) {
            return;
        }
        page.heading(heading);
        rules.forEach(rule -> page.paragraph("  - ", rule.id() + ": " + rule.claim() + " (" + rule.at() + ")"));
        page.blank();
    }

    private void cases() {
        if (!cases.isEmpty()) {
            page.heading("Cases");
            cases.forEach(line -> page.paragraph("  - ", line));
        }
    }

    private static String sorted(Collection<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }

    private static String orNone(List<String> words) {
        return words.isEmpty() ? "nothing" : String.join(", ", words);
    }
}
