package dorsal.bench;

import dorsal.bench.Clinician.Pace;
import dorsal.knowledge.RulesCopy;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many people at once on the real server, in a process of its own, while its rules are edited: how long each kind of
 * request takes, beside the smallest answer of the same server under the same load. First a few people, then all others
 * log in at one moment, then all of them. Errors and saves that are not in the chart are counted. The command is in the
 * README.
 *
 * <p>Settings: {@code load.users}, {@code load.seconds} of the last part, {@code load.think} (milliseconds between two
 * requests of one person on average, evenly spread by three sevenths of it either way), {@code load.port}.
 */
final class LoadBenchmark {
    private static final int FEW = 5;
    private static final int SECONDS_OF_FEW = 30;
    private static final int SECONDS_BETWEEN_EDITS = 20;

    private final int users = Integer.getInteger("load.users", 300);
    private final int seconds = Integer.getInteger("load.seconds", 120);
    private final int think = Integer.getInteger("load.think", 3_500);
    private final PrintStream out = System.out;
    private final DemoProfiles demo = new DemoProfiles();
    private final ExecutorService network = Executors.newFixedThreadPool(4, LoadBenchmark::daemon);
    private final AtomicInteger saved = new AtomicInteger();
    private final CountDownLatch inside;
    private volatile Timings timings = new Timings();
    private volatile boolean over;

    private LoadBenchmark() throws IOException {
        inside = new CountDownLatch(users);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new LoadBenchmark().run();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    /** All is over; ends whatever somebody was about to do. */
    private static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void stopWhenOver() {
        if (over) {
            throw new Over();
        }
    }

    private void run() throws IOException, InterruptedException {
        Path parent = Files.createTempDirectory("dorsal-load");
        Path rules = RulesCopy.in(parent).folder();
        Practice practice = new Practice(parent.resolve("data"));
        String token = practice.fill(users, rules, demo);
        out.printf("%d people, %d to %d ms between two requests of each%n", users, least(), most());
        try (ServerProcess server = ServerProcess.start(rules, parent.resolve("data"))) {
            measure(server, practice, rules, token);
            long lost = saved.get() - practice.visitsSince(users);
            out.printf("%nsaves acknowledged: %d, of these not in the chart: %d%n", saved.get(), lost);
        }
    }

    private int least() {
        return think * 4 / 7;
    }

    private int most() {
        return think * 10 / 7;
    }

    private void measure(ServerProcess server, Practice practice, Path rules, String token)
            throws IOException, InterruptedException {
        server.tell("at the start", out);
        Browser editor = new Browser(server.address(), () -> timings, network);
        if (!editor.logIn(Practice.EDITOR)) {
            throw new IllegalStateException("The rule editor was not let in.");
        }
        RuleEdits edits = new RuleEdits(rules, editor, () -> timings);
        List<Thread> people = new ArrayList<>();
        int few = Math.min(FEW, users);
        begin(practice, 0, few, server.address(), token, people);
        part(few + " people, rules edited", SECONDS_OF_FEW, edits);

        long start = System.nanoTime();
        timings = new Timings();
        begin(practice, few, users, server.address(), token, people);
        inside.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        timings.report("%d log in at one moment".formatted(users - few), seconds, out);
        server.tell("after all have logged in", out);

        part(users + " people, rules edited", this.seconds, edits);
        over = true;
        for (Thread person : people) {
            person.join();
        }
        server.tell("at the end", out);
    }

    private void part(String title, int seconds, RuleEdits edits) throws IOException, InterruptedException {
        Timings fresh = new Timings();
        timings = fresh;
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        long next = start + 5_000_000_000L;
        while (System.nanoTime() < end) {
            if (System.nanoTime() >= next) {
                edits.next();
                next += SECONDS_BETWEEN_EDITS * 1_000_000_000L;
            }
            Thread.sleep(50);
        }
        fresh.report(title, (System.nanoTime() - start) / 1e9, out);
    }

    private void begin(Practice practice, int first, int end, URI address, String token, List<Thread> people) {
        Pace pace = new Pace(least(), most(), this::stopWhenOver);
        for (int i = first; i < end; i++) {
            Browser browser = new Browser(address, () -> timings, network);
            Clinician clinician = new Clinician(Practice.name(i), practice.paths(i), browser, demo, token, pace, saved);
            Thread person = daemon(() -> work(clinician));
            person.start();
            people.add(person);
        }
    }

    private void work(Clinician clinician) {
        try {
            boolean in = clinician.logIn();
            inside.countDown();
            if (!in) {
                timings.failed("log-in", "not let in");
                return;
            }
            while (!over) {
                clinician.seeOne();
            }
        } catch (Over e) {
            // as it should be
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
