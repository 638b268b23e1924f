package dorsal.report;

import dorsal.assessment.Because;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Numbers;
import dorsal.clinical.Urgency;
import dorsal.knowledge.ProgrammeTerms.Change.Effect;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Codes in words. */
public final class Wording {
    private final Vocabulary vocabulary;

    /** The words of one rule set. */
    public Wording(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The same words with a capital letter. */
    public static String sentence(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** How soon, in capitals. */
    public static String urgency(Urgency urgency) {
        return switch (urgency) {
            case EMERGENCY -> "EMERGENCY";
            case URGENT -> "URGENT";
            case SOON -> "SOON";
            case ROUTINE -> "ROUTINE REFERRAL";
            case NONE -> "NO ESCALATION";
        };
    }

    /** How hard at all. */
    public static String ceiling(Ceiling ceiling) {
        return switch (ceiling) {
            case NONE -> "no exercise for now";
            case GENTLE -> "gentle exercise at most";
            case LIGHT -> "light exercise at most";
            case MODERATE -> "moderate exercise at most";
            case FULL -> "no general limit";
        };
    }

    /** What a week does to the amounts. */
    public static String adjustment(Effect effect) {
        return switch (effect) {
            case CUT -> "Amounts are cut";
            case EASIER -> "An easier week";
            case SIMPLIFY -> "As few exercises as count";
            case HOLD -> "Amounts stay as they are";
            case PROGRESS -> "One step up";
        };
    }

    String exercise(String id) {
        return vocabulary.exercise(id).name();
    }

    String exercises(List<String> ids) {
        return ids.stream().map(this::exercise).collect(Collectors.joining(", "));
    }

    /** Where to. */
    public String destinations(List<String> codes) {
        return codes.stream()
                .map(code -> vocabulary.destinations().getOrDefault(code, code))
                .collect(Collectors.joining(", "));
    }

    /** "saddle-numbness yes; power 3; not answered: fever", or nothing for a rule that always fires. */
    public String because(List<Because> because) {
        List<String> grounds = new ArrayList<>();
        List<String> unanswered = new ArrayList<>();
        for (Because one : because) {
            if (one instanceof Because.OfFinding finding && finding.value().isEmpty()) {
                unanswered.add(finding.finding());
            } else {
                grounds.add(ground(one));
            }
        }
        if (!unanswered.isEmpty()) {
            grounds.add("not answered: " + String.join(", ", unanswered));
        }
        return String.join("; ", grounds);
    }

    private static String ground(Because because) {
        if (because instanceof Because.OfFinding finding) {
            String from = finding.from().isEmpty() ? "" : " (from " + String.join(", ", finding.from()) + ")";
            return finding.finding()
                    + finding.value().map(answer -> " " + answer).orElse("")
                    + from;
        }
        if (because instanceof Because.OfLog log) {
            return "training log: " + log.measure() + " " + Numbers.plain(log.value());
        }
        return ((Because.OfAttestation) because).attestation() + " on record";
    }

    /** "nice-ng59, 1.2 exercise; seed (grade A)". */
    public static String sources(RuleCard rule) {
        return rule.sources().stream()
                        .map(citation -> citation.source()
                                + (citation.at().isEmpty() ? "" : ", " + citation.at())
                                + (citation.verified() ? "" : " (recalled)"))
                        .collect(Collectors.joining("; "))
                + " (grade " + rule.grade() + ")";
    }
}
