package dorsal.store;

import dorsal.store.Publication.Decided;
import dorsal.store.Publication.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rule sets proposed for use, and what was decided. Their files are kept by the archive of rule sets. */
public final class Publications {
    private final Database database;

    Publications(Database database) {
        this.database = database;
    }

    /**
     * Proposes a rule set.
     *
     * @param earlier the fingerprint of the one in use
     * @param effect what it changes for patients, in words or JSON
     */
    public Publication propose(String fingerprint, Optional<String> earlier, String reason, String effect, String by) {
        if (reason.isBlank()) {
            throw new ChartRefusal("Rules are published for a reason, which is kept.");
        }
        return database.write(ledger -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("fingerprint", fingerprint);
            earlier.ifPresent(before -> values.put("earlier", before));
            values.put("reason", reason);
            values.put("effect", effect);
            long number = ledger.add(Table.PUBLICATION, by, "rules proposed", Optional.of(fingerprint), values);
            return new Publication(number, ledger.now(), by, fingerprint, earlier, reason, effect, List.of());
        });
    }

    /**
     * Approves what somebody proposed.
     *
     * @param alone true where the practice has one person only, who may approve their own
     * @throws ChartRefusal if it is no longer open, or somebody approves their own where they may not
     */
    public Publication approve(long number, String by, String reason, boolean alone) {
        return decide(number, Decided.APPROVED, by, reason, alone);
    }

    /** Refuses what somebody proposed. */
    public Publication refuse(long number, String by, String reason) {
        return decide(number, Decided.REFUSED, by, reason, true);
    }

    /** Takes a proposal back. */
    public Publication withdraw(long number, String by, String reason) {
        return decide(number, Decided.WITHDRAWN, by, reason, true);
    }

    /** Records that the rule set came into use. Whether it had to be approved first is for the caller to know. */
    public Publication cameIntoUse(long number, String by) {
        return decide(number, Decided.IN_USE, by, "", true);
    }

    private Publication decide(long number, Decided kind, String by, String reason, boolean alone) {
        return database.write(ledger -> {
            Publication found = find(ledger.sql(), number)
                    .orElseThrow(() -> new ChartRefusal("There is no proposal with the number %d.".formatted(number)));
            if (!found.open()) {
                throw new ChartRefusal("This proposal is no longer open.");
            }
            if (!alone && found.by().equals(by)) {
                throw new ChartRefusal("Somebody else has to approve what you proposed.");
            }
            long entry = ledger.add(
                    Table.PUBLICATION_DECISION,
                    by,
                    "rules " + kind.code(),
                    Optional.of(String.valueOf(number)),
                    Map.of("publication", number, "decision", kind.code(), "reason", reason));
            List<Decision> decisions = new ArrayList<>(found.decisions());
            decisions.add(new Decision(entry, kind, ledger.now(), by, reason));
            return new Publication(
                    number,
                    found.at(),
                    found.by(),
                    found.fingerprint(),
                    found.earlier(),
                    found.reason(),
                    found.effect(),
                    decisions);
        });
    }

    /** The proposal with a number. */
    public Optional<Publication> find(long number) {
        return database.snapshot(sql -> find(sql, number));
    }

    private static Optional<Publication> find(JdbcClient sql, long number) {
        return read(sql, "where entry = ?", List.of(number)).stream().findFirst();
    }

    /** Every proposal, newest first. */
    public List<Publication> list() {
        return database.snapshot(sql -> read(sql, "", List.of()));
    }

    /** Those that wait for a decision, newest first. */
    public List<Publication> open() {
        return list().stream().filter(Publication::open).toList();
    }

    private static List<Publication> read(JdbcClient sql, String where, List<Object> parameters) {
        return sql
                .sql("select * from publication %s order by entry desc".formatted(where))
                .params(parameters)
                .query((row, index) -> new Publication(
                        row.getLong("entry"),
                        Column.moment(row, "made_at"),
                        row.getString("made_by"),
                        row.getString("fingerprint"),
                        Optional.ofNullable(row.getString("earlier")),
                        row.getString("reason"),
                        row.getString("effect"),
                        List.of()))
                .list()
                .stream()
                .map(found -> withDecisions(sql, found))
                .toList();
    }

    private static Publication withDecisions(JdbcClient sql, Publication found) {
        List<Decision> decisions = sql.sql("select * from publication_decision where publication = ? order by entry")
                .params(found.number())
                .query((row, index) -> new Decision(
                        row.getLong("entry"),
                        Decided.valueOf(row.getString("decision")
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')),
                        Column.moment(row, "made_at"),
                        row.getString("made_by"),
                        row.getString("reason")))
                .list();
        return new Publication(
                found.number(),
                found.at(),
                found.by(),
                found.fingerprint(),
                found.earlier(),
                found.reason(),
                found.effect(),
                decisions);
    }
}
