package dorsal.web;

import dorsal.clinical.AttestationDefinition.Scope;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Type;
import dorsal.clinical.Profile;
import dorsal.knowledge.Vocabulary;
import dorsal.report.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The form as it is shown: made from the findings of the live rules each time, so that a new finding is a new question. */
final class EntryView {
    private static final int EMPTY_ROWS = 1;

    private final Vocabulary vocabulary;
    private final Entry entry;
    private final Set<String> shown;
    private final Optional<Profile> before;

    private EntryView(Vocabulary vocabulary, Entry entry, Set<String> shown, Optional<Profile> before) {
        this.vocabulary = vocabulary;
        this.entry = entry;
        this.shown = shown;
        this.before = before;
    }

    /**
     * The form.
     *
     * @param shown findings to show although they wait for a condition
     * @param before the visit before, whose answers are shown beside the questions
     */
    static View of(Vocabulary vocabulary, Entry entry, Set<String> shown, Optional<Profile> before, LocalDate today) {
        return new EntryView(vocabulary, entry, shown, before).view(today);
    }

    private View view(LocalDate today) {
        Map<String, List<View>> first = new LinkedHashMap<>();
        Map<String, List<View>> rest = new LinkedHashMap<>();
        for (FindingDefinition finding : vocabulary.findings().values()) {
            if (!finding.cluster()) {
                (isFirst(finding) ? first : rest)
                        .computeIfAbsent(finding.group(), group -> new ArrayList<>())
                        .add(question(finding));
            }
        }
        return new View()
                .with(
                        "date",
                        entry.answers().date().isEmpty()
                                ? today
                                : entry.answers().date())
                .with("today", today)
                .with("date-problem", problem("date"))
                .list("first", groups(first))
                .list("rest", groups(rest))
                .list("attestations", attestations())
                .list("log", log())
                .all(problems());
    }

    /** Red flags, and what an exercise cannot be cleared without. */
    private static boolean isFirst(FindingDefinition finding) {
        return finding.askFirst() || finding.redFlag();
    }

    private List<View> groups(Map<String, List<View>> groups) {
        List<View> views = new ArrayList<>();
        groups.forEach((name, questions) -> {
            long answered = questions.stream()
                    .filter(question -> Boolean.TRUE.equals(question.get("answered")))
                    .count();
            boolean wrong = questions.stream().anyMatch(question -> !"".equals(question.get("problem")));
            views.add(View.of("name", words(name))
                    .with("id", name)
                    .with("count", questions.size())
                    .with("answered", answered)
                    .with("open", answered > 0 || wrong)
                    .with(
                            "visible",
                            questions.stream().anyMatch(question -> Boolean.FALSE.equals(question.get("hidden"))))
                    .list("questions", questions));
        });
        return views;
    }

    /** A code as it is read aloud. */
    static String words(String code) {
        return Wording.sentence(code.replace('-', ' '));
    }

    private View question(FindingDefinition finding) {
        List<String> given = entry.answers().findings().getOrDefault(finding.code(), List.of());
        View view = View.of("code", finding.code())
                .with("question", finding.question())
                .with("red", finding.redFlag())
                .with("ask-first", finding.askFirst())
                .with("answered", !given.isEmpty())
                .with("hidden", finding.askWhen().isPresent() && !shown.contains(finding.code()))
                .with("problem", problem(finding.code()))
                .with("before", before(finding.code()))
                .with("answered-on", entry.answers().answered().getOrDefault(finding.code(), ""))
                .with("number", finding.type().isNumber())
                .with("several", finding.type() == Type.CHOICES)
                .with("one", finding.type() == Type.BOOLEAN || finding.type() == Type.CHOICE)
                .with("yes-no", finding.type() == Type.BOOLEAN);
        return switch (finding.type()) {
            case BOOLEAN -> view.list("options", options(List.of("yes", "no"), given));
            case CHOICE -> view.list("options", options(finding.choices(), given));
            case CHOICES ->
                view.list("options", options(finding.choices(), given))
                        .with("none-marked", given.contains(FormAnswers.NONE))
                        .with("none", FormAnswers.NONE);
            case INTEGER, DECIMAL ->
                view.with("value", given.isEmpty() ? "" : given.get(0))
                        .with("unit", finding.unit())
                        .with("range", finding.range().map(Object::toString))
                        .with("whole", finding.type() == Type.INTEGER);
        };
    }

    private String before(String code) {
        return before.flatMap(profile -> Optional.ofNullable(profile.answers().get(code))
                        .map(answer -> "%s: %s".formatted(Moments.day(profile.answeredOn(code)), answer)))
                .orElse("");
    }

    private static List<View> options(List<String> values, List<String> given) {
        List<View> options = new ArrayList<>();
        for (String value : values) {
            options.add(View.of("value", value)
                    .with("place", options.size())
                    .with("label", words(value))
                    .with("marked", given.contains(value)));
        }
        return options;
    }

    // ---- rows

    private List<View> attestations() {
        List<View> rows = new ArrayList<>();
        List<Map<String, String>> given = entry.answers().attestations();
        for (int i = 0; i < given.size() + EMPTY_ROWS; i++) {
            Map<String, String> row = i < given.size() ? given.get(i) : Map.of();
            String code = row.getOrDefault("code", "");
            String target = row.getOrDefault("target", "");
            List<View> codes = vocabulary.attestations().values().stream()
                    .map(definition -> View.of("value", definition.code())
                            .with("label", words(definition.code()) + scope(definition.scope()))
                            .with("meaning", definition.meaning())
                            .with("marked", definition.code().equals(code)))
                    .toList();
            rows.add(View.of("row", i)
                    .with("number", i + 1)
                    .with("problem", problem("attestation-" + i))
                    .with("unknown-code", codes.stream().noneMatch(view -> code.equals(view.get("value"))) ? code : "")
                    .list("codes", codes)
                    .list("exercises", exercises("exercise:", target))
                    .list(
                            "movements",
                            vocabulary.movements().keySet().stream()
                                    .map(movement -> View.of("value", "movement:" + movement)
                                            .with("label", words(movement))
                                            .with("marked", target.equals("movement:" + movement)))
                                    .toList()));
        }
        return rows;
    }

    private static String scope(Scope scope) {
        return switch (scope) {
            case EXERCISE -> " (names an exercise)";
            case MOVEMENT -> " (names a movement)";
            case PATIENT -> "";
        };
    }

    private List<View> exercises(String prefix, String chosen) {
        return vocabulary.catalogue().stream()
                .map(exercise -> View.of("value", prefix + exercise.id())
                        .with("label", exercise.name())
                        .with("marked", chosen.equals(prefix + exercise.id())))
                .toList();
    }

    private List<View> log() {
        List<View> rows = new ArrayList<>();
        List<Map<String, String>> given = entry.answers().log();
        for (int i = 0; i < given.size() + EMPTY_ROWS; i++) {
            Map<String, String> row = i < given.size() ? given.get(i) : Map.of();
            rows.add(View.of("row", i)
                    .with("number", i + 1)
                    .with("problem", problem("log-" + i))
                    .list("exercises", exercises("", row.getOrDefault("exercise", "")))
                    .with("at", moment(row.getOrDefault("at", "")))
                    .with("effort", row.getOrDefault("effort", ""))
                    .with("pain", row.getOrDefault("pain-next-day", "")));
        }
        return rows;
    }

    /** As a field for date and time wants it. */
    private static String moment(String at) {
        return at.matches("\\d{4}-\\d{2}-\\d{2}") ? at + "T12:00" : at.replace(' ', 'T');
    }

    // ---- what is wrong

    private String problem(String field) {
        return String.join(" ", entry.problems().getOrDefault(field, List.of()));
    }

    private View problems() {
        return problems(entry, vocabulary);
    }

    /** A list of what is wrong, each leading to its field. */
    static View problems(Entry entry, Vocabulary vocabulary) {
        List<View> lines = new ArrayList<>();
        entry.problems()
                .forEach((field, messages) -> lines.add(View.of("field", field)
                        .with("target", target(field, vocabulary))
                        .with("message", String.join(" ", messages))));
        return new View().list("problems", lines).with("problem-count", lines.size());
    }

    /** The id of the first thing in a field that takes the focus. */
    static String target(String field, Vocabulary vocabulary) {
        FindingDefinition finding = vocabulary.findings().get(field);
        return finding == null || finding.type().isNumber() ? "f-" + field : "f-" + field + "-0";
    }
}
