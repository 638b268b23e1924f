package dorsal.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** How long each kind of request took in one part of the run, and what went wrong. Safe for many threads. */
final class Timings {
    /** What everything else is measured against: the smallest answer that the same server gives under the same load. */
    static final String PEER = "health (the peer)";

    private final Map<String, List<Long>> micros = new TreeMap<>();
    private final Map<String, Integer> errors = new TreeMap<>();

    synchronized void took(String kind, long nanos) {
        micros.computeIfAbsent(kind, k -> new ArrayList<>()).add(nanos / 1_000);
    }

    synchronized void failed(String kind, String how) {
        errors.merge(kind + ": " + how, 1, Integer::sum);
    }

    synchronized void report(String title, double seconds, PrintStream out) {
        int all = micros.values().stream().mapToInt(List::size).sum();
        out.printf("%n%s: %d requests, %.1f a second%n", title, all, all / seconds);
        out.println("                          number  median ms      p95      p99      max   p99 to peer's");
        double peer = micros.containsKey(PEER) ? percentile(sorted(PEER), 99) : Double.NaN;
        for (String kind : new TreeSet<>(micros.keySet())) {
            List<Long> times = sorted(kind);
            out.printf(
                    "%-24s %7d %10.1f %8.1f %8.1f %8.1f %15.1f%n",
                    kind,
                    times.size(),
                    percentile(times, 50),
                    percentile(times, 95),
                    percentile(times, 99),
                    percentile(times, 100),
                    percentile(times, 99) / peer);
        }
        out.println(errors.isEmpty() ? "errors: none" : "errors: " + errors);
        out.flush();
    }

    private List<Long> sorted(String kind) {
        List<Long> times = new ArrayList<>(micros.getOrDefault(kind, List.of()));
        Collections.sort(times);
        return times;
    }

    /** In milliseconds: the smallest time that so many per cent of all do not exceed. */
    private static double percentile(List<Long> sorted, int percent) {
        int place = (int) Math.ceil(sorted.size() * percent / 100.0) - 1;
        return sorted.get(Math.max(0, place)) / 1_000.0;
    }
}
