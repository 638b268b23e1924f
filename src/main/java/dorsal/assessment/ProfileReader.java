package dorsal.assessment;

import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.AttestationDefinition;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Range;
import dorsal.clinical.LapsedAnswer;
import dorsal.clinical.Numbers;
import dorsal.clinical.Profile;
import dorsal.clinical.Workout;
import dorsal.knowledge.Vocabulary;
import dorsal.text.DataNode;
import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataNode.Sequence;
import dorsal.text.DataReader;
import dorsal.text.Fields;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.ProblemsException;
import dorsal.text.SourceText;
import dorsal.text.Spelling;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads a profile at the border into values that cannot be wrong, or refuses it with every problem. What is not
 * answered is left out, never given a value; so is an answer that has lapsed ({@link AnswerDates}).
 */
public final class ProfileReader {
    private static final LocalTime MIDDAY = LocalTime.NOON;
    private static final int MOST_SCORE = 10;
    private static final int LONGEST_NAME = 200;
    private static final int DATE_LENGTH = "2026-11-22".length();

    private final Vocabulary vocabulary;
    private final LocalDate today;
    private final LocalDate latest;

    /** @param today the date of a profile that gives none, and the last date a profile may give */
    public ProfileReader(Vocabulary vocabulary, LocalDate today) {
        this(vocabulary, today, today);
    }

    /** @param latest the last date a profile may give, where it is not today */
    public ProfileReader(Vocabulary vocabulary, LocalDate today, LocalDate latest) {
        this.vocabulary = vocabulary;
        this.today = today;
        this.latest = latest;
    }

    /**
     * Reads one profile.
     *
     * @throws ProblemsException with every problem of the text
     */
    public Profile read(SourceText source) {
        Problems problems = new Problems();
        Optional<Profile> profile = DataReader.read(source, problems).map(node -> read(node, problems));
        problems.throwIfAny();
        return profile.orElseThrow();
    }

    /** The profile that a node describes; it is of no use when problems were added. */
    public Profile read(DataNode node, Problems problems) {
        Fields fields = Fields.of(node, "a profile", problems);
        Optional<String> patient = patient(fields, problems);
        LocalDateTime at = date(fields, problems);
        Map<String, Answer> answers = answers(fields, problems);
        AnswerDates reader = new AnswerDates(vocabulary, problems);
        Map<String, LocalDate> dates = reader.read(fields, at.toLocalDate());
        List<LapsedAnswer> lapsed = reader.lapsed(answers, dates, at.toLocalDate());
        lapsed.forEach(answer -> answers.remove(answer.finding()));
        dates.keySet().retainAll(answers.keySet());
        Profile profile = new Profile(
                patient, at, answers, dates, lapsed, attestations(fields, problems), trainingLog(fields, problems));
        fields.refuseOthers("a profile");
        return profile;
    }

    /** The name of the patient, where one is given. */
    public static Optional<String> patient(Fields fields, Problems problems) {
        Optional<String> patient = fields.findText("patient");
        if (patient.isPresent() && patient.get().length() > LONGEST_NAME) {
            problems.add(
                    fields.valueAt("patient"),
                    "This name has %d characters.".formatted(patient.get().length()),
                    "Expected at most " + LONGEST_NAME + ".");
        }
        return patient;
    }

    private LocalDateTime date(Fields fields, Problems problems) {
        Optional<DataNode> node = fields.find("date");
        if (node.isEmpty()) {
            return today.atTime(MIDDAY);
        }
        LocalDateTime date = moment(node.get(), problems).orElse(today.atTime(MIDDAY));
        if (date.toLocalDate().isAfter(latest)) {
            problems.add(
                    node.get().at(),
                    "The date %s is in the future.".formatted(date.toLocalDate()),
                    "Expected %s (today) or earlier.".formatted(latest));
        }
        return date;
    }

    /** A date (its midday) or a local date-time; a problem and nothing for anything else. */
    public static Optional<LocalDateTime> moment(DataNode node, Problems problems) {
        String text = node instanceof Scalar scalar ? scalar.text() : "";
        try {
            return Optional.of(
                    text.length() <= DATE_LENGTH
                            ? LocalDate.parse(text).atTime(MIDDAY)
                            : LocalDateTime.parse(text.charAt(DATE_LENGTH) == ' ' ? text.replace(' ', 'T') : text));
        } catch (DateTimeParseException e) {
            problems.add(
                    node.at(),
                    "Here stands %s.".formatted(node.kind()),
                    "Expected a date such as 2026-11-22, or a local time such as 2026-11-22T18:00 without a zone.");
            return Optional.empty();
        }
    }

    // ---- findings

    private Map<String, Answer> answers(Fields fields, Problems problems) {
        Map<String, Answer> answers = new HashMap<>();
        if (fields.require("findings").isEmpty()) {
            return answers;
        }
        for (Entry entry : fields.map("findings", "findings by code").entries()) {
            FindingDefinition finding = vocabulary.findings().get(entry.key());
            if (finding == null) {
                problems.add(Problem.notOne(
                        entry.at(),
                        entry.key(),
                        "a finding",
                        vocabulary.findings().keySet()));
            } else if (finding.cluster()) {
                problems.add(
                        entry.at(),
                        "'%s' cannot be answered.".formatted(entry.key()),
                        "It is concluded by rules: answer the findings it rests on.");
            } else if (!isUnknown(entry.value())) {
                answer(finding, entry.value(), problems).ifPresent(answer -> answers.put(entry.key(), answer));
            }
        }
        return answers;
    }

    /** True for every way to say that something was not answered. */
    static boolean isUnknown(DataNode value) {
        return value instanceof Scalar scalar
                && (scalar.isNull() || scalar.text().equals("unknown"));
    }

    private static Optional<Answer> answer(FindingDefinition finding, DataNode value, Problems problems) {
        Optional<Answer> answer =
                switch (finding.type()) {
                    case BOOLEAN -> Fields.yesOrNo(value).map(yes -> yes ? Answer.YES : Answer.NO);
                    case INTEGER -> inRange(finding, Fields.wholeNumber(value).map(Integer::doubleValue));
                    case DECIMAL -> inRange(finding, Fields.number(value));
                    case CHOICE -> one(finding, value).map(Answer.Choice::new);
                    case CHOICES -> several(finding, value, problems);
                };
        if (answer.isEmpty()) {
            problems.add(Problem.of(
                            value.at(),
                            "'%s' is answered with %s.".formatted(finding.code(), value.kind()),
                            "Expected " + expected(finding) + ", or unknown.")
                    .maybe(suggestion(finding, value)));
        }
        return answer;
    }

    private static Optional<String> suggestion(FindingDefinition finding, DataNode value) {
        if (!(value instanceof Scalar scalar)) {
            return Optional.empty();
        }
        if (finding.type() == FindingDefinition.Type.BOOLEAN) {
            return Spelling.suggest(scalar.text(), List.of("yes", "no"));
        }
        return finding.choices().contains(scalar.text())
                ? Optional.of("Maybe you meant [%s].".formatted(scalar.text()))
                : Spelling.suggest(scalar.text(), finding.choices());
    }

    private static String expected(FindingDefinition finding) {
        Optional<Range> range = finding.range();
        return switch (finding.type()) {
            case BOOLEAN -> "yes or no";
            case INTEGER -> "a whole number from " + range.orElseThrow() + " (" + finding.unit() + ")";
            case DECIMAL -> "a number from " + range.orElseThrow() + " (" + finding.unit() + ")";
            case CHOICE -> "one of " + String.join(", ", finding.choices());
            case CHOICES -> "a list of " + String.join(", ", finding.choices()) + " ([] for none)";
        };
    }

    private static Optional<Answer> inRange(FindingDefinition finding, Optional<Double> number) {
        Range range = finding.range().orElseThrow();
        return number.filter(range::contains).map(Answer.Quantity::new);
    }

    private static Optional<String> one(FindingDefinition finding, DataNode value) {
        return value instanceof Scalar scalar && finding.choices().contains(scalar.text())
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static Optional<Answer> several(FindingDefinition finding, DataNode value, Problems problems) {
        if (!(value instanceof Sequence sequence)) {
            return Optional.empty();
        }
        Set<String> values = new LinkedHashSet<>();
        for (DataNode item : sequence.items()) {
            Optional<String> one = one(finding, item);
            if (one.isEmpty()) {
                problems.add(Problem.of(
                                item.at(),
                                "Among the values of '%s' stands %s.".formatted(finding.code(), item.kind()),
                                "Expected any of " + String.join(", ", finding.choices()) + ".")
                        .maybe(suggestion(finding, item)));
            }
            one.ifPresent(values::add);
        }
        return Optional.of(new Answer.Choices(values));
    }

    // ---- attestations

    private List<Attestation> attestations(Fields fields, Problems problems) {
        List<Attestation> attestations = new ArrayList<>();
        for (DataNode item : fields.items("attestations")) {
            Fields row = Fields.of(item, "an attestation", problems);
            String code = row.text("code");
            AttestationDefinition definition = vocabulary.attestations().get(code);
            if (definition == null) {
                if (!code.isEmpty()) {
                    problems.add(Problem.notOne(
                            row.valueAt("code"),
                            code,
                            "an attestation",
                            vocabulary.attestations().keySet()));
                }
                row.find("exercise");
                row.find("movement");
            } else {
                attestations.add(new Attestation(code, target(definition, row, problems)));
            }
            row.refuseOthers(definition == null ? "an attestation" : "the attestation '" + code + "'");
        }
        return attestations;
    }

    private String target(AttestationDefinition definition, Fields row, Problems problems) {
        return switch (definition.scope()) {
            case PATIENT -> "";
            case EXERCISE -> known(row, "exercise", vocabulary.exercises().keySet(), "an exercise", problems);
            case MOVEMENT -> known(row, "movement", vocabulary.movements().keySet(), "a movement", problems);
        };
    }

    private static String known(Fields row, String key, Collection<String> words, String what, Problems problems) {
        String word = row.text(key);
        if (!word.isEmpty() && !words.contains(word)) {
            problems.add(Problem.notOne(row.valueAt(key), word, what, words));
        }
        return word;
    }

    // ---- training log

    private List<Workout> trainingLog(Fields fields, Problems problems) {
        List<Workout> log = new ArrayList<>();
        for (DataNode item : fields.items("training-log")) {
            Fields row = Fields.of(item, "a log entry", problems);
            String exercise = known(row, "exercise", vocabulary.exercises().keySet(), "an exercise", problems);
            Optional<LocalDateTime> at = row.require("at").flatMap(node -> moment(node, problems));
            OptionalInt effort = score(row, "effort", problems);
            OptionalInt painNextDay = score(row, "pain-next-day", problems);
            row.refuseOthers("a log entry");
            if (at.isPresent() && vocabulary.exercises().containsKey(exercise)) {
                log.add(new Workout(exercise, at.get(), effort, painNextDay));
            }
        }
        return log;
    }

    private static OptionalInt score(Fields row, String key, Problems problems) {
        Optional<DataNode> node = row.find(key);
        if (node.isEmpty()) {
            return OptionalInt.empty();
        }
        Optional<Integer> score = Fields.wholeNumber(node.get()).filter(value -> value >= 0 && value <= MOST_SCORE);
        if (score.isEmpty()) {
            problems.add(
                    node.get().at(),
                    "'%s' is %s.".formatted(key, node.get().kind()),
                    "Expected a whole number from 0 to " + Numbers.plain(MOST_SCORE) + ".");
        }
        return score.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
