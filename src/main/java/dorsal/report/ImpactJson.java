package dorsal.report;

import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.AmountShifts.Shifted;
import dorsal.rehearsal.Impact;
import dorsal.rehearsal.PatientImpact;
import dorsal.rehearsal.PatientImpact.Escalation;
import dorsal.rehearsal.PatientImpact.VerdictShift;
import dorsal.text.JsonWriter;
import dorsal.text.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a change of rules changes, as JSON: every patient for whom anything is other, those guarded less first. */
public final class ImpactJson {
    private ImpactJson() {}

    /**
     * One object.
     *
     * @param failures cases that the new rules fail
     */
    public static String of(Impact impact, List<Problem> failures) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("old", ruleSet(impact.before()));
        json.put("new", ruleSet(impact.after()));
        json.put("rules", rules(impact));
        json.put("files", impact.changes().files());
        json.put("failures", failures.stream().map(Problem::toString).toList());
        json.put("patients", impact.patients());
        json.put("patientsChanged", impact.changed().size());
        json.put("patientsGuardedLess", impact.weakened().size());
        json.put("totals", ImpactTotals.of(impact).counts());
        json.put("changes", impact.changed().stream().map(ImpactJson::patient).toList());
        return JsonWriter.write(json);
    }

    private static Map<String, Object> ruleSet(RuleSet rules) {
        return Map.of("fingerprint", rules.fingerprint());
    }

    private static Map<String, Object> rules(Impact impact) {
        Map<String, Object> rules = new LinkedHashMap<>();
        rules.put("removed", impact.changes().removed());
        rules.put(
                "changed",
                impact.changes().changed().stream()
                        .map(id -> {
                            ChangedLines lines = ChangedLines.between(
                                    impact.before().rule(id).text(),
                                    impact.after().rule(id).text());
                            Map<String, Object> rule = new LinkedHashMap<>();
                            rule.put("rule", id);
                            rule.put("at", impact.after().rule(id).at().toString());
                            rule.put("old", lines.gone());
                            rule.put("new", lines.come());
                            return rule;
                        })
                        .toList());
        rules.put("added", impact.changes().added());
        return rules;
    }

    private static Map<String, Object> patient(PatientImpact changed) {
        Map<String, Object> patient = new LinkedHashMap<>();
        patient.put("patient", changed.patient());
        patient.put("guardedLess", changed.isWeakened());
        patient.put(
                "urgency",
                shift(changed.urgency().from().code(), changed.urgency().to().code()));
        patient.put(
                "ceiling",
                shift(changed.ceiling().from().code(), changed.ceiling().to().code()));
        patient.put("hold", shift(changed.hold().from(), changed.hold().to()));
        patient.put("escalationsLost", escalations(changed.lost()));
        patient.put("verdictsSoftened", verdicts(changed.softened()));
        patient.put("amountsEased", amounts(changed.amounts().eased()));
        patient.put("asksDropped", changed.asksDropped());
        patient.put("escalationsGained", escalations(changed.gained()));
        patient.put("verdictsHardened", verdicts(changed.hardened()));
        patient.put("amountsTightened", amounts(changed.amounts().tightened()));
        patient.put("asksAdded", changed.asksAdded());
        patient.put("reasonsLost", changed.reasonsLost());
        patient.put("reasonsGained", changed.reasonsGained());
        return patient;
    }

    private static Map<String, Object> shift(Object from, Object to) {
        Map<String, Object> shift = new LinkedHashMap<>();
        shift.put("from", from);
        shift.put("to", to);
        return shift;
    }

    private static List<Map<String, Object>> escalations(List<Escalation> escalations) {
        return escalations.stream()
                .map(escalation -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("rule", escalation.rule());
                    json.put("urgency", escalation.urgency().code());
                    json.put("to", escalation.to());
                    return json;
                })
                .toList();
    }

    private static List<Map<String, Object>> amounts(List<Shifted> shifts) {
        return shifts.stream()
                .map(shift -> {
                    Map<String, Object> json = shift(shift.from(), shift.to());
                    json.put("what", shift.what());
                    return json;
                })
                .toList();
    }

    private static List<Map<String, Object>> verdicts(List<VerdictShift> shifts) {
        return shifts.stream()
                .map(shift -> {
                    Map<String, Object> json =
                            shift(shift.from().code(), shift.to().code());
                    json.put("exercise", shift.exercise());
                    json.put("rules", shift.rules());
                    return json;
                })
                .toList();
    }
}
