package dorsal.rehearsal;

import dorsal.knowledge.ProgrammeTerms.Change.Effect;
import dorsal.programme.Week;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must come out of the week that follows a case.
 *
 * @param planned whether anything is planned
 * @param holds exercises that it must hold
 * @param lacks exercises that it must not hold
 * @param days on how many days each of these parts must be done
 * @param unmet parts of which it must say that something is missing
 * @param change what the response so far must do to the amounts
 */
public record ExpectedWeek(
        Optional<Boolean> planned,
        List<String> holds,
        List<String> lacks,
        Map<String, Integer> days,
        List<String> unmet,
        Optional<Effect> change) {
    public ExpectedWeek {
        holds = List.copyOf(holds);
        lacks = List.copyOf(lacks);
        days = Map.copyOf(days);
        unmet = List.copyOf(unmet);
    }

    /** What came out otherwise, a sentence each. */
    List<String> failures(Week week) {
        List<String> failures = new ArrayList<>();
        boolean found = week.withheld().isEmpty();
        planned.filter(expected -> expected != found)
                .ifPresent(expected -> failures.add("week planned: expected %s, found %s%s."
                        .formatted(
                                expected ? "yes" : "no",
                                found ? "yes" : "no: ",
                                week.withheld().orElse(""))));
        Set<String> held = week.days().stream()
                .flatMap(day -> day.items().stream())
                .map(Week.Item::exercise)
                .collect(Collectors.toSet());
        holds.stream()
                .filter(exercise -> !held.contains(exercise))
                .forEach(exercise -> failures.add("week: expected '%s', which it does not hold.".formatted(exercise)));
        lacks.stream()
                .filter(held::contains)
                .forEach(exercise -> failures.add("week: holds '%s', which it must not.".formatted(exercise)));
        days.forEach((part, expected) -> {
            long done = week.days().stream()
                    .filter(day -> day.items().stream()
                            .anyMatch(item -> item.part().code().equals(part)))
                    .count();
            if (done != expected) {
                failures.add("week: expected %s on %d days, found %d.".formatted(part, expected, done));
            }
        });
        unmet.stream()
                .filter(part -> week.unmet().stream()
                        .noneMatch(missing -> missing.part().equals(part)))
                .forEach(part -> failures.add("week: expected that %s is said to be unmet.".formatted(part)));
        change.filter(expected -> week.adjustment()
                        .map(adjustment -> adjustment.effect() != expected)
                        .orElse(true))
                .ifPresent(expected -> failures.add("week: expected the change %s, found %s."
                        .formatted(
                                expected.code(),
                                week.adjustment()
                                        .map(adjustment -> adjustment.effect().code())
                                        .orElse("none"))));
        return failures;
    }

    boolean mentions(String name) {
        return holds.contains(name) || lacks.contains(name);
    }
}
