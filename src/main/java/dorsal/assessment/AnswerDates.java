package dorsal.assessment;

import dorsal.clinical.Answer;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.LapsedAnswer;
import dorsal.knowledge.Vocabulary;
import dorsal.text.DataNode;
import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Mapping;
import dorsal.text.Fields;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.Spelling;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When answers were given, where a profile says so ({@code answered}), and which of them have lapsed since. Age counts in
 * calendar days, so that the hour of a visit never decides.
 */
final class AnswerDates {
    private final Vocabulary vocabulary;
    private final Problems problems;

    AnswerDates(Vocabulary vocabulary, Problems problems) {
        this.vocabulary = vocabulary;
        this.problems = problems;
    }

    /**
     * The day of every answer that has one, by finding.
     *
     * @param profile all fields of the profile
     * @param on the day of the profile, after which nothing can have been answered
     */
    Map<String, LocalDate> read(Fields profile, LocalDate on) {
        Map<String, LocalDate> dates = new HashMap<>();
        Optional<DataNode> findings = profile.find("findings");
        for (Entry entry : profile.map("answered", "dates by finding").entries()) {
            if (canBeAnswered(entry)) {
                if (!isAnswered(findings, entry.key())) {
                    problems.add(
                            entry.at(),
                            "'%s' has a date here but no answer in 'findings'.".formatted(entry.key()),
                            "Expected an answer, or no date.");
                }
                date(entry.value(), on).ifPresent(date -> dates.put(entry.key(), date));
            }
        }
        return dates;
    }

    private boolean canBeAnswered(Entry entry) {
        FindingDefinition finding = vocabulary.findings().get(entry.key());
        if (finding == null) {
            problems.add(Problem.of(entry.at(), "'%s' is not a finding.".formatted(entry.key()), "")
                    .maybe(Spelling.suggest(entry.key(), vocabulary.findings().keySet())));
        } else if (finding.cluster()) {
            problems.add(
                    entry.at(),
                    "'%s' cannot be answered.".formatted(entry.key()),
                    "It is concluded by rules: date the findings it rests on.");
        }
        return finding != null && !finding.cluster();
    }

    /** True also for an answer that is refused, which is reported where it stands. */
    private static boolean isAnswered(Optional<DataNode> findings, String code) {
        return findings.isPresent()
                && (!(findings.get() instanceof Mapping answers)
                        || answers.find(code)
                                .filter(value -> !ProfileReader.isUnknown(value))
                                .isPresent());
    }

    private Optional<LocalDate> date(DataNode node, LocalDate on) {
        Optional<LocalDate> date = ProfileReader.moment(node, problems).map(LocalDateTime::toLocalDate);
        if (date.isPresent() && date.get().isAfter(on)) {
            problems.add(
                    node.at(),
                    "The date %s is later than that of the profile.".formatted(date.get()),
                    "Expected %s or earlier.".formatted(on));
        }
        return date;
    }

    /** The answers that were given longer ago than they last, in the order in which findings are asked. */
    List<LapsedAnswer> lapsed(Map<String, Answer> answers, Map<String, LocalDate> dates, LocalDate on) {
        if (vocabulary.askFirstAnswersLastDays().isEmpty()) {
            return List.of();
        }
        int days = vocabulary.askFirstAnswersLastDays().getAsInt();
        List<LapsedAnswer> lapsed = new ArrayList<>();
        for (FindingDefinition finding : vocabulary.findings().values()) {
            Answer answer = answers.get(finding.code());
            LocalDate date = dates.get(finding.code());
            if (finding.askFirst() && answer != null && date != null && ChronoUnit.DAYS.between(date, on) > days) {
                lapsed.add(new LapsedAnswer(finding.code(), answer, date));
            }
        }
        return lapsed;
    }
}
