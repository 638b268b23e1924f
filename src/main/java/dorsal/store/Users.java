package dorsal.store;

import dorsal.store.Throttle.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may log in. The last row of a name is what holds now. */
public final class Users {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}");
    private static final String LAST =
            "select a.* from account a where a.entry = (select max(b.entry) from account b where b.name = a.name)";

    private final Database database;

    Users(Database database) {
        this.database = database;
    }

    private record Account(User user, String password) {}

    /**
     * Adds a user.
     *
     * @param name letters, digits and {@code . _ @ + -}; at most 64
     * @param password at least 12 characters, at most 72 bytes
     * @param mustChange true when somebody else chose the password, which is to serve once only
     * @throws ChartRefusal if there is a user of this name, or name or password are not such
     */
    public User add(String name, Role role, String password, boolean mustChange, String by) {
        if (!NAME.matcher(name).matches()) {
            throw new ChartRefusal(
                    "This cannot be the name of a user. Expected letters, digits and . _ @ + - only, at most 64.");
        }
        String hash = Passwords.hash(name, password);
        return database.write(ledger -> {
            if (account(ledger.sql(), name).isPresent()) {
                throw new ChartRefusal("There is a user '%s' already.".formatted(name));
            }
            return write(ledger, "user added", new User(name, role, false, mustChange, ledger.now(), by), hash);
        });
    }

    /**
     * Makes the first user, {@code admin}, where there is none.
     *
     * @return the password for the first log-in, told this once; empty when there are users
     */
    public Optional<String> ensureAdministrator() {
        boolean none = database.read(
                sql -> sql.sql("select count(*) from account").query(Long.class).single() == 0);
        if (!none) {
            return Optional.empty();
        }
        String password = Passwords.oneTime();
        String hash = Passwords.hash("admin", password);
        return database.write(ledger -> {
            if (!all(ledger.sql()).isEmpty()) {
                return Optional.empty();
            }
            write(
                    ledger,
                    "user added",
                    new User("admin", Role.ADMINISTRATOR, false, true, ledger.now(), "dorsal"),
                    hash);
            return Optional.of(password);
        });
    }

    /**
     * Adds a user with a password for the first log-in.
     *
     * @return the password, told this once
     * @throws ChartRefusal if there is a user of this name, or it is no name
     */
    public String addWithOneTimePassword(String name, Role role, String by) {
        String password = Passwords.oneTime();
        add(name, role, password, true, by);
        return password;
    }

    /**
     * Gives a user another password, for one log-in.
     *
     * @return the password, told this once
     */
    public String giveOneTimePassword(String name, String by) {
        String password = Passwords.oneTime();
        changePassword(name, password, true, by);
        return password;
    }

    /** Lets a user in no longer. What they wrote stays. */
    public User disable(String name, String by) {
        return change(name, by, "user disabled", account -> {
            User user = account.user();
            return new Account(
                    new User(name, user.role(), true, user.mustChangePassword(), user.changedAt(), by),
                    account.password());
        });
    }

    /** Lets a user in again. */
    public User enable(String name, String by) {
        return change(name, by, "user enabled", account -> {
            User user = account.user();
            return new Account(
                    new User(name, user.role(), false, user.mustChangePassword(), user.changedAt(), by),
                    account.password());
        });
    }

    /** Gives a user another role. */
    public User changeRole(String name, Role role, String by) {
        return change(name, by, "role of user changed to " + role.code(), account -> {
            User user = account.user();
            return new Account(
                    new User(name, role, user.disabled(), user.mustChangePassword(), user.changedAt(), by),
                    account.password());
        });
    }

    /**
     * Gives a user another password, and forgives wrong ones.
     *
     * @param mustChange true when somebody else chose it
     * @throws ChartRefusal if it may not be chosen, or is the one that the user has to change
     */
    public User changePassword(String name, String password, boolean mustChange, String by) {
        String hash = Passwords.hash(name, password);
        boolean same = database.read(sql -> account(sql, name))
                .filter(account -> account.user().mustChangePassword())
                .filter(account -> Passwords.matches(password, account.password()))
                .isPresent();
        if (same) {
            throw new ChartRefusal("This is the password that has to be changed.");
        }
        User changed = change(
                name,
                by,
                "password changed",
                account -> new Account(
                        new User(
                                name,
                                account.user().role(),
                                account.user().disabled(),
                                mustChange,
                                account.user().changedAt(),
                                by),
                        hash));
        database.change(sql -> Throttle.forget(sql, Subject.name(name)));
        return changed;
    }

    /** What becomes of an account. */
    @FunctionalInterface
    private interface Change {
        Account of(Account account);
    }

    private User change(String name, String by, String action, Change change) {
        return database.write(ledger -> {
            Account now = account(ledger.sql(), name)
                    .orElseThrow(() -> new ChartRefusal("There is no user '%s'.".formatted(name)));
            Account then = change.of(now);
            if (isAdministrator(now.user())
                    && !isAdministrator(then.user())
                    && all(ledger.sql()).stream().filter(Users::isAdministrator).count() == 1) {
                throw new ChartRefusal("'%s' is the last administrator; make another first.".formatted(name));
            }
            User user = then.user();
            return write(
                    ledger,
                    action,
                    new User(name, user.role(), user.disabled(), user.mustChangePassword(), ledger.now(), by),
                    then.password());
        });
    }

    private static boolean isAdministrator(User user) {
        return user.role() == Role.ADMINISTRATOR && !user.disabled();
    }

    private static User write(Ledger ledger, String action, User user, String password) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", user.name());
        values.put("role", user.role().code());
        values.put("password", password);
        values.put("must_change", user.mustChangePassword());
        values.put("disabled", user.disabled());
        ledger.add(Table.ACCOUNT, user.changedBy(), action, Optional.of(user.name()), values);
        return user;
    }

    /** Every user, by name. */
    public List<User> list() {
        return database.read(Users::all);
    }

    private static List<User> all(JdbcClient sql) {
        return sql.sql(LAST + " order by a.name")
                .query((row, index) -> read(row).user())
                .list();
    }

    /** The user of a name. */
    public Optional<User> find(String name) {
        return database.read(sql -> account(sql, name)).map(Account::user);
    }

    private static Optional<Account> account(JdbcClient sql, String name) {
        return sql.sql("select * from account where name = ? order by entry desc limit 1")
                .params(name)
                .query((row, index) -> read(row))
                .optional();
    }

    private static Account read(ResultSet row) throws SQLException {
        Role role = Role.find(row.getString("role")).orElseThrow(() -> new SQLException("unknown role"));
        return new Account(
                new User(
                        row.getString("name"),
                        role,
                        row.getBoolean("disabled"),
                        row.getBoolean("must_change"),
                        Column.moment(row, "made_at"),
                        row.getString("made_by")),
                row.getString("password"));
    }

    /**
     * Looks at a name and a password. Wrong ones are counted and slow the next down; the answer never tells which of the
     * two was wrong, nor whether the user is disabled. Both outcomes of a real user leave an entry in the audit trail.
     *
     * @param address where it comes from
     */
    public LogIn logIn(String name, String password, String address) {
        Instant now = Column.kept(database.clock().instant());
        List<Subject> subjects = List.of(Subject.name(name), Subject.address(address));
        Duration wait = database.read(sql -> Throttle.wait(sql, subjects, now));
        if (!wait.isZero()) {
            return new LogIn(Optional.empty(), wait);
        }
        boolean askable =
                name.length() <= 64 && name.indexOf(0) < 0 && NAME.matcher(name).matches();
        Optional<Account> account = askable ? database.read(sql -> account(sql, name)) : Optional.empty();
        if (account.isEmpty()) {
            Passwords.matchesNobody(password);
        }
        Optional<User> user = account.filter(found -> Passwords.matches(password, found.password()))
                .map(Account::user)
                .filter(found -> !found.disabled());
        database.write(ledger -> {
            if (user.isPresent()) {
                Throttle.forget(ledger.sql(), subjects.get(0));
                return ledger.note(name, "logged in", Optional.empty(), Optional.empty());
            }
            Throttle.failed(ledger.sql(), subjects, now);
            return account.isPresent()
                    ? ledger.note("nobody", "log-in refused", Optional.empty(), Optional.of(name))
                    : 0L;
        });
        return new LogIn(user, Duration.ZERO);
    }
}
