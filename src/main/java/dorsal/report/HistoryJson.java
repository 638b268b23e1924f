package dorsal.report;

import dorsal.activation.Activation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every rule set that was in use, newest first. */
public final class HistoryJson {
    private HistoryJson() {}

    /**
     * One object with all entries.
     *
     * @param zone whose offset moments carry
     */
    public static byte[] of(List<Activation> entries, ZoneId zone) {
        List<Activation> newestFirst = new ArrayList<>(entries);
        Collections.reverse(newestFirst);
        return Json.object(json -> json.objects("history", newestFirst, entry -> {
            json.number("number", entry.number());
            json.moment("at", entry.at(), zone);
            json.text("fingerprint", entry.fingerprint());
            json.text("before", entry.before());
            json.number("rules", entry.rules());
            json.number("cases", entry.cases());
            json.text("who", entry.edit().who());
            json.text("how", entry.edit().how().code());
            json.text("why", entry.edit().why());
            json.texts("added", entry.changes().added());
            json.texts("removed", entry.changes().removed());
            json.texts("changed", entry.changes().changed());
            json.texts("files", entry.changes().files());
        }));
    }
}
