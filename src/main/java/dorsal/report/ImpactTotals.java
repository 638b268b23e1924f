package dorsal.report;

import dorsal.rehearsal.Impact;
import dorsal.rehearsal.PatientImpact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/** What a change of rules comes to over all patients, by kind: what is lost or softened first. */
record ImpactTotals(Map<String, Integer> counts) {

    static ImpactTotals of(Impact impact) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        count("escalationsLost", impact, patient -> patient.lost().size(), counts);
        count(
                "urgencyLowered",
                impact,
                patient ->
                        one(patient.urgency().to().compareTo(patient.urgency().from()) < 0),
                counts);
        count(
                "holdsEnded",
                impact,
                patient -> one(patient.hold().from() && !patient.hold().to()),
                counts);
        count(
                "ceilingsRaised",
                impact,
                patient ->
                        one(patient.ceiling().to().compareTo(patient.ceiling().from()) > 0),
                counts);
        count("verdictsSoftened", impact, patient -> patient.softened().size(), counts);
        count("amountsEased", impact, patient -> patient.amounts().eased().size(), counts);
        count("asksDropped", impact, patient -> patient.asksDropped().size(), counts);
        count("reasonsLost", impact, patient -> sizes(patient.reasonsLost()), counts);
        count("escalationsGained", impact, patient -> patient.gained().size(), counts);
        count(
                "urgencyRaised",
                impact,
                patient ->
                        one(patient.urgency().to().compareTo(patient.urgency().from()) > 0),
                counts);
        count(
                "holdsSet",
                impact,
                patient -> one(!patient.hold().from() && patient.hold().to()),
                counts);
        count(
                "ceilingsLowered",
                impact,
                patient ->
                        one(patient.ceiling().to().compareTo(patient.ceiling().from()) < 0),
                counts);
        count("verdictsHardened", impact, patient -> patient.hardened().size(), counts);
        count(
                "amountsTightened",
                impact,
                patient -> patient.amounts().tightened().size(),
                counts);
        count("asksAdded", impact, patient -> patient.asksAdded().size(), counts);
        count("reasonsGained", impact, patient -> sizes(patient.reasonsGained()), counts);
        return new ImpactTotals(counts);
    }

    private static void count(
            String what, Impact impact, ToIntFunction<PatientImpact> count, Map<String, Integer> counts) {
        counts.put(what, impact.changed().stream().mapToInt(count).sum());
    }

    private static int one(boolean counted) {
        return counted ? 1 : 0;
    }

    private static int sizes(Map<String, ? extends List<?>> lists) {
        return lists.values().stream().mapToInt(List::size).sum();
    }

    /** A kind in words: "verdicts softened". */
    static String words(String what) {
        return switch (what) {
            case "reasonsLost" -> "times a rule says no more of an exercise, though the verdict stays";
            case "reasonsGained" -> "times a rule says now of an exercise, though the verdict stays";
            case "urgencyLowered" -> "patients with a lower urgency";
            case "urgencyRaised" -> "patients with a higher urgency";
            case "amountsEased" -> "reviews later, doses larger, limits or advice gone";
            case "amountsTightened" -> "reviews sooner, doses smaller, limits or advice new";
            default -> what.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        };
    }
}
