package dorsal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.assessment.ProfileReader;
import dorsal.clinical.Answer;
import dorsal.clinical.Profile;
import dorsal.clinical.Verdict;
import dorsal.store.Patient;
import dorsal.store.Role;
import dorsal.store.Visit;
import dorsal.text.SourceText;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a clinician decides otherwise reaches the week, the handout, the note, the counts and the matrix of its visit. */
class OverridesTest {
    private static final Pattern COUNT = Pattern.compile("<span class=\"tag avoid\">(\\d+) Avoid</span> ");

    private static Served dorsal;
    private static Browser clinician;

    @BeforeAll
    static void start() throws Exception {
        dorsal = Served.shippedRules();
        clinician = Browser.of(dorsal, Role.CLINICIAN);
    }

    @AfterAll
    static void stop() {
        dorsal.close();
    }

    private static HttpResponse<String> send(String path, String... fields) throws IOException, InterruptedException {
        return clinician.post(path, clinician.token("/patients"), fields);
    }

    /** A visit of somebody with chronic pain, of whom everything is known that comes first. */
    private static Visit chronic() throws IOException, InterruptedException {
        Path file = Path.of("docs/examples/chronic-back-pain.yaml");
        Profile profile = new ProfileReader(Served.RULES.vocabulary(), LocalDate.of(2026, 11, 22))
                .read(SourceText.decode(file.toString(), Files.readAllBytes(file)));
        List<String> fields = new ArrayList<>();
        profile.answers().forEach((code, answer) -> {
            if (answer instanceof Answer.Choices choices) {
                choices.values().forEach(value -> fields.addAll(List.of("f." + code, value)));
            } else {
                fields.addAll(List.of("f." + code, answer.toString()));
            }
        });
        return saved(fields.toArray(String[]::new));
    }

    private static Visit saved(String... fields) throws IOException, InterruptedException {
        Patient patient = dorsal.chart().patients().create("tests");
        List<String> all = new ArrayList<>(List.of("state", String.valueOf(patient.state())));
        all.addAll(List.of(fields));
        HttpResponse<String> answer = send(PatientPath.of(patient) + "/visits", all.toArray(String[]::new));
        assertThat(answer.statusCode()).isEqualTo(302);
        return dorsal.chart().visits().last(patient.id()).orElseThrow();
    }

    private static String path(Visit visit) {
        return PatientPath.of(dorsal.chart().patients().find(visit.patient()).orElseThrow()) + "/visits/"
                + visit.number();
    }

    private static HttpResponse<String> decide(
            Visit visit, String kind, String what, String becomes, String code, String reason)
            throws IOException, InterruptedException {
        return send(
                path(visit) + "/overrides",
                "kind",
                kind,
                "what",
                what,
                "becomes",
                becomes,
                "code",
                code,
                "reason",
                reason);
    }

    private static void takeBack(Visit visit) throws IOException, InterruptedException {
        long number = dorsal.chart().overrides().list(visit.patient()).get(0).number();
        assertThat(send(path(visit).replaceFirst("/visits.*", "/overrides/" + number + "/withdraw"))
                        .statusCode())
                .isEqualTo(302);
    }

    private static String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = clinician.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static String part(String page, String from, String to) {
        int begin = page.indexOf(from);
        assertThat(begin).as(from).isNotNegative();
        return page.substring(begin, page.indexOf(to, begin));
    }

    private static String week(String page) {
        return part(page, "id=\"week\"", "id=\"body\"");
    }

    private static String row(String page, String name) {
        return part(part(page, "id=\"matrix\"", "id=\"note\""), "<th scope=\"row\">" + name + "</th>", "</tr>");
    }

    private static String note(String page) {
        return part(page, "id=\"note-text\"", "</textarea>").replaceAll("\\s+", " ");
    }

    private static String plan(String page) {
        String note = note(page);
        return note.substring(note.indexOf("Plan for 7 days"));
    }

    private static int avoided(String page) {
        Matcher count = COUNT.matcher(page);
        assertThat(count.find()).isTrue();
        return Integer.parseInt(count.group(1));
    }

    /** Without the grounds for the clinician. */
    private static String forThePatient(String handout) {
        return handout.replaceAll("(?s)<details>.*?</details>", "");
    }

    private static String nameInTheWeek(String page) {
        Matcher name = Pattern.compile("<strong>([A-Z][A-Za-z -]+)</strong> <span class=\"chip\">")
                .matcher(week(page));
        assertThat(name.find()).isTrue();
        return name.group(1);
    }

    private static String idOf(String name) {
        return Served.RULES.catalogue().stream()
                .filter(exercise -> exercise.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void whatIsToBeAvoidedLeavesTheWeekTheNoteTheMatrixAndTheHandout() throws Exception {
        Visit visit = chronic();
        String before = get(path(visit));
        String name = nameInTheWeek(before);
        String handoutBefore = get(path(visit) + "/handout");
        String json = get(path(visit) + "/result.json");

        decide(visit, "verdict", idOf(name), Verdict.AVOID.code(), "examination", "Gives way.");
        String after = get(path(visit));
        String handout = get(path(visit) + "/handout");

        assertThat(week(after)).contains("<li>").doesNotContain(name);
        assertThat(plan(after)).doesNotContain(name);
        assertThat(note(after))
                .contains(
                        "Decided otherwise: " + name,
                        "some-clinician decided avoid: My examination says otherwise: Gives way.");
        assertThat(row(after, name)).contains("tag avoid", "decided by some-clinician");
        assertThat(avoided(after)).isEqualTo(avoided(before) + 1);
        assertThat(forThePatient(handout))
                .contains("<strong>" + name + ".</strong> Your clinician decided this for you.")
                .doesNotContain("<h3>" + name + "</h3>", "Gives way");
        assertThat(handout).contains("some-clinician decided avoid", "Gives way.");
        assertThat(get(path(visit) + "/result.json")).isEqualTo(json);

        takeBack(visit);
        String back = get(path(visit));
        assertThat(week(back)).isEqualTo(week(before));
        assertThat(note(back)).isEqualTo(note(before));
        assertThat(row(back, name)).isEqualTo(row(before, name));
        assertThat(avoided(back)).isEqualTo(avoided(before));
        assertThat(get(path(visit) + "/handout")).isEqualTo(handoutBefore);
    }

    @Test
    void whatIsEasedIsNoLongerToBeLeftAndIsNotPlanned() throws Exception {
        Visit visit = chronic();
        String before = get(path(visit));
        String handoutBefore = get(path(visit) + "/handout");
        String leave = "Leave these for now";
        assertThat(part(handoutBefore, leave, "</section>")).contains("Deadlift");

        decide(visit, "verdict", "deadlift", "permitted", "examination", "Lifts well.");
        String after = get(path(visit));
        String handout = get(path(visit) + "/handout");

        assertThat(part(handout, leave, "</section>")).doesNotContainPattern("[>,] ?Deadlift[,.]");
        assertThat(handout).doesNotContain("<h3>Deadlift</h3>");
        assertThat(week(after)).isEqualTo(week(before));
        assertThat(note(after))
                .contains("Deadlift. The rules say avoid; some-clinician decided permitted: My examination says"
                        + " otherwise: Lifts well.");
        assertThat(row(after, "Deadlift")).contains("tag permitted", "decided by some-clinician");
        assertThat(avoided(after)).isEqualTo(avoided(before) - 1);

        takeBack(visit);
        assertThat(note(get(path(visit)))).isEqualTo(note(before));
        assertThat(get(path(visit) + "/handout")).isEqualTo(handoutBefore);
    }

    @Test
    void nothingIsChosenBeforehandAndAnEmptyChoiceIsRefusedAtItsForm() throws Exception {
        Visit visit = chronic();
        String page = get(path(visit));

        assertThat(page)
                .containsPattern("name=\"becomes\" required><option value=\"\">Choose \\.\\.\\.</option>")
                .containsPattern("name=\"code\" required><option value=\"\">Choose \\.\\.\\.</option>");
        assertThat(part(page, "id=\"b-verdict-deadlift\"", "</form>")).doesNotContain("selected");

        HttpResponse<String> refused = decide(visit, "verdict", "deadlift", "", "examination", "Typed words.");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("id=\"p-verdict-deadlift\">Expected what it becomes", "href=\"#b-verdict-deadlift\"");
        assertThat(part(refused.body(), "id=\"b-verdict-deadlift\"", "</form>"))
                .contains("value=\"examination\" selected", "value=\"Typed words.\"");
        assertThat(dorsal.chart().overrides().list(visit.patient())).isEmpty();
    }

    @Test
    void anEscalationIsLoweredInOnesOwnWordsOnlyAndTheNoteSaysSo() throws Exception {
        Visit visit = saved("f.saddle-numbness", "yes");
        String rule = "ces-new-symptom";

        for (String words : List.of("", "  ", "Seen.")) {
            HttpResponse<String> refused = decide(visit, "escalation", rule, "none", "already-managed", words);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body())
                    .contains("id=\"p-escalation-ces-new-symptom\">Expected your own words, at least 3");
        }
        assertThat(dorsal.chart().overrides().list(visit.patient())).isEmpty();
        assertThat(decide(visit, "escalation", rule, "none", "already-managed", "MRI was normal yesterday.")
                        .statusCode())
                .isEqualTo(302);

        String page = get(path(visit));
        assertThat(note(page))
                .contains("Decided otherwise: ces-new-symptom. The rules say emergency; some-clinician decided none: It"
                        + " is being managed already: MRI was normal yesterday.");
        assertThat(page).contains("No exercises under an emergency");
    }
}
