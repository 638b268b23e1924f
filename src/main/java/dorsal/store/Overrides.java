package dorsal.store;

import dorsal.store.ClinicalOverride.Decision;
import dorsal.store.ClinicalOverride.Kind;
import dorsal.store.ClinicalOverride.Withdrawal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What clinicians decided otherwise than the rules. */
public final class Overrides {
    private static final String SELECT = """
            select o.*, w.entry as w_entry, w.made_at as w_at, w.made_by as w_by, w.reason as w_reason
            from clinical_override o left join override_withdrawal w on w.clinical_override = o.entry
            """;

    private final Database database;

    Overrides(Database database) {
        this.database = database;
    }

    /**
     * Overrides a verdict or an escalation of a saved visit.
     *
     * @throws ChartRefusal if the patient has no such visit
     */
    public ClinicalOverride add(String patient, long visit, Decision decision, String by) {
        return database.write(ledger -> {
            Visits.expect(ledger.sql(), patient, visit);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("patient", patient);
            values.put("visit", visit);
            values.put("kind", decision.kind().code());
            values.put("what", decision.what());
            values.put("rules", RuleIds.join(decision.rules()));
            values.put("was", decision.was());
            values.put("becomes", decision.becomes());
            values.put("code", decision.code());
            values.put("reason", decision.reason());
            long number = ledger.add(
                    Table.CLINICAL_OVERRIDE, by, "override added", Optional.of(String.valueOf(visit)), values);
            return new ClinicalOverride(number, patient, visit, ledger.now(), by, decision, Optional.empty());
        });
    }

    /**
     * Takes an override back.
     *
     * @throws ChartRefusal if there is none with this number, or it was taken back before
     */
    public ClinicalOverride withdraw(long number, String by, String reason) {
        return database.write(ledger -> {
            ClinicalOverride found = find(ledger.sql(), number)
                    .orElseThrow(() -> new ChartRefusal("There is no override with the number %d.".formatted(number)));
            if (found.withdrawn().isPresent()) {
                throw new ChartRefusal("This override was taken back already, by %s."
                        .formatted(found.withdrawn().get().by()));
            }
            long entry = ledger.add(
                    Table.OVERRIDE_WITHDRAWAL,
                    by,
                    "override withdrawn",
                    Optional.of(String.valueOf(number)),
                    Map.of("patient", found.patient(), "clinical_override", number, "reason", reason));
            return new ClinicalOverride(
                    number,
                    found.patient(),
                    found.visit(),
                    found.at(),
                    found.by(),
                    found.decision(),
                    Optional.of(new Withdrawal(entry, ledger.now(), by, reason)));
        });
    }

    /** The override with a number. */
    public Optional<ClinicalOverride> find(long number) {
        return database.read(sql -> find(sql, number));
    }

    private static Optional<ClinicalOverride> find(JdbcClient sql, long number) {
        return sql.sql(SELECT + " where o.entry = ?")
                .params(number)
                .query((row, index) -> read(row))
                .optional();
    }

    /** Every override of a patient, those taken back too, newest first: to be seen at the next visit. */
    public List<ClinicalOverride> list(String patient) {
        return database.read(sql -> sql.sql(SELECT + " where o.patient = ? order by o.entry desc")
                .params(patient)
                .query((row, index) -> read(row))
                .list());
    }

    private static ClinicalOverride read(ResultSet row) throws SQLException {
        boolean withdrawn = row.getObject("w_entry") != null;
        return new ClinicalOverride(
                row.getLong("entry"),
                row.getString("patient"),
                row.getLong("visit"),
                Column.moment(row, "made_at"),
                row.getString("made_by"),
                new Decision(
                        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("what"),
                        RuleIds.split(row.getString("rules")),
                        row.getString("was"),
                        row.getString("becomes"),
                        row.getString("code"),
                        row.getString("reason")),
                withdrawn
                        ? Optional.of(new Withdrawal(
                                row.getLong("w_entry"),
                                Column.moment(row, "w_at"),
                                row.getString("w_by"),
                                row.getString("w_reason")))
                        : Optional.empty());
    }

    /** How each rule that was ever shown or overridden fares, the most often overridden first. */
    public List<RuleUse> byRule() {
        return database.snapshot(sql -> {
            Map<String, Integer> shown = new HashMap<>();
            sql.sql("select rules from rules_shown").query(row -> {
                RuleIds.split(row.getString("rules")).forEach(rule -> shown.merge(rule, 1, Integer::sum));
            });
            Map<String, Set<Long>> overridden = new HashMap<>();
            Map<String, SortedMap<String, Integer>> codes = new HashMap<>();
            sql.sql(SELECT + " where w.entry is null").query(row -> {
                for (String rule : RuleIds.split(row.getString("rules"))) {
                    codes.computeIfAbsent(rule, r -> new TreeMap<>()).merge(row.getString("code"), 1, Integer::sum);
                    overridden.computeIfAbsent(rule, r -> new HashSet<>()).add(row.getLong("visit"));
                }
            });
            Set<String> rules = new HashSet<>(shown.keySet());
            rules.addAll(overridden.keySet());
            List<RuleUse> uses = new ArrayList<>();
            for (String rule : rules) {
                int times = overridden.getOrDefault(rule, Set.of()).size();
                // A caller that named a rule as overridden but not as shown must not make a share above one.
                uses.add(new RuleUse(
                        rule,
                        Math.max(times, shown.getOrDefault(rule, 0)),
                        times,
                        codes.getOrDefault(rule, Collections.emptySortedMap())));
            }
            uses.sort(Comparator.comparingDouble(RuleUse::rate).reversed().thenComparing(RuleUse::rule));
            return List.copyOf(uses);
        });
    }
}
