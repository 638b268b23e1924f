package dorsal.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dorsal.activation.RuleActivation;
import dorsal.activation.RuleEditing;
import dorsal.activation.RuleSetArchive;
import dorsal.knowledge.RulesCopy;
import dorsal.store.Publication;
import dorsal.store.Publication.Decided;
import dorsal.store.Role;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Editing rules over HTTP, without a script: from a typed line to an assessment that uses it, and back. */
class RulePagesTest {
    private static final String FILE = "10-all/11-all.dslr";
    private static final String CASES = "10-all/11-all.cases.yaml";
    private static final String REASON = "A strained back answers to smaller steps.";
    private static final String HOSTILE = "</textarea></pre>\"><script>alert(1)</script>'{{stamp}}";
    private static final byte[] PROFILE =
            "findings: {age: 50, fever: no, pain-weeks: 20, level: beginner}".getBytes(UTF_8);
    private static final String MORE_CASES = """
            - id: added
              title: "A twist waits"
              profile:
                date: 2026-11-22
                findings: {age: 50, fever: no, pain-weeks: 2, level: beginner}
              expect: {avoid: [turn]}
            """;
    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]+)\"");
    private static final Pattern MERGED = Pattern.compile("name=\"merged\" value=\"([^\"]+)\"");

    @TempDir
    private Path parent;

    private Path rules = Path.of("");
    private Path file = Path.of("");
    private String text = "";
    private RuleActivation activation;
    private Served dorsal;
    private Browser editor;

    @BeforeEach
    void start() throws Exception {
        rules = RulesCopy.of(Path.of("src/test/resources/small-rules"), parent).folder();
        Path cases = rules.resolve("10-all/11-all.cases.yaml");
        Files.writeString(cases, Files.readString(cases).split("- id: wrong-on-purpose")[0]);
        file = rules.resolve(FILE);
        text = Files.readString(file);
        serve(false);
    }

    private void serve(boolean singleHanded) throws Exception {
        Clock clock = Clock.fixed(Served.NOW, Served.ZONE);
        activation = RuleActivation.start(rules, new RuleSetArchive(parent.resolve("rule-sets")), clock);
        dorsal = Served.of(activation, new RuleEditing(rules, activation, clock, singleHanded), clock);
        editor = Browser.of(dorsal, Role.RULE_EDITOR);
    }

    @AfterEach
    void stop() {
        dorsal.close();
    }

    private static String first(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as(pattern.pattern()).isTrue();
        return matcher.group(1);
    }

    private String stamp(String path) throws Exception {
        return first(STAMP, editor.get("/rules/edit?path=" + path).body());
    }

    private HttpResponse<String> send(String action, String edited, String why) throws Exception {
        return send(FILE, stamp(FILE), action, edited, why);
    }

    /** Sends the rules with the cases beside them, which were edited before. */
    private HttpResponse<String> together(String action, String edited, String cases, String casesStamp, String... more)
            throws Exception {
        List<String> fields =
                new ArrayList<>(List.of("path", FILE, "stamp", stamp(FILE), "text", edited, "why", "Both"));
        fields.addAll(List.of("with-path", CASES, "with-stamp", casesStamp, "with-text", cases.replace("\n", "\r\n")));
        fields.addAll(List.of("do", action));
        fields.addAll(List.of(more));
        HttpResponse<String> answer = editor.post("/rules/edit", editor.token("/rules"), fields.toArray(String[]::new));
        return location(answer).equals("/rules/underway") ? editor.settled("/rules/underway") : answer;
    }

    private String cases() throws Exception {
        return Files.readString(rules.resolve(CASES));
    }

    private HttpResponse<String> send(String path, String stamp, String action, String edited, String why)
            throws Exception {
        HttpResponse<String> answer = editor.post(
                "/rules/edit",
                editor.token("/rules"),
                "path",
                path,
                "stamp",
                stamp,
                "text",
                edited.replace("\n", "\r\n"),
                "why",
                why,
                "do",
                action);
        return location(answer).equals("/rules/underway") ? editor.settled("/rules/underway") : answer;
    }

    /** Without the rule that has night pain seen: an escalation is lost. */
    private String weaker() {
        return text.substring(0, text.indexOf("rule \"night-review"));
    }

    private Browser other(String name) throws Exception {
        dorsal.chart().users().add(name, Role.RULE_EDITOR, Browser.PASSWORD, false, "tests");
        Browser other = new Browser(dorsal);
        other.logIn(name, Browser.PASSWORD);
        return other;
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replaceFirst("^http://[^/]+", "");
    }

    private static HttpResponse<String> decide(Browser browser, String page, String action, String why)
            throws Exception {
        String shown = browser.settled(page).body();
        Matcher merged = MERGED.matcher(shown);
        return browser.post(
                page, browser.token(page), "do", action, "why", why, "merged", merged.find() ? merged.group(1) : "");
    }

    @Test
    void theFolderIsATreeAndAFileHasNumberedLines() throws Exception {
        assertThat(editor.get("/rules").body())
                .contains(
                        "/rules/file?path&#x3D;10-all%2F11-all.dslr", "8 rules", "Words and settings", "findings.yaml")
                .contains("/rules/file?path&#x3D;10-all%2F11-all.cases.yaml", "New file");
        assertThat(editor.get("/rules?find=NIGHT").body())
                .contains("night-review", "10-all%2F11-all.dslr#line-")
                .doesNotContain("<code>conclude-chronic</code>");
        assertThat(editor.get("/rules/file?path=" + FILE).body())
                .contains(
                        "id=\"line-3\"",
                        "conclude-chronic: Pain of 12 weeks",
                        "/rules/edit?path&#x3D;10-all%2F11-all.dslr");

        Browser clinician = Browser.of(dorsal, Role.CLINICIAN);
        assertThat(clinician.get("/rules").body()).contains("11-all.dslr").doesNotContain("New file");
        assertThat(clinician.get("/rules/file?path=" + FILE).body()).doesNotContain("/rules/edit");
        assertThat(clinician.get("/rules/edit?path=" + FILE).statusCode()).isEqualTo(403);
    }

    @Test
    void noPathLeadsOutOfTheFolder() throws Exception {
        for (String path :
                List.of("../pom.xml", "/etc/passwd", "10-all/../../x.dslr", ".hidden/x.dslr", "x.txt", "%00")) {
            assertThat(editor.get("/rules/edit?path=" + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
            assertThat(send(path, "none", "publish", "text", "why").statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(editor.get("/rules/file?path=10-all/none.dslr").statusCode()).isEqualTo(404);
        for (String name : List.of("with-path", "open")) {
            assertThat(together(
                                    "publish",
                                    text,
                                    cases(),
                                    "none",
                                    name,
                                    "../x.dslr",
                                    "with-stamp",
                                    "none",
                                    "with-text",
                                    "x")
                            .statusCode())
                    .as(name)
                    .isIn(400, 404);
        }
        assertThat(parent.resolve("x.dslr")).doesNotExist();
    }

    @Test
    void checkingShowsAProblemAtItsLineAndWritesNothing() throws Exception {
        String edited = text.replace("pain-weeks is at least 12", "pain-weaks is at least 12");

        HttpResponse<String> page = send("check", edited, "");

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("href=\"#line-7\" data-line=\"7\" data-column=\"5\"", "Line 7, column 5", "pain-weeks")
                .containsPattern("(?s)id=\"line-7\" class=\"bad\".*?<mark>pain-weaks</mark>.*?class=\"problem\"")
                .contains("pain-weaks is at least 12\nthen");
        assertThat(file).hasContent(text);
        assertThat(send("check", text, "").body()).contains("No problems: 8 rules and 2 cases can be read.");
    }

    @Test
    void aProblemInAnotherFileLeadsThere() throws Exception {
        String cases = "10-all/11-all.cases.yaml";
        String edited =
                Files.readString(rules.resolve(cases)).replace("fires: [chronic-load]", "fires: [night-review]");

        assertThat(send(cases, stamp(cases), "cases", edited, "").body())
                .contains("The case &#39;chronic-lifter&#39; fails", "href=\"#line-1\"");
        assertThat(send("cases", text.replace("pain-weeks is at least 12", "pain-weeks is at least 30"), "")
                        .body())
                .contains("Edit it together", "name=\"open\" value=\"10-all/11-all.cases.yaml\"");
        assertThat(send("cases", text, "").body()).contains("All 2 cases pass.");
    }

    @Test
    void theEffectOnPatientsIsShownBeforeAnythingIsLive() throws Exception {
        String before = activation.active().current().fingerprint();

        assertThat(send("effect", weaker(), "").body())
                .contains("Guarded less:", "escalations lost", "removed  night-review");
        assertThat(send("effect", text.replace(REASON, "Other words."), "").body())
                .contains("Nobody is guarded less", "1 rule changed");
        assertThat(activation.active().current().fingerprint()).isEqualTo(before);
    }

    @Test
    void anEditThatGuardsNobodyLessIsLiveAtOnce() throws Exception {
        HttpResponse<String> answer = send("publish", text.replace(REASON, "Smaller steps first."), "Said plainer");

        assertThat(location(answer)).isEqualTo("/rules/file?path=10-all%2F11-all.dslr");
        assertThat(dorsal.post(PROFILE).body()).contains("Smaller steps first.").doesNotContain(REASON);
        assertThat(file).hasContent(text.replace(REASON, "Smaller steps first."));
        assertThat(editor.get("/rules/history").body()).contains("Said plainer", "some-rule-editor", "published");
        assertThat(dorsal.chart().publications().list())
                .singleElement()
                .satisfies(made -> assertThat(made.decisions())
                        .extracting(Publication.Decision::kind)
                        .containsExactly(Decided.IN_USE));
    }

    @Test
    void nothingIsPublishedWithoutAReasonNorWhenACaseFails() throws Exception {
        assertThat(send("publish", text.replace(REASON, "Other."), " ").body()).contains("Say why");
        assertThat(send("publish", text.replace("pain-weeks is at least 12", "pain-weeks is at least 30"), "why")
                        .statusCode())
                .isEqualTo(422);
        assertThat(file).hasContent(text);
        assertThat(dorsal.chart().publications().list()).isEmpty();
    }

    @Test
    void anEditThatGuardsAPatientLessWaitsForASecondPerson() throws Exception {
        String page = location(send("publish", weaker(), "We see them anyway"));
        assertThat(page).startsWith("/rules/proposals/");
        assertThat(file).hasContent(text);
        assertThat(editor.settled(page).body())
                .contains("somebody else has to approve", "night-review", "We see them anyway")
                .doesNotContain("Approve and put into use");

        HttpResponse<String> own = decide(editor, page, "approve", "I say so");
        assertThat(own.statusCode()).isEqualTo(409);
        assertThat(own.body()).contains("Somebody else has to approve what you proposed.");
        assertThat(file).hasContent(text);
        Browser clinician = Browser.of(dorsal, Role.CLINICIAN);
        assertThat(decide(clinician, page, "approve", "as a clinician").statusCode())
                .isEqualTo(403);

        Browser second = other("second");
        assertThat(second.settled(page).body()).contains("Approve and put into use", "Guarded less:");
        assertThat(location(decide(second, page, "approve", "Agreed"))).isEqualTo("/rules/history");
        assertThat(file).hasContent(weaker());
        assertThat(activation.active().current().knowledge().findRule("night-review"))
                .isEmpty();
        assertThat(editor.get("/rules/history").body()).contains("some-rule-editor, approved by second");
    }

    @Test
    void aRuleAndANewCaseGoLiveTogether() throws Exception {
        String edited = text.replace("use with caution exercises", "avoid exercises");
        String cases = cases() + MORE_CASES;
        String opened =
                together("check", edited, cases, stamp(CASES), "open", CASES).body();
        assertThat(opened)
                .contains("<h1>" + CASES, "- id: added", "Together with:", "<code>" + FILE + "</code> (changed)")
                .contains("name=\"with-path\" value=\"" + FILE + "\"", "avoid exercises that involve any of twist")
                .contains("value=\"Both\"");
        assertThat(together("check", edited, cases, stamp(CASES), "drop", CASES).body())
                .contains("<h1>" + FILE, "avoid exercises that involve any of twist")
                .doesNotContain("- id: added", "Together with:");
        assertThat(together("cases", edited, cases, stamp(CASES)).body()).contains("All 3 cases pass.");
        assertThat(together("cases", text, cases, stamp(CASES)).body())
                .contains("The case &#39;added&#39; fails", "name=\"open\" value=\"" + CASES + "\"");
        assertThat(together("effect", edited, cases, stamp(CASES)).body())
                .contains("Nobody is guarded less", "Together with:");

        assertThat(location(together("publish", edited, cases, stamp(CASES)))).startsWith("/rules/file");

        assertThat(file).hasContent(edited);
        assertThat(rules.resolve(CASES)).hasContent(cases);
    }

    @Test
    void anotherFileIsOpenedBesideTheOneInTheEditor() throws Exception {
        HttpResponse<String> page = editor.post(
                "/rules/edit",
                editor.token("/rules"),
                "path",
                FILE,
                "stamp",
                stamp(FILE),
                "text",
                text + "// mine",
                "do",
                "open",
                "also",
                CASES);
        assertThat(page.body())
                .contains("<h1>" + CASES, "- id: chronic-lifter", "// mine", "<code>" + FILE + "</code> (changed)")
                .contains("<option>findings.yaml</option>");
        assertThat(editor.get("/rules/edit?path=" + FILE).body())
                .containsSubsequence("<option>" + CASES, "<option>attestations.yaml")
                .doesNotContain("<option>" + FILE);
        HttpResponse<String> unchanged = editor.post(
                "/rules/edit", editor.token("/rules"), "path", FILE, "stamp", stamp(FILE), "text", text, "open", CASES);
        assertThat(unchanged.body()).contains("<h1>" + CASES).doesNotContain("Together with:");
    }

    @Test
    void aCaseInUseThatChangesWaitsForASecondPerson() throws Exception {
        String edited = text.replace("use with caution exercises", "avoid exercises");
        String cases = cases().replace("avoid: [lift], permitted: [bend]", "avoid: [lift]");
        assertThat(together("effect", edited, cases, stamp(CASES)).body())
                .contains("Perhaps guarded less", "The case &#39;chronic-lifter&#39; no longer guards")
                .doesNotContain("cannot go live");

        String page = location(together("publish", edited, cases, stamp(CASES)));

        assertThat(page).startsWith("/rules/proposals/");
        assertThat(editor.settled(page).body()).contains(FILE, CASES, "asks for something else now");
        assertThat(editor.get("/rules/edit?path=" + FILE + "&proposal=" + page.replaceAll(".*/", ""))
                        .body())
                .contains("avoid exercises that involve any of twist", "<code>" + CASES + "</code> (changed)");
        assertThat(file).hasContent(text);
        decide(other("second"), page, "approve", "Agreed");
        assertThat(file).hasContent(edited);
        assertThat(rules.resolve(CASES)).hasContent(cases);
    }

    @Test
    void aCaseInUseThatGoesWaitsAndOneThatMovesDoesNot() throws Exception {
        int second = cases().indexOf("- id: chronic-lifter-11-weeks");
        String without = cases().substring(0, second);
        String moved = cases().substring(second) + without.replace("Chronic pain:", "Pain for long:");

        assertThat(location(send(CASES, stamp(CASES), "publish", moved, "Other order")))
                .startsWith("/rules/file");
        String page = location(send(CASES, stamp(CASES), "publish", without, "One less"));

        assertThat(page).startsWith("/rules/proposals/");
        assertThat(editor.settled(page).body())
                .contains("The case &#39;chronic-lifter-11-weeks&#39; no longer guards what it did: it is gone");
        assertThat(rules.resolve(CASES)).hasContent(moved);
    }

    @Test
    void aChangeOfACarriedFileLosesNothing() throws Exception {
        String stamp = stamp(CASES);
        String disk = "# by somebody else\n" + cases();
        Files.writeString(rules.resolve(CASES), disk);

        HttpResponse<String> late = together("publish", text.replace(REASON, "Mine."), cases() + MORE_CASES, stamp);

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains("Somebody changed this file", "<h1>" + CASES, "On disk now: " + CASES, "# by somebody else")
                .contains("- id: added", "Mine.", "<code>" + FILE + "</code> (changed)");
        assertThat(file).hasContent(text);
        assertThat(rules.resolve(CASES)).hasContent(disk);
    }

    @Test
    void carriedFilesKeepTheirSpaceAndMayBeLong() throws Exception {
        String cases = "\n\n# \"first\" & <last>\n" + cases() + "# a line of no use\n".repeat(6_000);
        String opened = together("check", text + "// a line of no use\n".repeat(6_000), cases, stamp(CASES))
                .body();
        assertThat(opened)
                .contains("No problems:", "name=\"with-text\" value=\"\n\n# &quot;first&quot; &amp; &lt;last&gt;\n");
    }

    @Test
    void aSecondPersonCanRefuseAndTheFirstTakeBack() throws Exception {
        String refused = location(send("publish", weaker(), "One"));
        Browser second = other("second");
        assertThat(location(decide(second, refused, "refuse", "Too risky"))).isEqualTo("/rules/proposals");
        assertThat(editor.settled(refused).body()).contains("refused by second", "Too risky");
        assertThat(decide(second, refused, "approve", "After all").statusCode()).isEqualTo(409);

        String withdrawn = location(send("publish", weaker(), "Two"));
        assertThat(decide(second, withdrawn, "withdraw", "Not mine").statusCode())
                .isEqualTo(409);
        assertThat(location(decide(editor, withdrawn, "withdraw", "Mine"))).isEqualTo("/rules/proposals");
        assertThat(file).hasContent(text);
    }

    @Test
    void whatIsApprovedIsWhatWasShown() throws Exception {
        String page = location(send("publish", weaker(), "One"));
        Browser second = other("second");
        String shown = first(MERGED, second.settled(page).body());
        send(
                "10-all/12-new.dslr",
                "none",
                "publish",
                text.substring(0, text.indexOf("rule \"fever-first")).replace("conclude-chronic", "conclude-again"),
                "Another file");

        HttpResponse<String> answer =
                second.post(page, second.token(page), "do", "approve", "why", "Agreed", "merged", shown);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("changed since this page was shown");
        assertThat(location(decide(second, page, "approve", "Agreed now"))).isEqualTo("/rules/history");
        assertThat(file).hasContent(weaker());
        assertThat(rules.resolve("10-all/12-new.dslr")).exists();
    }

    @Test
    void aPracticeOfOneGoesOnAloneAndSaysSo() throws Exception {
        dorsal.close();
        serve(true);

        assertThat(location(send("publish", weaker(), "Alone"))).startsWith("/rules/file");

        assertThat(file).hasContent(weaker());
        assertThat(dorsal.chart().publications().list())
                .singleElement()
                .satisfies(made -> assertThat(made.effect()).startsWith("Single-handed practice"));
    }

    @Test
    void whoeverIsSecondLosesNothingAndOverwritesNothing() throws Exception {
        String stamp = stamp(FILE);
        send("publish", text.replace(REASON, "The first was here."), "First");

        HttpResponse<String> late =
                send(FILE, stamp, "publish", text.replace("Two-day", "x").replace(REASON, "The second too."), "Second");

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains("Somebody changed this file", "The first was here.", "The second too.")
                .contains("value=\"Second\"");
        assertThat(Files.readString(file)).contains("The first was here.");
        Files.writeString(file, text.replace(REASON, "By an editor of its own."));
        assertThat(send(FILE, stamp, "check", text, "").body()).contains("By an editor of its own.");
    }

    @Test
    void aProposalWhoseFileChangedSinceIsNotPutOverIt() throws Exception {
        String page = location(send("publish", weaker(), "One"));
        send("publish", text.replace(REASON, "Changed since."), "Two");
        Browser second = other("second");

        assertThat(second.settled(page).body())
                .contains("Somebody changed the same file since", "proposal&#x3D;")
                .doesNotContain("Approve and put into use");
        assertThat(decide(second, page, "approve", "Still").statusCode()).isEqualTo(409);
        assertThat(Files.readString(file)).contains("Changed since.", "night-review");
    }

    @Test
    void aFileIsAddedAndTakenAway() throws Exception {
        String added = "10-all/12-new.dslr";
        String one =
                text.substring(0, text.indexOf("rule \"fever-first")).replace("conclude-chronic", "conclude-again");
        assertThat(location(send(added, "none", "publish", one, "A new one"))).contains("12-new");
        assertThat(rules.resolve(added)).hasContent(one);

        assertThat(location(send(added, stamp(added), "publish", "\n", "Not needed")))
                .isEqualTo("/rules");
        assertThat(rules.resolve(added)).doesNotExist();
    }

    @Test
    void anEarlierRuleSetIsPutBack() throws Exception {
        String first = activation.active().current().fingerprint();
        send("publish", text.replace(REASON, "Smaller steps first."), "Plainer");
        String page = "/rules/roll-back?to=" + first;
        assertThat(editor.get("/rules/history").body()).contains(page);
        assertThat(editor.settled(page).body()).contains("Nobody is guarded less");
        String token = editor.token(page);

        assertThat(editor.post("/rules/roll-back", token, "to", first, "why", "")
                        .body())
                .contains("Say why");
        HttpResponse<String> back = editor.post("/rules/roll-back", token, "to", first, "why", "Was better");

        assertThat(location(back)).isEqualTo("/rules/history");
        assertThat(activation.active().current().fingerprint()).isEqualTo(first);
        assertThat(file).hasContent(text);
        assertThat(editor.get("/rules/history").body()).contains("Was better", "rolled back");
        assertThat(editor.get("/rules/roll-back?to=sha256:00000000").statusCode())
                .isEqualTo(422);
    }

    @Test
    void rollingBackToWeakerRulesWaitsToo() throws Exception {
        String first = activation.active().current().fingerprint();
        send("publish", text.replace("use with caution exercises", "avoid exercises"), "Harder");
        String token = editor.token("/rules/roll-back?to=" + first);

        String page = location(editor.post("/rules/roll-back", token, "to", first, "why", "Softer again"));

        assertThat(page).startsWith("/rules/proposals/");
        decide(other("second"), page, "approve", "Agreed");
        assertThat(activation.active().current().fingerprint()).isEqualTo(first);
    }

    @Test
    void whatIsTypedIsNeverRun() throws Exception {
        String page = send("check", text + "\n// " + HOSTILE, HOSTILE).body();
        assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;");

        String proposal = location(send("publish", weaker() + "\n// " + HOSTILE, HOSTILE));
        for (String path : List.of(proposal, "/rules/proposals")) {
            assertThat(editor.get(path).body()).doesNotContain("<script>alert").contains("&lt;script&gt;");
        }
        decide(other("second"), proposal, "approve", HOSTILE);
        for (String path : List.of("/rules/history", "/rules/file?path=" + FILE, "/rules/edit?path=" + FILE)) {
            assertThat(editor.get(path).body()).doesNotContain("<script>alert").contains("&lt;script&gt;");
        }
    }

    @Test
    void aFormWithoutItsTokenDoesNothing() throws Exception {
        assertThat(editor.post("/rules/edit", "made up", "path", FILE, "stamp", stamp(FILE), "text", "x", "why", "y")
                        .statusCode())
                .isEqualTo(403);
        assertThat(editor.post("/rules/roll-back", "made up", "to", "x").statusCode())
                .isEqualTo(403);
        assertThat(file).hasContent(text);
    }

    @Test
    void theEditorKnowsSentencesAndWords() throws Exception {
        assertThat(Served.json(editor.get("/rules/words").body()))
                .containsOnlyKeys("sentences", "findings", "exercises", "movements")
                .satisfies(words -> assertThat(words.get("findings")).asString().contains("pain-weeks"));
        assertThat(editor.get("/rules/edit?path=" + FILE).body()).contains("Sentences that a rule may use");
    }
}
