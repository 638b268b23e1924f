package dorsal.programme;

import dorsal.assessment.Assessment;
import dorsal.assessment.ExerciseVerdict;
import dorsal.clinical.Verdict;
import dorsal.knowledge.RuleCard;
import dorsal.programme.Week.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The exercises of a week with their amounts and grounds: the same on every day, so each is made once. */
final class Items {
    private final Assessment assessment;
    private final Dosage dosage;
    private final Map<String, Map<String, Item>> made = new HashMap<>();

    Items(Assessment assessment, Dosage dosage) {
        this.assessment = assessment;
        this.dosage = dosage;
    }

    Item of(ExerciseVerdict verdict, Need need) {
        return made.computeIfAbsent(need.part().code(), part -> new HashMap<>())
                .computeIfAbsent(verdict.exercise().id(), exercise -> make(verdict, need));
    }

    private Item make(ExerciseVerdict verdict, Need need) {
        Optional<Double> minutes = need.weekMinutes().map(week -> week / Math.max(1, need.target()));
        String reason =
                assessment.rules().findRule(need.rule()).map(RuleCard::reason).orElse("a part of every balanced week.");
        return new Item(
                verdict,
                need.part(),
                dosage.of(verdict.exercise(), need.part(), minutes),
                verdict.verdict() == Verdict.CAUTION ? Optional.of(sentences(verdict.conditions())) : Optional.empty(),
                need.rule(),
                need.part().name() + ": " + reason);
    }

    private static String sentences(List<String> parts) {
        return parts.stream()
                .map(part -> part.endsWith(".") ? part : part + ".")
                .collect(Collectors.joining(" "));
    }
}
