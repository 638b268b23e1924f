package dorsal.course;

import dorsal.clinical.Answer;
import dorsal.clinical.Answer.Quantity;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Type;
import dorsal.clinical.Profile;
import dorsal.knowledge.CourseTerms;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.Vocabulary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the first visit of a series says at a later one: findings that are the first visit's by definition, and the weeks
 * since. An answer of the later visit is never overwritten; that it differs is noted.
 */
final class FirstVisit {
    private static final int DAYS_IN_WEEK = 7;

    private final Profile first;
    private final CourseTerms terms;
    private final Vocabulary vocabulary;

    FirstVisit(Profile first, Knowledge knowledge) {
        this.first = first;
        this.terms = knowledge.course();
        this.vocabulary = knowledge.vocabulary();
    }

    /** A later visit with what it need not repeat, and what was taken, in words. */
    record Filled(Profile profile, List<String> notes) {}

    /** The visit with what the first one says; the first visit itself stays as it is. */
    Filled seenFrom(Profile visit) {
        Map<String, Answer> answers = new HashMap<>(visit.answers());
        List<String> notes = new ArrayList<>();
        if (visit.at().isAfter(first.at())) {
            terms.fromFirstVisit()
                    .forEach((finding, source) -> Optional.ofNullable(
                                    first.answers().get(source))
                            .ifPresent(answer -> take(finding, source, answer, answers, notes)));
            terms.weeksSinceFirstVisit().ifPresent(finding -> takeWeeks(finding, visit, answers, notes));
        }
        return new Filled(visit.answering(answers), notes);
    }

    private void take(String finding, String source, Answer answer, Map<String, Answer> answers, List<String> notes) {
        Answer given = answers.putIfAbsent(finding, answer);
        if (given == null) {
            notes.add("%s %s is the %s of the first visit, %s.".formatted(finding, answer, source, day()));
        } else if (!given.equals(answer)) {
            notes.add("%s is answered with %s, but the %s of the first visit, %s, was %s."
                    .formatted(finding, given, source, day(), answer));
        }
    }

    /**
     * Weeks to one decimal, which never rounds up to a whole week; a finding that counts whole weeks gets those that are
     * over. Weeks given by hand may be rounded: only a whole week more or less is worth a note.
     */
    private void takeWeeks(String code, Profile visit, Map<String, Answer> answers, List<String> notes) {
        FindingDefinition finding = vocabulary.finding(code);
        long days = ChronoUnit.DAYS.between(first.at().toLocalDate(), visit.at().toLocalDate());
        boolean whole = finding.type() == Type.INTEGER;
        Quantity weeks = new Quantity(BigDecimal.valueOf(days)
                .divide(
                        BigDecimal.valueOf(DAYS_IN_WEEK),
                        whole ? 0 : 1,
                        whole ? RoundingMode.DOWN : RoundingMode.HALF_UP)
                .doubleValue());
        if (answers.get(code) instanceof Quantity given) {
            if (Math.abs(given.value() - (double) days / DAYS_IN_WEEK) >= 1) {
                notes.add("%s is answered with %s, but the first visit, %s, was %s weeks before."
                        .formatted(code, given, day(), weeks));
            }
        } else if (finding.range().orElseThrow().contains(weeks.value())) {
            answers.put(code, weeks);
            notes.add("%s %s is the time since the first visit, %s.".formatted(code, weeks, day()));
        }
    }

    private String day() {
        return first.at().toLocalDate().toString();
    }
}
