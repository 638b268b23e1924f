package dorsal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A user with what lets them in.
 *
 * @param password its hash
 * @param identity the one person at the provider of single sign-on who is this user; empty before their first log-in
 */
record Account(
        String name,
        Role role,
        Optional<String> password,
        boolean mustChangePassword,
        boolean disabled,
        boolean singleSignOn,
        Optional<String> identity,
        Instant at,
        String by) {
    private static final String LAST =
            "select a.* from account a where a.entry = (select max(b.entry) from account b where b.name = a.name)";

    /** Made or changed now by somebody, with a role and a password and nothing else. */
    static Account of(String name, Role role, Optional<String> password, boolean mustChange) {
        return new Account(name, role, password, mustChange, false, false, Optional.empty(), Instant.EPOCH, "");
    }

    Account with(Role other) {
        return new Account(name, other, password, mustChangePassword, disabled, singleSignOn, identity, at, by);
    }

    Account disabled(boolean then) {
        return new Account(name, role, password, mustChangePassword, then, singleSignOn, identity, at, by);
    }

    Account with(Optional<String> otherPassword, boolean mustChange) {
        return new Account(name, role, otherPassword, mustChange, disabled, singleSignOn, identity, at, by);
    }

    Account singleSignOn(boolean then, Optional<String> who) {
        return new Account(name, role, password, mustChangePassword, disabled, then, who, at, by);
    }

    Account changed(Instant then, String who) {
        return new Account(name, role, password, mustChangePassword, disabled, singleSignOn, identity, then, who);
    }

    boolean administers() {
        return role == Role.ADMINISTRATOR && !disabled;
    }

    boolean matches(String shown) {
        return password.filter(hash -> Passwords.matches(shown, hash)).isPresent();
    }

    User user() {
        return new User(name, role, disabled, mustChangePassword, password.isPresent(), singleSignOn, at, by);
    }

    /** The table's own columns. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("role", role.code());
        password.ifPresent(hash -> values.put("password", hash));
        values.put("must_change", mustChangePassword);
        values.put("disabled", disabled);
        if (singleSignOn) {
            values.put("single_sign_on", true);
        }
        identity.ifPresent(person -> values.put("identity", person));
        return values;
    }

    /** As it is now, every one by name. */
    static List<Account> all(JdbcClient sql) {
        return sql.sql(LAST + " order by a.name")
                .query((row, index) -> read(row))
                .list();
    }

    static Optional<Account> find(JdbcClient sql, String name) {
        return sql.sql("select * from account where name = ? order by entry desc limit 1")
                .params(name)
                .query((row, index) -> read(row))
                .optional();
    }

    /** Whoever is this person at the provider. */
    static Optional<Account> find(JdbcClient sql, Identity person) {
        return sql.sql(LAST + " and a.identity = ?")
                .params(person.key())
                .query((row, index) -> read(row))
                .optional();
    }

    private static Account read(ResultSet row) throws SQLException {
        return new Account(
                row.getString("name"),
                Role.find(row.getString("role")).orElseThrow(() -> new SQLException("unknown role")),
                Optional.ofNullable(row.getString("password")),
                row.getBoolean("must_change"),
                row.getBoolean("disabled"),
                row.getBoolean("single_sign_on"),
                Optional.ofNullable(row.getString("identity")),
                Column.moment(row, "made_at"),
                row.getString("made_by"));
    }
}
