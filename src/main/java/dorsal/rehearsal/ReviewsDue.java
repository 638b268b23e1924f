package dorsal.rehearsal;

import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.Observation.ReviewDue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Rules whose evidence nobody has gone through for longer than a review holds. */
final class ReviewsDue {
    private ReviewsDue() {}

    static List<Observation> of(RuleSet rules, LocalDate today) {
        OptionalInt months = rules.vocabulary().reviewEveryMonths();
        List<Observation> due = new ArrayList<>();
        if (months.isPresent()) {
            for (RuleCard rule : rules.knowledge().rules()) {
                LocalDate until = rule.reviewed().plusMonths(months.getAsInt());
                if (until.isBefore(today)) {
                    due.add(new ReviewDue(
                            rule, until, RuleLines.of(rule, "@", rule.reviewed().toString())));
                }
            }
        }
        return due;
    }
}
