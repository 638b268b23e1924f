package dorsal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.store.ClinicalOverride;
import dorsal.store.Patient;
import dorsal.store.Role;
import dorsal.store.Visit;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages over HTTP, without a script: what is typed, kept, saved, refused and escaped. */
class PagesTest {
    private static final String HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{token}}";
    private static final Pattern STATE = Pattern.compile("name=\"state\" value=\"(\\d+)\"");

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

    private static Patient patient() {
        return dorsal.chart().patients().create("tests");
    }

    private static HttpResponse<String> send(String path, String... fields) throws IOException, InterruptedException {
        return clinician.post(path, clinician.token("/patients"), fields);
    }

    private static HttpResponse<String> enter(Patient patient, String to, String... fields)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("state", state(patient)));
        all.addAll(List.of(fields));
        return send(PatientPath.of(patient) + to, all.toArray(String[]::new));
    }

    private static String state(Patient patient) throws IOException, InterruptedException {
        Matcher state =
                STATE.matcher(clinician.get(PatientPath.of(patient) + "/entry").body());
        assertThat(state.find()).isTrue();
        return state.group(1);
    }

    private static void assertNothingRuns(String page) {
        assertThat(page).doesNotContain("<script>", "<img src=x", "onerror=alert(1)>'{{token}}\"");
    }

    // ---- the list of patients

    @Test
    void everyPatientIsFoundInTheListPageByPage() throws Exception {
        List<String> added = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            added.add(dorsal.chart()
                    .patients()
                    .create("LIST-%d".formatted(i), "tests")
                    .id());
        }

        String first = send("/patients/find", "begin", "list-").body();
        Matcher before = Pattern.compile("name=\"before\" value=\"(\\d+)\"").matcher(first);
        assertThat(before.find()).isTrue();
        String second = send("/patients/find", "begin", "list-", "before", before.group(1))
                .body();
        String all = clinician.get("/patients").body();
        Matcher next = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"").matcher(all);
        assertThat(next.find()).isTrue();

        assertThat(first).contains(added.subList(1, 51)).doesNotContain(">LIST-0<");
        assertThat(second).contains(">LIST-0<").doesNotContain(">LIST-1<", "name=\"before\"");
        assertThat(clinician.get(next.group(1).replace("&#x3D;", "=")).body()).contains(">LIST-0<");
    }

    @Test
    void theListSaysWhenAReviewIsDueAndWhatIsOnHold() throws Exception {
        Patient patient = patient();
        enter(patient, "/visits", "f.age", "40");
        Patient held = dorsal.chart().patients().find(patient.id()).orElseThrow();

        String list = send("/patients/find", "begin", patient.id()).body();

        assertThat(held.onHold()).isTrue();
        assertThat(list).contains("On hold");
    }

    // ---- logging in

    @Test
    void aPageSaysWhatABrowserMayDoWithIt() throws Exception {
        HttpResponse<String> page = clinician.get("/patients");

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                        + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(page.body())
                .contains("not yet signed by a named clinician", "not a cleared medical device")
                .doesNotContainPattern("<script(?! src=\"/assets/)")
                .doesNotContainPattern("\\sstyle=|<style|\\son[a-z]+=|https?://(?!www\\.w3\\.org)");
    }

    @Test
    void loggingInRenewsTheSessionAndHidesItsCookieFromScripts() throws Exception {
        dorsal.chart().users().add("renews", Role.CLINICIAN, Browser.PASSWORD, false, "tests");
        Browser browser = new Browser(dorsal);
        String before = String.join(" ", browser.get("/login").headers().allValues("Set-Cookie"));

        HttpResponse<String> in = browser.logIn("renews", Browser.PASSWORD);

        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(in.headers().allValues("Set-Cookie"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .contains("dorsal=", "HttpOnly", "SameSite=Lax")
                        .doesNotContain(before.substring(0, before.indexOf(';'))));
        assertThat(browser.get("/patients").statusCode()).isEqualTo(200);
        browser.post("/logout", browser.token("/password"));
        assertThat(browser.get("/patients").statusCode()).isEqualTo(302);
    }

    @Test
    void wrongPasswordsAreSlowedDownWhoeverSendsThem() throws Exception {
        dorsal.chart().users().add("guessed", Role.CLINICIAN, Browser.PASSWORD, false, "tests");
        Browser guesser = new Browser(dorsal);
        for (int i = 0; i < 5; i++) {
            assertThat(location(guesser.logIn("guessed", "wrong password " + i)))
                    .endsWith("/login?wrong");
        }

        assertThat(location(guesser.logIn("guessed", Browser.PASSWORD))).endsWith("/login?wait");
        assertThat(guesser.get("/login?wait").body()).contains("Too many wrong passwords");
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    @Test
    void aGivenPasswordOpensNothingBeforeItIsChanged() throws Exception {
        dorsal.chart().users().add("fresh", Role.CLINICIAN, Browser.PASSWORD, true, "tests");
        Browser browser = new Browser(dorsal);
        browser.logIn("fresh", Browser.PASSWORD);

        assertThat(location(browser.get("/patients"))).endsWith("/password");
        String token = browser.token("/password");
        assertThat(browser.post("/password", token, "old", Browser.PASSWORD, "new", "short", "again", "short")
                        .body())
                .contains("too easy to guess");
        browser.post(
                "/password", token, "old", Browser.PASSWORD, "new", "four plain words", "again", "four plain words");
        assertThat(browser.get("/patients").statusCode()).isEqualTo(200);
    }

    @Test
    void whoeverIsDisabledIsOutAtOnce() throws Exception {
        dorsal.chart().users().add("leaving", Role.CLINICIAN, Browser.PASSWORD, false, "tests");
        Browser browser = new Browser(dorsal);
        browser.logIn("leaving", Browser.PASSWORD);
        assertThat(browser.get("/patients").statusCode()).isEqualTo(200);

        dorsal.chart().users().disable("leaving", "tests");

        assertThat(location(browser.get("/patients"))).endsWith("/login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example/", "https://evil.example/", "/\\evil.example", "evil"})
    void lightAndDarkLeadNowhereElse(String back) throws Exception {
        assertThat(location(send("/theme", "theme", "dark", "back", back))).matches("(http://127.0.0.1:\\d+)?/");
    }

    // ---- entering

    @Test
    void theFormHasAQuestionForEachFindingAndNoneIsAnsweredBeforehand() throws Exception {
        String form = clinician.get(PatientPath.of(patient()) + "/entry").body();

        Served.RULES.vocabulary().findings().values().stream()
                .filter(finding -> !finding.cluster())
                .forEach(finding -> assertThat(form).contains("name=\"f." + finding.code() + "\""));
        assertThat(form).doesNotContainPattern("name=\"f\\.[a-z-]+\" value=\"[^\"]+\" checked");
    }

    @Test
    void everyMistakeIsMarkedAtItsFieldAndListedAndNothingIsSaved() throws Exception {
        Patient patient = patient();

        HttpResponse<String> answer = enter(
                patient,
                "/visits",
                "f.age",
                "forty",
                "f.pain-now",
                "11",
                "f.goals",
                "strength",
                "f.goals",
                FormAnswers.NONE,
                "a.code",
                "form-check-passed",
                "a.target",
                "",
                "l.exercise",
                "bridge",
                "l.at",
                "yesterday",
                "l.effort",
                "4",
                "l.pain-next-day",
                "");

        assertThat(answer.statusCode()).isEqualTo(422);
        for (String field : List.of("age", "pain-now", "goals", "attestation-0", "log-0")) {
            assertThat(answer.body())
                    .containsPattern("id=\"e-" + field + "\">[^<]*Expected|id=\"e-" + field + "\">[^<]+");
        }
        assertThat(answer.body()).contains("href=\"#f-age\"", "value=\"forty\"", "value=\"11\"");
        assertThat(dorsal.chart().visits().list(patient.id())).isEmpty();
    }

    @Test
    void theAnswerShowsWhatIsUrgentAndWhatHasBecomeWorthAsking() throws Exception {
        Patient patient = patient();

        String answer = enter(patient, "/answer", "f.saddle-numbness", "yes", "f.pain-weeks", "3")
                .body();

        assertThat(answer)
                .contains("Emergency", "now; MRI within 4 hours", "Draft kept at")
                .containsPattern("data-show=\"[^\"]*cauda-equina-days");
        assertThat(answer).doesNotContain("Permitted");
    }

    @Test
    void aDraftIsThereAfterTheSessionAndTheServerAreGone() throws Exception {
        Patient patient = patient();
        enter(patient, "/answer", "f.fever", "no", "f.age", "forty", "f.setting", FormAnswers.NONE);

        Browser later = new Browser(dorsal);
        later.logIn("some-clinician", Browser.PASSWORD);
        String form = later.get(PatientPath.of(patient) + "/entry").body();

        assertThat(form)
                .contains("This is your draft of", "value=\"forty\"")
                .containsPattern("name=\"f.fever\" value=\"no\" checked")
                .containsPattern("name=\"f.setting\" value=\"none-of-these\" checked");
    }

    @Test
    void aVisitSavedMeanwhileIsShownAndNothingIsLost() throws Exception {
        Patient patient = patient();
        String mine = state(patient);
        Browser colleague = Browser.of(dorsal, Role.ADMINISTRATOR);
        colleague.post(
                PatientPath.of(patient) + "/visits",
                colleague.token("/patients"),
                "state",
                mine,
                "f.fever",
                "yes",
                "f.pain-now",
                "3");

        HttpResponse<String> refused =
                send(PatientPath.of(patient) + "/visits", "state", mine, "f.fever", "no", "f.age", "46");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("some-administrator changed this chart meanwhile", "There now", "value=\"46\"")
                .containsPattern("name=\"f.fever\" value=\"no\" checked");
        assertThat(dorsal.chart().visits().list(patient.id())).hasSize(1);
        assertThat(enter(patient, "/visits", "f.fever", "no", "f.age", "46").statusCode())
                .isEqualTo(302);
        assertThat(dorsal.chart().visits().list(patient.id())).hasSize(2);
    }

    // ---- reviewing

    private static Visit saved(Patient patient, String... fields) throws IOException, InterruptedException {
        assertThat(enter(patient, "/visits", fields).statusCode()).isEqualTo(302);
        return dorsal.chart().visits().last(patient.id()).orElseThrow();
    }

    private static String path(Visit visit) {
        return PatientPath.of(dorsal.chart().patients().find(visit.patient()).orElseThrow()) + "/visits/"
                + visit.number();
    }

    @Test
    void underAnEmergencyExercisesAreShownForAReasonOnly() throws Exception {
        Visit visit = saved(patient(), "f.saddle-numbness", "yes");

        assertThat(clinician.get(path(visit)).body())
                .contains("No exercises under an emergency", "Get emergency help now")
                .doesNotContain("id=\"exercises\"", "Barbell");
        assertThat(clinician.get(path(visit) + "/result.json").statusCode()).isEqualTo(409);
        assertThat(send(path(visit) + "/programme", "reason", " ").statusCode()).isEqualTo(422);

        send(path(visit) + "/programme", "reason", "The surgeon asked for it.");

        assertThat(clinician.get(path(visit)).body()).contains("id=\"exercises\"", "The surgeon asked for it.");
        assertThat(dorsal.chart().visits().openings(visit.number()))
                .singleElement()
                .satisfies(opening -> assertThat(opening.by()).isEqualTo("some-clinician"));
    }

    @Test
    void exercisesAreFoundByVerdictAndName() throws Exception {
        Visit visit = saved(patient(), "f.age", "40", "f.pain-weeks", "20");

        String page =
                clinician.get(path(visit) + "?verdict=avoid&search=deadlift").body();

        assertThat(page).contains("<strong>Deadlift</strong>").doesNotContain("<strong>Bird Dog</strong> <span");
    }

    @Test
    void anOverrideIsKeptWithItsReasonAndShownAtTheNextVisit() throws Exception {
        Patient patient = patient();
        Visit visit = saved(patient, "f.age", "40", "f.pain-weeks", "20");
        String[] decision = {"kind", "verdict", "what", "deadlift", "becomes", "caution"};

        assertThat(send(path(visit) + "/overrides", decision).statusCode()).isEqualTo(422);
        List<String> complete = new ArrayList<>(List.of(decision));
        complete.addAll(List.of("code", "examination", "reason", "Lifts well under my eyes."));
        assertThat(send(path(visit) + "/overrides", complete.toArray(String[]::new))
                        .statusCode())
                .isEqualTo(302);

        ClinicalOverride kept = dorsal.chart().overrides().list(patient.id()).get(0);
        assertThat(kept.decision().rules()).contains("seed-deadlift-chronic-pain");
        assertThat(clinician.get(path(visit)).body()).contains("overridden: caution", "Lifts well under my eyes.");
        Visit next = saved(patient, "f.age", "40", "f.pain-weeks", "20");
        assertThat(clinician.get(path(next)).body()).contains("Lifts well under my eyes.");
        send(PatientPath.of(patient) + "/overrides/" + kept.number() + "/withdraw", "reason", "No longer.");
        assertThat(clinician.get(path(next)).body()).contains("Taken back", "No longer.");
    }

    @Test
    void aVisitIsOfTheDayOfItsAnswersAndSavedLater() throws Exception {
        Patient patient = patient();
        saved(patient, "date", "2026-11-01", "f.age", "40");
        saved(patient, "f.age", "40");

        assertThat(clinician.get(PatientPath.of(patient)).body())
                .containsPattern(">1 Nov 2026</a></th>.*>22 Nov 2026, 14:30, by some-clinician</td>")
                .containsPattern(">22 Nov 2026</a></th>.*>by some-clinician</td>");
    }

    @Test
    void aVisitIsOfItsPatientOnly() throws Exception {
        Visit visit = saved(patient(), "f.age", "40");

        assertThat(clinician
                        .get(PatientPath.of(patient()) + "/visits/" + visit.number())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoLookedAtAChartIsInTheAuditTrail() throws Exception {
        Patient patient = patient();
        clinician.get(PatientPath.of(patient));

        assertThat(dorsal.chart().audit().list(Optional.of(patient.id()), Long.MAX_VALUE, 10))
                .anySatisfy(entry -> {
                    assertThat(entry.action()).isEqualTo("chart looked at");
                    assertThat(entry.by()).isEqualTo("some-clinician");
                });
    }

    @Test
    void anEmergencyStaysInSightWhenAnotherAnswerIsWrong() throws Exception {
        String answer = enter(patient(), "/answer", "f.saddle-numbness", "yes", "f.pain-now", "11")
                .body();

        assertThat(answer)
                .contains("1 to put right", "By the other answers already:", ">Emergency</span>")
                .doesNotContain("No escalation", "permitted</span>");
        assertThat(enter(patient(), "/answer", "f.pain-now", "11").body()).doesNotContain("already");
    }

    @Test
    void whatIsNotKnownIsNotCalledNoEscalation() throws Exception {
        Patient patient = patient();
        assertThat(enter(patient, "/answer", "f.age", "40").body())
                .contains("Not yet known", "red flags were not asked")
                .doesNotContain(">No escalation<");
        Visit visit = saved(patient, "f.age", "40");
        for (String page : List.of(path(visit), path(visit).replaceFirst("/visits.*", ""))) {
            assertThat(clinician.get(page).body().split("<h2>Course")[0])
                    .contains("Not yet known")
                    .doesNotContain(">No escalation<");
        }
    }

    // ---- what somebody hostile types

    @Test
    void whateverIsTypedComesBackAsTextOnly() throws Exception {
        Patient patient = dorsal.chart().patients().create(HOSTILE.substring(0, 60), "tests");
        String path = PatientPath.of(patient);
        List<String> fields = new ArrayList<>(List.of("state", String.valueOf(patient.state()), "date", HOSTILE));
        Served.RULES.vocabulary().findings().values().stream()
                .filter(finding -> !finding.cluster())
                .forEach(finding -> fields.addAll(List.of("f." + finding.code(), HOSTILE)));
        fields.addAll(List.of("f." + HOSTILE, HOSTILE, "a.code", HOSTILE, "a.target", HOSTILE));
        fields.addAll(List.of("l.exercise", HOSTILE, "l.at", HOSTILE, "l.effort", HOSTILE, "l.pain-next-day", HOSTILE));
        String[] all = fields.toArray(String[]::new);

        for (String to : List.of("/answer", "/entry", "/visits")) {
            HttpResponse<String> answer = send(path + to, all);
            assertThat(answer.statusCode()).isIn(200, 422);
            assertThat(answer.body()).contains("&lt;script&gt;");
            assertNothingRuns(answer.body());
        }
        assertThat(send(path + "/answer", "state", "1", "f.x\ny: z", "1").statusCode())
                .isEqualTo(400);
        assertNothingRuns(clinician.get(path + "/entry").body());
        assertNothingRuns(clinician.get(path).body());
        assertNothingRuns(clinician.get("/patients").body());
        assertNothingRuns(send("/patients/find", "begin", HOSTILE).body());
        assertNothingRuns(send("/patients", "id", HOSTILE + "x".repeat(64)).body());
        assertThat(dorsal.chart().visits().list(patient.id())).isEmpty();
    }

    @Test
    void reasonsComeBackAsTextOnly() throws Exception {
        Visit visit = saved(patient(), "f.saddle-numbness", "yes");
        send(path(visit) + "/programme", "reason", HOSTILE);
        send(
                path(visit) + "/overrides",
                "kind",
                "escalation",
                "what",
                "ces-new-symptom",
                "becomes",
                "urgent",
                "code",
                "other",
                "reason",
                HOSTILE);
        assertThat(dorsal.chart().overrides().list(visit.patient())).hasSize(1);

        String page = clinician.get(path(visit) + "?search=%22%3E%3Cscript%3E").body();
        assertThat(page).contains("&lt;script&gt;");
        assertNothingRuns(page);
        assertNothingRuns(
                clinician.get(path(visit).replaceFirst("/visits.*", "")).body());
        assertNothingRuns(clinician.get(path(visit) + "/handout").body());
    }

    @Test
    void aPageThatFailsIsAPageWithoutInsides() throws Exception {
        HttpResponse<String> missing = clinician.get("/patients/999999999");

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body())
                .contains("There is no patient with this number.", "<h1>")
                .doesNotContain("Exception", "dorsal.");
        assertThat(clinician.get("/patients/nobody/visits/x").statusCode()).isEqualTo(404);
    }
}
