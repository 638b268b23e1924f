package dorsal.report;

import dorsal.activation.Activation;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The history of the rules in use, in words, newest first. */
public final class HistoryReport {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss", Locale.ENGLISH);

    private HistoryReport() {}

    /**
     * The entries as text.
     *
     * @param zone in whose local time moments are given
     */
    public static String of(List<Activation> entries, ZoneId zone) {
        if (entries.isEmpty()) {
            return "No rule set was in use yet.\n";
        }
        List<Activation> newestFirst = new ArrayList<>(entries);
        Collections.reverse(newestFirst);
        StringBuilder report = new StringBuilder();
        newestFirst.forEach(entry -> report.append(entry(entry, zone)));
        return report.toString();
    }

    private static String entry(Activation entry, ZoneId zone) {
        StringBuilder text = new StringBuilder("%d. %s  %s%n    %s by %s: %s%n    %d rules, %d cases; %s%n"
                .formatted(
                        entry.number(),
                        TIME.format(entry.at().atZone(zone)),
                        entry.fingerprint(),
                        entry.edit().how().code(),
                        entry.edit().who(),
                        entry.edit().why(),
                        entry.rules(),
                        entry.cases(),
                        entry.before().isEmpty()
                                ? "the first in use"
                                : entry.changes().inShort()));
        list("added", entry.changes().added(), text);
        list("removed", entry.changes().removed(), text);
        list("changed", entry.changes().changed(), text);
        list("files", entry.changes().files(), text);
        return text.toString();
    }

    private static void list(String what, List<String> names, StringBuilder text) {
        if (!names.isEmpty()) {
            text.append("    ")
                    .append(what)
                    .append(": ")
                    .append(String.join(", ", names))
                    .append('\n');
        }
    }
}
