package dorsal.report;

import dorsal.clinical.Profile;
import dorsal.knowledge.Acceptance;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.RuleCard;
import dorsal.rehearsal.Analysis;
import dorsal.rehearsal.Observation;
import dorsal.rehearsal.Observation.AvoidedOffer;
import dorsal.rehearsal.Observation.Covered;
import dorsal.rehearsal.Observation.Interval;
import dorsal.rehearsal.Observation.NeverFires;
import dorsal.rehearsal.Observation.NothingSaid;
import dorsal.rehearsal.Observation.ReviewDue;
import dorsal.rehearsal.Observation.SameCondition;
import dorsal.rehearsal.Observation.Unused;
import dorsal.rehearsal.Observation.WithheldOffer;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An analysis of the rules in words: a line for each thing found, with its place and, in brackets, its kind. */
public final class AnalysisReport {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final Knowledge knowledge;
    private final StringBuilder text = new StringBuilder();

    private AnalysisReport(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    public static String of(Analysis analysis) {
        AnalysisReport report = new AnalysisReport(analysis.rules().knowledge());
        report.write(analysis);
        return report.text.toString();
    }

    private void write(Analysis analysis) {
        for (Observation observation : analysis.found()) {
            line(line(observation));
        }
        for (Acceptance row : analysis.outdated()) {
            line("%s: Nothing of the kind '%s' is found about %s any more. Take this row out."
                    .formatted(row.at(), row.kind().code(), String.join(", ", new TreeSet<>(row.about()))));
        }
        if (!analysis.accepted().isEmpty()) {
            line("Accepted, with the reason given in accepted.yaml:");
            analysis.accepted().forEach((observation, row) -> {
                line("  " + line(observation));
                line("      because " + row.why());
            });
        }
        if (knowledge.vocabulary().reviewEveryMonths().isEmpty()) {
            line("How long a review holds is not said (review-every-months in sources.yaml), so none was checked.");
        }
        int found = analysis.found().size() + analysis.outdated().size();
        line("Analysis: %s, %d accepted."
                .formatted(
                        found == 0 ? "nothing found" : found == 1 ? "1 thing found" : found + " things found",
                        analysis.accepted().size()));
    }

    private void line(String words) {
        text.append(words).append(System.lineSeparator());
    }

    private String line(Observation observation) {
        return "%s: %s [%s]"
                .formatted(
                        observation.at(),
                        sentence(observation),
                        observation.kind().code());
    }

    private String sentence(Observation observation) {
        if (observation instanceof NeverFires never) {
            return neverFires(never);
        }
        if (observation instanceof SameCondition same) {
            return "The rules %s have the same condition. Expected one rule, or a reason for several."
                    .formatted(quoted(same.rules()));
        }
        if (observation instanceof Covered covered) {
            return "Whenever '%s' fires, '%s' (%s) does too and says as much. Expected a rule that adds something."
                    .formatted(
                            covered.rule().id(), covered.by().id(), covered.by().at());
        }
        if (observation instanceof AvoidedOffer offer) {
            return offer.rule().equals(offer.by())
                    ? "'%s' offers %s and rules it out itself."
                            .formatted(offer.rule().id(), offer.exercise())
                    : "'%s' offers %s, but '%s' (%s) fires whenever it does and rules it out."
                            .formatted(
                                    offer.rule().id(),
                                    offer.exercise(),
                                    offer.by().id(),
                                    offer.by().at());
        }
        if (observation instanceof WithheldOffer offer) {
            return "'%s' offers %s, which not one of the %d patients tried for whom it fired may do."
                    .formatted(offer.rule().id(), offer.exercise(), offer.patients());
        }
        if (observation instanceof Interval interval) {
            return interval(interval);
        }
        if (observation instanceof Unused unused) {
            return unused(unused);
        }
        if (observation instanceof NothingSaid silent) {
            return "No rule says anything to %d of %d patients tried, those aside that always fire, for example to one with %s."
                    .formatted(silent.count(), silent.all(), answers(silent.first()));
        }
        ReviewDue due = (ReviewDue) observation;
        return "The evidence of '%s' was last gone through on %s, which held until %s. Expected a review and its date."
                .formatted(
                        due.rule().id(),
                        due.rule().reviewed().format(DATE),
                        due.until().format(DATE));
    }

    private String neverFires(NeverFires never) {
        Set<String> answers = new TreeSet<>();
        Set<String> derived = new TreeSet<>();
        for (String code : never.obstacles()) {
            boolean concluded = knowledge.vocabulary().findings().containsKey(code)
                    && knowledge.vocabulary().finding(code).derived();
            (concluded ? derived : answers).add(code);
        }
        boolean urgent = answers.remove("");
        StringBuilder why = new StringBuilder();
        if (!answers.isEmpty()) {
            why.append(" What it asks of %s cannot be true at once.".formatted(String.join(", ", answers)));
        }
        if (!derived.isEmpty()) {
            why.append(" No rule can conclude %s beside what else it asks.".formatted(String.join(", ", derived)));
        }
        if (urgent) {
            why.append(" What it asks is always found to be more urgent than it waits for.");
        }
        return "'%s' can never fire: no answers make its condition true.%s"
                .formatted(never.rule().id(), why);
    }

    private static String quoted(List<RuleCard> rules) {
        List<String> ids = rules.stream().map(rule -> "'" + rule.id() + "'").toList();
        int last = ids.size() - 1;
        return String.join(", ", ids.subList(0, last)) + " and " + ids.get(last);
    }

    private static String interval(Interval interval) {
        String both = "'%s' and '%s' (%s) are alike but for %s"
                .formatted(
                        interval.upper().id(),
                        interval.lower().id(),
                        interval.lower().at(),
                        interval.finding());
        return interval.overlaps()
                ? "%s, and both fire for %s.".formatted(both, interval.numbers())
                : "%s, and neither fires for %s.".formatted(both, interval.numbers());
    }

    private static String unused(Unused unused) {
        return switch (unused.kind()) {
            case UNUSED_FINDING ->
                "No rule depends on the finding '%s', and no question does.".formatted(unused.word());
            case UNUSED_ATTESTATION -> "No rule uses the attestation '%s'.".formatted(unused.word());
            case UNUSED_MOVEMENT -> "No rule and no exercise uses the movement '%s'.".formatted(unused.word());
            default ->
                "No rule restricts '%s' by its name or movements; only ceilings, holds and what restricts every exercise reach it."
                        .formatted(unused.word());
        };
    }

    private static String answers(Profile profile) {
        return profile.answers().isEmpty()
                ? "no answers"
                : new TreeMap<>(profile.answers())
                        .entrySet().stream()
                                .map(answer -> answer.getKey() + " " + answer.getValue())
                                .collect(Collectors.joining(", "));
    }
}
