package dorsal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import dorsal.store.Patient;
import dorsal.store.Role;
import dorsal.store.SingleSignOn;
import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Sessions that end, and single sign-on, in a real browser. Pages count by their own clock when to ask; how long is left
 * says the server, whose clock stands still unless it is put forward here.
 */
@Timeout(240)
class SessionChromiumTest {
    private static final List<String> DRIVERS = List.of("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");
    private static final Duration IDLE = Duration.ofSeconds(10);

    private static ChromeDriver browser;

    @BeforeAll
    static void start() {
        File driver = DRIVERS.stream()
                .map(File::new)
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow();
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,1000");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(driver).build(), options);
    }

    @AfterAll
    static void stop() {
        browser.quit();
    }

    private static WebElement find(String css) {
        return browser.findElement(By.cssSelector(css));
    }

    private static void awaitShown(String css, boolean shown) {
        new WebDriverWait(browser, Duration.ofSeconds(30)).until(now -> {
            List<WebElement> found = now.findElements(By.cssSelector(css));
            return shown == (!found.isEmpty() && found.get(0).isDisplayed());
        });
    }

    private static void awaitText(String css, String text) {
        new WebDriverWait(browser, Duration.ofSeconds(30))
                .until(now -> find(css).getText().contains(text));
    }

    private static void logIn(Served dorsal) {
        find("#name").sendKeys("some-clinician");
        find("#password").sendKeys(Browser.PASSWORD, Keys.ENTER);
        awaitShown("main table, #id", true);
        assertThat(browser.getCurrentUrl()).startsWith(dorsal.at("/patients").toString());
    }

    private static void assertAccessible() {
        assertThat(new AxeBuilder()
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                        .analyze(browser)
                        .getViolations())
                .extracting(rule -> rule.getId() + rule.getNodes())
                .isEmpty();
    }

    @Test
    void aPageWarnsInTimeAndKeepsWhatWasTypedUntilItsUserIsBack() throws Exception {
        MovedClock clock =
                new MovedClock(Clock.fixed(Instant.parse("2026-11-22T13:30:00Z"), ZoneId.of("Europe/Berlin")));
        Listening listening = new Listening("127.0.0.1", 0, false, Optional.empty(), IDLE, Optional.empty());
        try (Served dorsal = Served.of(listening, clock)) {
            Browser.of(dorsal, Role.CLINICIAN);
            Patient patient = dorsal.chart().patients().create("tests");
            browser.get(dorsal.at("/patients").toString());
            logIn(dorsal);
            browser.get(dorsal.at(PatientPath.of(patient) + "/entry").toString());
            assertThat(find("#session").isDisplayed()).isFalse();

            clock.forward(Duration.ofSeconds(7));
            awaitShown("#session button", true);
            assertThat(find("#session").getText()).contains("You will be logged out in 10 seconds.", "Stay logged in");
            assertAccessible();
            find("#session button").sendKeys(Keys.ENTER);
            awaitShown("#session", false);

            // what is done in another window counts
            clock.forward(Duration.ofSeconds(7));
            awaitShown("#session button", true);
            String entry = browser.getWindowHandle();
            browser.switchTo().newWindow(WindowType.TAB);
            browser.get(dorsal.at("/patients").toString());
            browser.close();
            browser.switchTo().window(entry);
            awaitShown("#session", false);

            // whoever types is there
            clock.forward(Duration.ofSeconds(7));
            awaitShown("#session button", true);
            find("#f-age").sendKeys("4");
            awaitShown("#session", false);
            awaitText("#answer", "Draft kept at");

            clock.forward(Duration.ofSeconds(7));
            awaitShown("#session button", true);
            clock.forward(Duration.ofSeconds(3));
            awaitText("#session", "You are logged out.");
            assertThat(find("#main").getText()).isEqualTo("Logged out");
            assertAccessible();

            find("#session a").click();
            browser.switchTo()
                    .window(browser.getWindowHandles().stream()
                            .filter(handle -> !handle.equals(entry))
                            .findFirst()
                            .orElseThrow());
            awaitShown("#name", true);
            logIn(dorsal);
            browser.close();
            browser.switchTo().window(entry);
            awaitShown("#entry", true);
            assertThat(find("#session").isDisplayed()).isFalse();
            assertThat(find("#f-age").getAttribute("value")).isEqualTo("4");
            find("#f-age").sendKeys("6", Keys.TAB);
            awaitText("#answer", "Draft kept at");
            new WebDriverWait(browser, Duration.ofSeconds(30))
                    .until(now -> dorsal.chart().visits().draft(patient.id(), "some-clinician").stream()
                            .anyMatch(draft -> draft.profile().contains("46")));
        }
    }

    /** There and back, and out again: nothing of it is what the policy of a page forbids. */
    @Test
    void singleSignOnGoesThereAndBackAndOut() throws Exception {
        int port = OidcProvider.free();
        Listening listening = new Listening(
                "127.0.0.1",
                0,
                false,
                Optional.empty(),
                Duration.ofMinutes(30),
                SingleSignOn.from(Map.of(
                        "DORSAL_OIDC_ISSUER",
                        "http://127.0.0.1:" + port,
                        "DORSAL_OIDC_CLIENT_ID",
                        OidcProvider.CLIENT,
                        "DORSAL_OIDC_CLIENT_SECRET",
                        OidcProvider.SECRET,
                        "DORSAL_OIDC_NAME",
                        "Clinic")));
        try (Served dorsal = Served.of(listening, Clock.systemUTC());
                OidcProvider provider = OidcProvider.start(port, dorsal.at("/"))) {
            dorsal.chart().users().addForSingleSignOn("kim", Role.ADMINISTRATOR, "tests");
            provider.say("kim", Map.of("preferred_username", "kim"));
            browser.get(dorsal.at("/users").toString());
            assertAccessible();
            find("a[href='/oauth2/authorization/oidc']").click();
            awaitShown("#username", true);
            assertThat(browser.getCurrentUrl()).startsWith(provider.issuer());
            find("#username").sendKeys("kim");
            find("#password").sendKeys(OidcProvider.PASSWORD, Keys.ENTER);
            awaitShown("table.people", true);
            assertThat(browser.getCurrentUrl()).startsWith(dorsal.at("/users").toString());
            assertAccessible();
            assertThat(find("table.people").getText()).contains("by single sign-on");
            assertThat(find("a[href='/password']").getText()).isEqualTo("kim");

            find("form[action='/logout'] button").click();

            awaitText("main", "You are logged out.");
            assertThat(browser.getCurrentUrl())
                    .isEqualTo(dorsal.at("/login?out").toString());
            find("a[href='/oauth2/authorization/oidc']").click();
            awaitShown("#username", true);
            assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                    .filteredOn(entry -> entry.getMessage().contains("Content Security Policy"))
                    .isEmpty();
        }
    }
}
