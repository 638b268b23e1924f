package dorsal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Edits the rules while others work: in turn a file saved in the folder, and a text published in the browser. */
final class RuleEdits {
    private static final String FILE = "40-movement/44-technique.dslr";
    private static final String REASON = "Unsupported rows load the lumbar spine";
    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]*)\"");
    private static final Pattern LIVE = Pattern.compile("\"fingerprint\":\"([^\"]+)\"");
    private static final long LONGEST = 60_000;

    private final Path file;
    private final String text;
    private final Browser browser;
    private final Supplier<Timings> timings;
    private int edits;

    /** @param browser of a rule editor, logged in */
    RuleEdits(Path rules, Browser browser, Supplier<Timings> timings) throws IOException {
        this.file = rules.resolve(FILE);
        this.text = Files.readString(file);
        this.browser = browser;
        this.timings = timings;
    }

    void next() throws InterruptedException, IOException {
        edits++;
        String edited = text.replace(REASON, REASON + " (edit " + edits + ")");
        if (edits % 2 == 1) {
            save(edited);
        } else {
            publish(edited);
        }
    }

    private void save(String edited) throws InterruptedException, IOException {
        String before = live();
        Path beside = file.resolveSibling(".44-technique.part");
        Files.writeString(beside, edited);
        long start = System.nanoTime();
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        awaitOther(before, start, "edit: saved to live");
    }

    private void awaitOther(String before, long start, String kind) throws InterruptedException {
        while (live().equals(before)) {
            Thread.sleep(50);
            if (System.nanoTime() - start > LONGEST * 1_000_000) {
                timings.get().failed("rule edit", "did not go live: " + kind);
                return;
            }
        }
        timings.get().took(kind, System.nanoTime() - start);
    }

    private String live() throws InterruptedException {
        return Browser.first(LIVE, browser.get("edit: waiting", "/health", body -> body.contains("UP")));
    }

    private void publish(String edited) throws InterruptedException {
        String page = browser.get("edit: page", "/rules/edit?path=" + Browser.encoded(FILE), Browser::isWholePage);
        String form = "_csrf=" + Browser.encoded(Browser.token(page))
                + "&path=" + Browser.encoded(FILE)
                + "&stamp=" + Browser.first(STAMP, page)
                + "&text=" + Browser.encoded(edited)
                + "&why=load&do=publish";
        String before = live();
        long start = System.nanoTime();
        browser.post("edit: publish", "/rules/edit", form);
        awaitOther(before, start, "edit: published to live");
    }
}
