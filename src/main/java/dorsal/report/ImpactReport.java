package dorsal.report;

import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.AmountShifts.Shifted;
import dorsal.rehearsal.Impact;
import dorsal.rehearsal.PatientImpact;
import dorsal.rehearsal.PatientImpact.Escalation;
import dorsal.rehearsal.PatientImpact.VerdictShift;
import dorsal.text.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a change of rules changes, in words: the rules, the totals, then patients, those guarded less first. */
public final class ImpactReport {
    private static final int SHOWN = 24;
    private static final int SHOWN_ALIKE = 2;

    private final Impact impact;
    private final boolean all;
    private final StringBuilder text = new StringBuilder();

    private ImpactReport(Impact impact, boolean all) {
        this.impact = impact;
        this.all = all;
    }

    /**
     * The report.
     *
     * @param failures cases that the new rules fail
     * @param all every patient, not only the first of each kind
     */
    public static String of(Impact impact, List<Problem> failures, boolean all) {
        ImpactReport report = new ImpactReport(impact, all);
        report.rules();
        report.cases(failures);
        report.totals();
        report.byRule();
        report.patients("Guarded less than before", impact.weakened());
        report.patients(
                "Guarded more, or otherwise",
                impact.changed().stream()
                        .filter(changed -> !changed.isWeakened())
                        .toList());
        return report.text.toString();
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would need a library of its own
    private void line(String format, Object... values) {
        text.append(format.formatted(values)).append('\n');
    }

    private void rules() {
        line("Rules: %s", impact.changes().inShort());
        impact.changes().removed().forEach(id -> line("  removed  %s: %s", id, claim(impact.before(), id)));
        impact.changes().changed().forEach(this::changedRule);
        impact.changes().added().forEach(id -> line("  added    %s: %s", id, claim(impact.after(), id)));
        impact.changes().files().forEach(file -> line("  file     %s", file));
    }

    private static String claim(RuleSet rules, String id) {
        return rules.rule(id).claim();
    }

    private void changedRule(String id) {
        RuleCard was = impact.before().rule(id);
        RuleCard is = impact.after().rule(id);
        line("  changed  %s: %s  (%s)", id, is.claim(), is.at());
        ChangedLines lines = ChangedLines.between(was.text(), is.text());
        lines.gone().forEach(gone -> line("      - %s", gone));
        lines.come().forEach(come -> line("      + %s", come));
    }

    private void cases(List<Problem> failures) {
        if (failures.isEmpty()) {
            line("%nThe new rules pass all their cases.");
            return;
        }
        line(
                "%nThe new rules cannot go live: %s.",
                failures.size() == 1 ? "1 case fails" : failures.size() + " cases fail");
        failures.stream().limit(all ? failures.size() : SHOWN).forEach(failure -> line("  %s", failure));
        if (!all && failures.size() > SHOWN) {
            line("  … and %d more (--all lists them)", failures.size() - SHOWN);
        }
    }

    private void totals() {
        line(
                "%n%d patients assessed with both; something is other for %d of them, %d are guarded less.",
                impact.patients(), impact.changed().size(), impact.weakened().size());
        ImpactTotals totals = ImpactTotals.of(impact);
        totals.counts().forEach((what, count) -> {
            if (count > 0) {
                line("  %6d  %s", count, ImpactTotals.words(what));
            }
        });
    }

    /** Which rules are behind it: how many verdicts and escalations fewer, by the rule that gave them. */
    private void byRule() {
        Map<String, Integer> softened = new TreeMap<>();
        for (PatientImpact changed : impact.changed()) {
            changed.softened()
                    .forEach(shift -> shift.rules().stream()
                            .filter(this::isTouched)
                            .forEach(rule -> softened.merge(rule, 1, Integer::sum)));
        }
        softened.forEach((rule, count) -> line("  %6d  of the softened verdicts were given by %s", count, rule));
    }

    private boolean isTouched(String rule) {
        return impact.changes().removed().contains(rule)
                || impact.changes().changed().contains(rule);
    }

    /** Of patients for whom the same rules say less or more, the first few stand for the others. */
    private void patients(String title, List<PatientImpact> patients) {
        if (patients.isEmpty()) {
            return;
        }
        line("%n%s: %d", title, patients.size());
        Map<List<Object>, Integer> alike = new HashMap<>();
        int shown = 0;
        for (PatientImpact patient : patients) {
            if (all || (shown < SHOWN && alike.merge(rulesBehind(patient), 1, Integer::sum) <= SHOWN_ALIKE)) {
                patient(patient);
                shown++;
            }
        }
        if (shown < patients.size()) {
            line("  … and %d more (--all lists them)", patients.size() - shown);
        }
    }

    private static List<Object> rulesBehind(PatientImpact patient) {
        return List.of(
                patient.lost().stream().map(Escalation::rule).toList(),
                patient.gained().stream().map(Escalation::rule).toList(),
                patient.softened().stream()
                        .flatMap(shift -> shift.rules().stream())
                        .collect(Collectors.toSet()),
                patient.hardened().stream()
                        .flatMap(shift -> shift.rules().stream())
                        .collect(Collectors.toSet()),
                patient.asksDropped(),
                patient.amounts(),
                patient.reasonsLost().keySet(),
                patient.reasonsGained().keySet());
    }

    private void patient(PatientImpact changed) {
        line("  %s", changed.patient());
        if (!changed.urgency().isNone()) {
            line(
                    "      urgency %s, before %s",
                    changed.urgency().to().code(), changed.urgency().from().code());
        }
        escalations("lost", changed.lost());
        if (!changed.hold().isNone()) {
            line("      hold %s", changed.hold().to() ? "set" : "ended");
        }
        if (!changed.ceiling().isNone()) {
            line(
                    "      ceiling %s, before %s",
                    changed.ceiling().to().code(), changed.ceiling().from().code());
        }
        verdicts("softened", changed.softened());
        amounts("eased", changed.amounts().eased());
        escalations("gained", changed.gained());
        verdicts("hardened", changed.hardened());
        amounts("tightened", changed.amounts().tightened());
        findings("not asked any more", changed.asksDropped());
        findings("asked now", changed.asksAdded());
        reasons("says no more, though the verdict stays", changed.reasonsLost());
        reasons("says now, though the verdict stays", changed.reasonsGained());
    }

    private void escalations(String what, List<Escalation> escalations) {
        escalations.forEach(escalation -> line(
                "      escalation %s: %s, to %s [%s]",
                what, escalation.urgency().code(), String.join(", ", escalation.to()), escalation.rule()));
    }

    /** Verdicts that shift alike and for the same rules stand on one line. */
    private void verdicts(String what, List<VerdictShift> shifts) {
        Map<String, List<String>> alike = new TreeMap<>();
        for (VerdictShift shift : shifts) {
            String how =
                    "%s to %s [%s]".formatted(shift.from().code(), shift.to().code(), String.join(", ", shift.rules()));
            alike.computeIfAbsent(how, h -> new ArrayList<>()).add(shift.exercise());
        }
        alike.forEach((how, exercises) -> line("      %s, %s: %s", what, how, String.join(", ", exercises)));
    }

    private void amounts(String what, List<Shifted> shifts) {
        shifts.forEach(shift -> line("      %s, %s: %s, before %s", what, shift.what(), shift.to(), shift.from()));
    }

    private void findings(String what, List<String> findings) {
        if (!findings.isEmpty()) {
            line("      %s: %s", what, String.join(", ", findings));
        }
    }

    private void reasons(String what, Map<String, List<String>> exercisesByRule) {
        exercisesByRule.forEach((rule, exercises) -> line("      %s %s: %s", rule, what, String.join(", ", exercises)));
    }
}
