package dorsal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stands where in a backup, which is a zip file that belongs to neither database:
 *
 * <pre>
 * tables/NAME.ndjson   the rows of a table, one on each line
 * rule-sets/…          the archive of rule sets as it stands in the data folder
 * manifest.ndjson      last: one line on the backup, then one for each file with its length and SHA-256
 * </pre>
 *
 * Left out: wrong passwords that were counted, and when tokens were last used.
 */
final class BackupFormat {
    static final long VERSION = 1;
    static final String MANIFEST = "manifest.ndjson";

    /** Nothing else is written into the data folder, whatever a file that calls itself a backup names. */
    static final Pattern RULE_FILE =
            Pattern.compile("rule-sets/(files/[0-9a-f]{64}|(versions/[0-9a-f]{64}|history/[0-9]{6})\\.json)");

    static final List<Column> ABOUT = List.of(
            Column.number("format"),
            Column.moment("made_at"),
            Column.text("made_by", 200),
            Column.number("head_number"),
            Column.text("head_hash", 64));

    static final List<Column> FILE =
            List.of(Column.text("file", 200), Column.number("bytes"), Column.text("sha256", 64));

    /** A table with the columns of its rows, key first. */
    record Part(String table, String key, List<Column> columns) {
        String file() {
            return "tables/" + table + ".ndjson";
        }
    }

    private BackupFormat() {}

    /** In an order in which each row finds those that it refers to. */
    static List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("audit_entry", "number", AuditRows.COLUMNS));
        for (Table table : Table.values()) {
            parts.add(new Part(
                    table.sql(),
                    "entry",
                    Stream.concat(Stream.of(Column.number("entry")), table.columns().stream())
                            .toList()));
        }
        return List.copyOf(parts);
    }

    /** Drafts have no number; there are few. */
    static final Part DRAFTS = new Part(
            "draft",
            "",
            List.of(
                    Column.text("patient", 64),
                    Column.text("made_by", 200),
                    Column.moment("made_at"),
                    Column.number("state"),
                    Column.text("profile", 1_000_000)));
}
