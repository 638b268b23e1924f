package dorsal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dorsal.activation.RuleActivation;
import dorsal.activation.RuleEditing;
import dorsal.activation.RuleSetArchive;
import dorsal.clinical.Urgency;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RulesCopy;
import dorsal.store.ClinicalOverride.Decision;
import dorsal.store.ClinicalOverride.Kind;
import dorsal.store.Patient;
import dorsal.store.Publication;
import dorsal.store.Role;
import dorsal.store.Visit;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Every page in a real browser, Debian's Chromium, looked at by axe in light and dark, on a desk and on a phone; and the
 * roads through them by pointer, by keys alone, and without a script.
 */
@Timeout(240)
class ChromiumTest {
    private static final List<String> DRIVERS = List.of("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");
    private static final String FILE = "60-dose/62-chronicity.dslr";
    private static final String REASON = "Chronic back pain starts on the gentle list;";

    @TempDir
    private static Path parent;

    private static Path rules = Path.of("");
    private static RuleEditing editing;
    private static Served dorsal;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws Exception {
        Clock clock = Clock.fixed(Served.NOW, Served.ZONE);
        rules = RulesCopy.in(parent).folder();
        RuleActivation activation = RuleActivation.start(rules, new RuleSetArchive(parent.resolve("rule-sets")), clock);
        editing = new RuleEditing(rules, activation, clock, false);
        dorsal = Served.of(activation, editing, clock);
        dorsal.chart().users().add("kim", Role.CLINICIAN, Browser.PASSWORD, true, "tests");
        for (String name : List.of("edda", "egon")) {
            dorsal.chart().users().add(name, Role.RULE_EDITOR, Browser.PASSWORD, false, "tests");
        }
        Browser ada = Browser.of(dorsal, Role.ADMINISTRATOR);
        ada.post("/patients/demo", ada.token("/patients"));
        browser = open(Map.of());
        // a colour that is still fading when axe looks is none of the theme
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    private static ChromeDriver open(Map<String, Object> preferences) {
        File driver = DRIVERS.stream()
                .map(File::new)
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("Expected Debian's packages chromium and chromium-driver."));
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,1000");
        options.setExperimentalOption("prefs", preferences);
        return new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(driver).build(), options);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
        dorsal.close();
    }

    // ---- what every test does

    private static WebElement find(String css) {
        return find(browser, css);
    }

    private static WebElement find(ChromeDriver in, String css) {
        return in.findElement(By.cssSelector(css));
    }

    private static void await(String css) {
        await(browser, css);
    }

    private static void await(ChromeDriver in, String css) {
        new WebDriverWait(in, Duration.ofSeconds(60))
                .until(now -> !now.findElements(By.cssSelector(css)).isEmpty());
    }

    private static void awaitText(String css, String text) {
        new WebDriverWait(browser, Duration.ofSeconds(60))
                .ignoring(StaleElementReferenceException.class)
                .until(now -> find(css).getText().contains(text));
    }

    private static void go(String path) {
        browser.get(dorsal.at(path).toString());
    }

    private static String pageOf(String id) {
        return PatientPath.of(dorsal.chart().patients().find(id).orElseThrow());
    }

    private static void logIn(ChromeDriver in, String name) {
        in.manage().deleteAllCookies();
        in.get(dorsal.at("/login").toString());
        find(in, "#name").sendKeys(name);
        find(in, "#password").sendKeys(Browser.PASSWORD, Keys.ENTER);
        await(in, "header nav");
    }

    /** Presses a button whose form says what to do. */
    private static void press(ChromeDriver in, String what) {
        find(in, "button[name='do'][value='" + what + "']").click();
    }

    private static void size(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /**
     * Nothing to object to on a desk and on a phone, nothing wider than the window, no script refused. In the dark only
     * colours are other.
     */
    private static void assertAccessible(String page) {
        for (int width : List.of(1280, 390)) {
            size(width, 900);
            theme("light");
            assertNoViolations(
                    page + ", light, " + width,
                    new AxeBuilder()
                            .withTags(
                                    List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")));
            theme("dark");
            assertNoViolations(page + ", dark, " + width, new AxeBuilder().withRules(List.of("color-contrast")));
            assertThat(browser.executeScript(
                            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as(page + " is not wider than its window of " + width)
                    .isEqualTo(0L);
        }
        size(1280, 900);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .as(page)
                // htmx complains of its own requests that a newer one replaced; pages of errors are errors
                .filteredOn(entry -> !entry.getMessage().matches(".*htmx:(sendAbort|afterRequest)\"?$"))
                .filteredOn(entry -> !entry.getMessage().matches(".*responded with a status of (4\\d\\d|500).*"))
                .isEmpty();
    }

    /** Opens what is folded away: only what is open is looked at. */
    private static void unfold(String css) {
        browser.executeScript("document.querySelectorAll(arguments[0]).forEach(d => { d.open = true; })", css);
    }

    private static void theme(String theme) {
        browser.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
    }

    private static void assertNoViolations(String page, AxeBuilder axe) {
        Results found = axe.analyze(browser);
        assertThat(found.getViolations())
                .as(page)
                .extracting(ChromiumTest::words)
                .isEmpty();
    }

    private static String words(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream()
                        .limit(3)
                        .map(node -> node.getHtml() + " " + node.getTarget())
                        .toList();
    }

    // ---- a clinician

    @Test
    void aClinicianLogsInEntersAVisitReviewsItDecidesOtherwiseAndPrints() {
        browser.manage().deleteAllCookies();
        go("/login");
        assertAccessible("log-in");
        find("#name").sendKeys("kim");
        find("#password").sendKeys(Browser.PASSWORD, Keys.ENTER);
        await("#old");
        assertAccessible("password");
        find("#old").sendKeys(Browser.PASSWORD);
        find("#new").sendKeys("another horse, another battery");
        find("#again").sendKeys("another horse, another battery", Keys.ENTER);
        await("table");
        assertAccessible("patients");

        enter();
        review();
        overrideAndPrint();
        emergency();
        go("/users");
        assertThat(find("h1").getText()).isEqualTo("Not for your role");
        assertAccessible("403");
    }

    /** With the keyboard alone, as far as it goes. */
    private static void enter() {
        find("#id").sendKeys("P-7", Keys.ENTER);
        await("#entry");
        unfold("details");
        assertAccessible("empty form");
        find("#f-age").sendKeys("forty", Keys.ENTER);
        awaitText("#e-age", "Expected a whole number");
        assertAccessible("form with a mistake");
        find("#f-age").clear();
        find("#f-age").sendKeys("46", Keys.ENTER);
        browser.switchTo().activeElement().sendKeys("20", Keys.ENTER);
        browser.switchTo().activeElement().sendKeys("3", Keys.ENTER);
        awaitText("#answer", "On hold");
        Stream.of(
                        "saddle-numbness",
                        "bladder-change",
                        "urine-leak-new",
                        "bowel-change",
                        "both-legs-weak",
                        "both-legs-pain")
                .forEach(code -> {
                    WebElement question = find("[data-code='" + code + "'] input[value='']");
                    if (code.equals("saddle-numbness")) {
                        question.sendKeys(" ");
                        browser.executeScript("arguments[0].focus()", question);
                    }
                    assertThat(browser.switchTo().activeElement().getAttribute("name"))
                            .isEqualTo("f." + code);
                    browser.switchTo().activeElement().sendKeys("n");
                });
        assertThat(find("[data-code='clumsy-hands']").isDisplayed()).isFalse();
        browser.executeScript("arguments[0].focus()", find("[data-code='unsteady-gait'] input"));
        browser.switchTo().activeElement().sendKeys("y");
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(now -> find("[data-code='clumsy-hands']").isDisplayed());
        browser.navigate().refresh();
        await("#entry");
        assertThat(find("[name='f.bladder-change'][value='no']").isSelected()).isTrue();
        assertThat(find("#f-age").getAttribute("value")).isEqualTo("46");
        browser.executeScript("arguments[0].focus()", find("[data-code='unsteady-gait'] input"));
        browser.switchTo().activeElement().sendKeys("n");
        find(".answer button.primary").click();
        await("#result");
    }

    private static void review() {
        go(URI.create(String.valueOf(browser.getCurrentUrl())).getPath() + "?verdict=avoid");
        assertAccessible("result on hold");
        go(pageOf("DEMO-4-course"));
        assertThat(find("h2 + .scroll table.stacked th a[href*='/visits/']").getText())
                .isEqualTo("15 Nov 2026");
        unfold("details");
        assertAccessible("chart");
        find("table th a[href*='/visits/']").click();
        await("#exercises");
        unfold("details");
        assertAccessible("result");
        find(".filter [name='search']").sendKeys("deadlift", Keys.ENTER);
        await("[name='search'][value='deadlift']");
        assertThat(find(".filter [role='status']").getText()).matches("\\d of \\d+");
    }

    private static void overrideAndPrint() {
        WebElement form = find("form[action$='/overrides']:has(input[value='deadlift'])");
        unfold("details");
        new Select(form.findElement(By.name("becomes"))).selectByValue("caution");
        new Select(form.findElement(By.name("code"))).selectByValue("examination");
        form.findElement(By.name("reason")).sendKeys("Lifts well under my eyes.");
        form.findElement(By.tagName("button")).click();
        await("#overrides + .scroll");
        assertThat(find("#overrides + .scroll").getText()).contains("Deadlift", "Lifts well under my eyes.");
        unfold("#overrides + .scroll details, details:has([value='deadlift'])");
        assertAccessible("result with an override");
        go("/rules/overrides");
        assertThat(find("main").getText()).contains("seed-deadlift-chronic-pain", "My examination says otherwise: 1");
        assertAccessible("overrides of rules");
        go(pageOf("DEMO-4-course"));
        find("table th a[href*='/visits/']").click();
        browser.findElement(By.linkText("Print handout")).click();
        await(".handout h1");
        assertAccessible("handout");
        browser.navigate().back();
        unfold("details");
        find("form[action$='/withdraw'] button").click();
        awaitText("#overrides + .scroll", "Taken back");
    }

    private static void emergency() {
        go(pageOf("DEMO-2-cauda-equina"));
        find("table th a[href*='/visits/']").click();
        await("#open-reason");
        unfold("details");
        assertAccessible("emergency");
        assertThat(browser.findElements(By.id("exercises"))).isEmpty();
    }

    /** Everything that has to be asked first, from the first field to the result, with no pointer and no script of ours. */
    @Test
    void whatIsAskedFirstIsAnsweredByKeysAlone() {
        logIn(browser, "some-administrator");
        Patient patient = dorsal.chart().patients().create("tests");
        go(PatientPath.of(patient) + "/entry");
        tabTo("#f-age");
        int asked = 0;
        WebElement now = browser.switchTo().activeElement();
        while (!now.findElements(By.xpath("ancestor::section[contains(@class, 'group')]"))
                .isEmpty()) {
            WebElement question =
                    now.findElement(By.xpath("ancestor::*[contains(concat(' ', @class, ' '), ' question ')]"));
            if ("radio".equals(now.getAttribute("type"))) {
                if (question.getAttribute("data-keys") != null) {
                    now.sendKeys("n");
                } else {
                    now.sendKeys(Keys.ARROW_RIGHT); // from "not asked", the last, round to the first
                    browser.switchTo().activeElement().sendKeys(Keys.ENTER);
                }
            } else {
                now.sendKeys("f.age".equals(now.getAttribute("name")) ? "46" : least(question), Keys.ENTER);
            }
            asked++;
            assertThat(browser.switchTo().activeElement()).isNotEqualTo(now);
            now = browser.switchTo().activeElement();
        }
        assertThat(asked).isGreaterThan(25);
        tabTo(".answer button.primary");
        browser.switchTo().activeElement().sendKeys(Keys.ENTER);
        await("#result");
        assertThat(dorsal.chart().visits().last(patient.id()).orElseThrow().profile())
                .contains("\"saddle-numbness\": no", "\"age\": 46", "\"cancer\": \"none\"");
    }

    /** The least number that a question takes, as its hint says. */
    private static String least(WebElement question) {
        return question.findElement(By.className("hint")).getText().replaceFirst(".*?, ([0-9.]+) to .*", "$1");
    }

    private static void tabTo(String css) {
        WebElement wanted = find(css);
        while (!browser.switchTo().activeElement().equals(wanted)) {
            browser.switchTo().activeElement().sendKeys(Keys.TAB);
        }
        assertThat(browser.executeScript("return arguments[0].matches(':focus-visible')", wanted))
                .isEqualTo(true);
    }

    // ---- a rule editor

    @Test
    void aRuleIsEditedIsLiveAndIsRolledBack() throws Exception {
        logIn(browser, "edda");
        assertAccessible("rules");
        go("/rules?find=deadlift");
        assertAccessible("rules that were found");
        browser.findElement(By.linkText("seed-deadlift-chronic-pain")).click();
        await(".listing li:target");
        assertAccessible("file of rules");
        browser.findElement(By.linkText("Edit")).click();
        await("#text");
        assertAccessible("editor");
        find("#text").sendKeys(Keys.chord(Keys.CONTROL, Keys.END), "// half a thought");
        browser.navigate().refresh(); // as after a crash
        await("#kept:not([hidden])");
        assertAccessible("editor with a text that was kept");
        find("[data-bring]").click();
        assertThat(find("#text").getDomProperty("value")).endsWith("// half a thought");
        replaceInEditor("// half a thought", "");
        replaceInEditor("there is chronic-pain", "there is cronic-pain");
        press(browser, "check");
        await(".problems");
        assertAccessible("editor with problems");
        replaceInEditor("there is cronic-pain", "there is chronic-pain");
        replaceInEditor(REASON, "Begin with the gentle list;");
        press(browser, "effect");
        await("#effect-heading");
        assertThat(find("main").getText()).contains("Nobody is guarded less");
        assertAccessible("effect");
        find("#why").sendKeys("Said plainer");
        press(browser, "publish");
        awaitText(".notice.good", "in use now");
        assertThat(reasonNow()).contains("Begin with the gentle list;");

        go("/rules/history");
        assertAccessible("history");
        browser.findElement(By.cssSelector("a[href*='roll-back']")).click();
        await("#why");
        assertAccessible("roll-back");
        find("#why").sendKeys("As it was");
        find("form[action='/rules/roll-back'] button.primary").click();
        await("table");
        assertThat(reasonNow()).contains(REASON);
    }

    /** In place of typing: what is sent is what stands in the field. */
    private static void replaceInEditor(String now, String then) {
        browser.executeScript(
                "const t = document.getElementById('text'); t.value = t.value.replaceAll(arguments[0], arguments[1])",
                now,
                then);
    }

    /** What the rule says in an assessment of this moment. */
    private static String reasonNow() throws Exception {
        return dorsal.post("findings: {age: 50, pain-weeks: 20, pain-now: 3}".getBytes(StandardCharsets.UTF_8))
                .body();
    }

    @Test
    void whatOneProposesAnotherDecides() throws Exception {
        KnowledgeFolder seen = editing.onDisk();
        String text = Files.readString(rules.resolve(FILE));
        KnowledgeFolder edited = RuleEditing.with(
                seen,
                FILE,
                Optional.of(
                        text.replace("Chronic begins at", "Chronic starts at").getBytes(StandardCharsets.UTF_8)));
        editing.keep(seen, edited);
        Publication proposed = dorsal.chart()
                .publications()
                .propose(edited.fingerprint(), Optional.of(seen.fingerprint()), "Plainer", "Nothing changes.", "edda");
        logIn(browser, "egon");
        go("/rules/proposals");
        assertAccessible("proposals");
        go("/rules/proposals/" + proposed.number());
        await("button[value='approve']");
        assertAccessible("a proposal");
        find("#why").sendKeys("Agreed");
        press(browser, "approve");
        await(".notice.good");
        assertThat(rules.resolve(FILE)).content().contains("Chronic starts at");
    }

    // ---- an administrator

    @Test
    void thePagesOfAnAdministrator() {
        logIn(browser, "some-administrator");
        for (String page : List.of("/users", "/tokens", "/audit")) {
            go(page);
            assertAccessible(page);
        }
        find("form[action='/audit/verify'] button").click();
        await(".notice.good");
        assertAccessible("audit trail that is sound");
        Patient patient = dorsal.chart().patients().create("P-LEAVING", "tests");
        go(PatientPath.of(patient));
        browser.findElement(By.linkText("Erase …")).click();
        await("#typed");
        find("#why").sendKeys("The patient asked for it.");
        find("#typed").sendKeys("somebody else", Keys.ENTER);
        await(".notice.bad");
        assertAccessible("erasing");
        find("#typed").clear();
        find("#typed").sendKeys("P-LEAVING", Keys.ENTER);
        await("#begin");
        assertThat(dorsal.chart().patients().find("P-LEAVING")).isEmpty();
    }

    @Test
    void pagesOfErrors() {
        logIn(browser, "some-administrator");
        go("/nowhere");
        assertThat(find("h1").getText()).isEqualTo("Nothing is here");
        assertAccessible("404");
        go("/tokens/revoke");
        assertThat(find("h1").getText()).isEqualTo("This address is not meant to be used like this");
        assertAccessible("405");
        Patient patient = dorsal.chart().patients().create("tests");
        Visit broken = dorsal.chart()
                .visits()
                .save(
                        new Visit.Entered(
                                patient.id(),
                                patient.state(),
                                "no profile",
                                "{}",
                                editing.onDisk().fingerprint(),
                                Urgency.NONE,
                                List.of()),
                        "tests");
        go(PatientPath.of(patient) + "/visits/" + broken.number());
        assertThat(find("h1").getText()).isEqualTo("This did not work");
        assertAccessible("500");
    }

    /** A rule that clinicians often decide against is marked on its page and on that of its file. */
    @Test
    void aRuleThatIsOftenOverriddenIsMarked() {
        for (int i = 0; i < 5; i++) {
            Patient patient = dorsal.chart().patients().create("tests");
            Visit visit = dorsal.chart()
                    .visits()
                    .save(
                            new Visit.Entered(
                                    patient.id(),
                                    patient.state(),
                                    "findings: {}",
                                    "{}",
                                    "sha256:0",
                                    Urgency.NONE,
                                    List.of("dose-chronic")),
                            "tests");
            dorsal.chart()
                    .overrides()
                    .add(
                            patient.id(),
                            visit.number(),
                            new Decision(
                                    Kind.VERDICT, "plank", List.of("dose-chronic"), "avoid", "caution", "other", "Why"),
                            "tests");
        }
        logIn(browser, "edda");
        go("/rules/overrides");
        assertThat(find("main").getText()).contains("dose-chronic", "review", "Something else (say what): 5");
        assertAccessible("overrides of rules with a mark");
        go(RuleFile.link("/rules/file", FILE));
        assertThat(find(".inside .tag.caution").getText()).matches("overridden \\d+ %: review");
        assertAccessible("file with a mark");
    }

    // ---- without a script

    @Test
    void withoutAScriptAVisitIsSavedAndARulePublished() throws Exception {
        Map<String, Object> preferences = new HashMap<>();
        preferences.put("profile.managed_default_content_settings.javascript", 2);
        ChromeDriver plain = open(preferences);
        try {
            logIn(plain, "some-administrator");
            find(plain, "#id").sendKeys("P-PLAIN", Keys.ENTER);
            await(plain, "#entry");
            find(plain, "#f-age").sendKeys("50");
            find(plain, "[name='f.fever'][value='no']").click();
            WebElement update = find(plain, "button.nojs");
            update.click();
            new WebDriverWait(plain, Duration.ofSeconds(60)).until(ExpectedConditions.stalenessOf(update));
            assertThat(find(plain, "[name='f.fever'][value='no']").isSelected()).isTrue();
            find(plain, ".answer button.primary").click();
            await(plain, "#result");
            assertThat(find(plain, "#note-text").getText()).contains("age 50");

            logIn(plain, "edda");
            plain.get(dorsal.at(RuleFile.link("/rules/edit", "60-dose/61-level.dslr"))
                    .toString());
            find(plain, "#text").sendKeys(Keys.chord(Keys.CONTROL, Keys.END), "\n// Looked at without a script.");
            find(plain, "#why").sendKeys("A remark");
            press(plain, "publish");
            await(plain, ".notice.good");
            assertThat(rules.resolve("60-dose/61-level.dslr")).content().contains("// Looked at without a script.");
        } finally {
            plain.quit();
        }
    }
}
