package dorsal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dorsal.store.Role;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The road of a clinician in a real browser, Debian's Chromium, with each page looked at by axe in light and dark. */
@Timeout(240)
class ChromiumTest {
    private static final List<String> DRIVERS = List.of("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");

    private static Served dorsal;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws Exception {
        dorsal = Served.shippedRules();
        dorsal.chart().users().add("kim", Role.CLINICIAN, Browser.PASSWORD, true, "tests");
        File driver = DRIVERS.stream()
                .map(File::new)
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("Expected Debian's packages chromium and chromium-driver."));
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,1000");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(driver).build(), options);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
        dorsal.close();
    }

    private static WebElement find(String css) {
        return browser.findElement(By.cssSelector(css));
    }

    private static void await(String css) {
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(now -> !now.findElements(By.cssSelector(css)).isEmpty());
    }

    private static void awaitText(String css, String text) {
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .ignoring(StaleElementReferenceException.class)
                .until(now -> find(css).getText().contains(text));
    }

    /** Nothing to object to in either theme, on a wide page and on that of a phone; and no script was refused. */
    private static void assertAccessible(String page) {
        for (String theme : List.of("light", "dark")) {
            browser.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
            for (Dimension size : List.of(new Dimension(1280, 1000), new Dimension(400, 800))) {
                browser.manage().window().setSize(size);
                Results found = new AxeBuilder()
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                        .analyze(browser);
                assertThat(found.getViolations())
                        .as(page + ", " + theme + ", " + size)
                        .extracting(ChromiumTest::words)
                        .isEmpty();
                assertThat(browser.executeScript(
                                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                        .as(page + " is not wider than its window of " + size)
                        .isEqualTo(0L);
            }
        }
        browser.manage().window().setSize(new Dimension(1280, 1000));
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .as(page)
                // htmx complains of its own requests that a newer one replaced
                .filteredOn(entry -> !entry.getMessage().matches(".*htmx:(sendAbort|afterRequest)\"?$"))
                .isEmpty();
    }

    private static String words(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream()
                        .limit(3)
                        .map(node -> node.getHtml() + " " + node.getTarget())
                        .toList();
    }

    @Test
    void aClinicianLogsInEntersAVisitReviewsItDecidesOtherwiseAndPrints() {
        browser.get(dorsal.at("/login").toString());
        assertAccessible("log-in");
        find("#name").sendKeys("kim");
        find("#password").sendKeys(Browser.PASSWORD, Keys.ENTER);
        await("#old");
        assertAccessible("password");
        find("#old").sendKeys(Browser.PASSWORD);
        find("#new").sendKeys("another horse, another battery");
        find("#again").sendKeys("another horse, another battery", Keys.ENTER);
        await("form[action='/patients/demo'] button");
        find("form[action='/patients/demo'] button").click();
        await("table");
        assertAccessible("patients");

        enter();
        review();
        overrideAndPrint();
        emergency();
    }

    /** With the keyboard alone, as far as it goes. */
    private static void enter() {
        find("#id").sendKeys("P-7", Keys.ENTER);
        await("#entry");
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
        browser.executeScript("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        assertAccessible("form");
        find(".answer button.primary").click();
        await("#result");
    }

    private static void review() {
        assertAccessible("result on hold");
        browser.get(dorsal.at("/patients/DEMO-4-course").toString());
        assertAccessible("chart");
        find("table th a[href*='/visits/']").click();
        await("#exercises");
        browser.executeScript("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        assertAccessible("result");
    }

    private static void overrideAndPrint() {
        WebElement form = find("form:has(input[value='deadlift'])");
        new Select(form.findElement(By.name("becomes"))).selectByValue("caution");
        new Select(form.findElement(By.name("code"))).selectByValue("examination");
        form.findElement(By.name("reason")).sendKeys("Lifts well under my eyes.");
        form.findElement(By.tagName("button")).click();
        await("#overrides + .scroll");
        assertThat(find("#overrides + .scroll").getText()).contains("Deadlift", "Lifts well under my eyes.");
        assertAccessible("result with an override");
        browser.findElement(By.linkText("Print handout")).click();
        await(".handout h1");
        assertAccessible("handout");
    }

    private static void emergency() {
        browser.get(dorsal.at("/patients/DEMO-2-cauda-equina").toString());
        find("table th a[href*='/visits/']").click();
        await("#open-reason");
        assertAccessible("emergency");
        assertThat(browser.findElements(By.id("exercises"))).isEmpty();
    }
}
