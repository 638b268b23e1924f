package dorsal.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Somebody at work: looks for a patient, opens the chart, types a visit while the answer beside it follows, saves, reads
 * the result; then the next patient. Between two requests they think.
 */
final class Clinician {
    private static final Pattern STATE = Pattern.compile("name=\"state\" value=\"(\\d+)\"");
    private static final Pattern FIELD = Pattern.compile("name=\"(f\\.[^\"]+)\"");
    private static final Pattern STYLE = Pattern.compile("href=\"(/assets/[^\"]+app\\.css)\"");
    private static final int ANSWERS_WHILE_TYPING = 6;

    private final String name;
    private final List<String> patients;
    private final Browser browser;
    private final DemoProfiles demo;
    private final String apiToken;
    private final Pace pace;
    private final Random random;
    private final AtomicInteger saved;

    /** How long somebody thinks, in milliseconds, evenly spread; and when all is over. */
    record Pace(int least, int most, Runnable stopWhenOver) {}

    /** @param saved counts the visits that were acknowledged */
    Clinician(
            String name,
            List<String> patients,
            Browser browser,
            DemoProfiles demo,
            String apiToken,
            Pace pace,
            AtomicInteger saved) {
        this.name = name;
        this.patients = patients;
        this.browser = browser;
        this.demo = demo;
        this.apiToken = apiToken;
        this.pace = pace;
        this.random = new Random(name.hashCode());
        this.saved = saved;
    }

    private void think() throws InterruptedException {
        Thread.sleep(pace.least() + random.nextInt(pace.most() - pace.least() + 1));
        pace.stopWhenOver().run();
    }

    boolean logIn() throws InterruptedException {
        return browser.logIn(name);
    }

    /** One patient from beginning to end. */
    void seeOne() throws InterruptedException {
        int place = random.nextInt(patients.size());
        String patient = patients.get(place);
        think();
        String list = browser.get("patients list", "/patients", Browser::isWholePage);
        browser.get(Timings.PEER, "/health", body -> body.contains("UP"));
        String style = Browser.first(STYLE, list);
        if (!style.isEmpty()) {
            browser.get("style (no work)", style, body -> !body.isEmpty());
        }
        think();
        browser.get("chart", patient, Browser::isWholePage);
        think();
        String form = browser.get("entry page", patient + "/entry", body -> body.contains("id=\"entry\""));
        if (form.isEmpty()) {
            return;
        }
        String typed = type(form, patient, demo.answers(random.nextInt(100)));
        think();
        String review = browser.post("save", patient + "/visits", typed);
        if (!review.contains("/visits/")) {
            return;
        }
        saved.incrementAndGet();
        browser.get("review page", review, Browser::isWholePage);
        think();
        browser.get("handout", review + "/handout", Browser::isWholePage);
        browser.assess("api assessment", apiToken, demo.text(random.nextInt(100), "P-1", 0));
    }

    /** Fills the form bit by bit, as all of it is sent each time; gives what is in it at the end. */
    private String type(String form, String patient, Map<String, List<String>> answers) throws InterruptedException {
        Set<String> fields = new LinkedHashSet<>();
        FIELD.matcher(form).results().map((MatchResult found) -> found.group(1)).forEach(fields::add);
        String begin =
                "_csrf=" + Browser.encoded(Browser.token(form)) + "&state=" + Browser.first(STATE, form) + "&date=";
        List<String> codes = new ArrayList<>(answers.keySet());
        String typed = begin;
        for (int step = 1; step <= ANSWERS_WHILE_TYPING; step++) {
            List<String> answered = codes.subList(0, codes.size() * step / ANSWERS_WHILE_TYPING);
            typed = begin + fields(fields, answers, answered);
            think();
            browser.part("live answer", patient + "/answer", typed, body -> body.contains("data-show"));
        }
        return typed;
    }

    private static String fields(Set<String> fields, Map<String, List<String>> answers, List<String> answered) {
        StringBuilder form = new StringBuilder();
        for (String field : fields) {
            String code = field.substring(2);
            List<String> values = answered.contains(code) ? answers.getOrDefault(code, List.of("")) : List.of("");
            values.forEach(value ->
                    form.append('&').append(Browser.encoded(field)).append('=').append(Browser.encoded(value)));
        }
        return form.toString();
    }
}
