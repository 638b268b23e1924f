package dorsal.store;

import dorsal.store.SignOn.Outcome;
import dorsal.store.Throttle.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who may log in. The last row of a name is what holds now. */
public final class Users {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}");

    private static final List<Object> TURNS =
            Stream.generate(Object::new).limit(64).toList();

    private final Database database;

    Users(Database database) {
        this.database = database;
    }

    /**
     * Adds a user who logs in with a password.
     *
     * @param name letters, digits and {@code . _ @ + -}; at most 64
     * @param password at least 12 characters, at most 72 bytes
     * @param mustChange true when somebody else chose the password, which is to serve once only
     * @throws ChartRefusal if there is a user of this name, or name or password are not such
     */
    public User add(String name, Role role, String password, boolean mustChange, String by) {
        checkName(name);
        return add(Account.of(name, role, Optional.of(Passwords.hash(name, password)), mustChange), by);
    }

    /**
     * Adds a user who logs in by single sign-on, without a password.
     *
     * @param name as the provider says it
     * @throws ChartRefusal if there is a user of this name, or it is no name
     */
    public User addForSingleSignOn(String name, Role role, String by) {
        checkName(name);
        return add(Account.of(name, role, Optional.empty(), false).singleSignOn(true, Optional.empty()), by);
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ChartRefusal(
                    "This cannot be the name of a user. Expected letters, digits and . _ @ + - only, at most 64.");
        }
    }

    private User add(Account account, String by) {
        return database.write(ledger -> {
            if (Account.find(ledger.sql(), account.name()).isPresent()) {
                throw new ChartRefusal("There is a user '%s' already.".formatted(account.name()));
            }
            return write(ledger, "user added", account, by);
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
            if (!Account.all(ledger.sql()).isEmpty()) {
                return Optional.empty();
            }
            write(ledger, "user added", Account.of("admin", Role.ADMINISTRATOR, Optional.of(hash), true), "dorsal");
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
        return change(name, by, "user disabled", account -> account.disabled(true));
    }

    /** Lets a user in again. */
    public User enable(String name, String by) {
        return change(name, by, "user enabled", account -> account.disabled(false));
    }

    /** Gives a user another role. */
    public User changeRole(String name, Role role, String by) {
        return change(name, by, "role of user changed to " + role.code(), account -> account.with(role));
    }

    /**
     * Gives a user another password, and forgives wrong ones.
     *
     * @param mustChange true when somebody else chose it
     * @throws ChartRefusal if it may not be chosen, or is the one that the user has to change
     */
    public User changePassword(String name, String password, boolean mustChange, String by) {
        Optional<String> hash = Optional.of(Passwords.hash(name, password));
        boolean same = database.read(sql -> Account.find(sql, name))
                .filter(account -> account.mustChangePassword() && account.matches(password))
                .isPresent();
        if (same) {
            throw new ChartRefusal("This is the password that has to be changed.");
        }
        User changed = change(name, by, "password changed", account -> account.with(hash, mustChange));
        database.change(sql -> Throttle.forget(sql, Subject.name(name)));
        return changed;
    }

    /**
     * Lets a user in by single sign-on from now on, beside their password where they have one. Who they are at the
     * provider is forgotten: the next person there of this name is this user from then on.
     */
    public User allowSingleSignOn(String name, String by) {
        return change(name, by, "single sign-on allowed", account -> account.singleSignOn(true, Optional.empty()));
    }

    /**
     * Lets a user in with the password only.
     *
     * @throws ChartRefusal if there is none
     */
    public User endSingleSignOn(String name, String by) {
        return change(name, by, "single sign-on ended", account -> {
            if (account.password().isEmpty()) {
                throw new ChartRefusal(
                        "'%s' has no password yet; give one first, or disable the user.".formatted(name));
            }
            return account.singleSignOn(false, Optional.empty());
        });
    }

    /**
     * Lets a user in by single sign-on only.
     *
     * @throws ChartRefusal if single sign-on is not allowed to them
     */
    public User removePassword(String name, String by) {
        return change(name, by, "password removed", account -> {
            if (!account.singleSignOn()) {
                throw new ChartRefusal(
                        "'%s' could not log in without a password; allow single sign-on first, or disable the user."
                                .formatted(name));
            }
            return account.with(Optional.empty(), false);
        });
    }

    private User change(String name, String by, String action, UnaryOperator<Account> change) {
        return database.write(ledger -> {
            Account now = Account.find(ledger.sql(), name)
                    .orElseThrow(() -> new ChartRefusal("There is no user '%s'.".formatted(name)));
            return write(ledger, action, now, change.apply(now), by);
        });
    }

    private static User write(Ledger ledger, String action, Account now, Account then, String by) {
        if (now.administers()
                && !then.administers()
                && Account.all(ledger.sql()).stream()
                                .filter(Account::administers)
                                .count()
                        == 1) {
            throw new ChartRefusal("'%s' is the last administrator; make another first.".formatted(now.name()));
        }
        return write(ledger, action, then, by);
    }

    private static User write(Ledger ledger, String action, Account account, String by) {
        ledger.add(Table.ACCOUNT, by, action, Optional.of(account.name()), account.values());
        return account.changed(ledger.now(), by).user();
    }

    /** Every user, by name. */
    public List<User> list() {
        return database.read(Account::all).stream().map(Account::user).toList();
    }

    /** The user of a name. */
    public Optional<User> find(String name) {
        return database.read(sql -> Account.find(sql, name)).map(Account::user);
    }

    /**
     * Looks at a name and a password. Wrong ones are counted and slow the next down; the answer never tells which of the
     * two was wrong, nor whether the user is disabled. Both outcomes of a real user leave an entry in the audit trail.
     *
     * @param address where it comes from
     */
    public LogIn logIn(String name, String password, String address) {
        // One at a time for each name, or many at once would all be let try before the first failure counts.
        synchronized (TURNS.get(Math.floorMod(name.hashCode(), TURNS.size()))) {
            return logInNext(name, password, address);
        }
    }

    private LogIn logInNext(String name, String password, String address) {
        Instant now = Column.kept(database.clock().instant());
        List<Subject> subjects = List.of(Subject.name(name), Subject.address(address));
        Duration wait = database.read(sql -> Throttle.wait(sql, subjects, now));
        if (!wait.isZero()) {
            return new LogIn(Optional.empty(), wait);
        }
        boolean askable =
                name.length() <= 64 && name.indexOf(0) < 0 && NAME.matcher(name).matches();
        Optional<Account> account = askable ? database.read(sql -> Account.find(sql, name)) : Optional.empty();
        if (account.flatMap(Account::password).isEmpty()) {
            Passwords.matchesNobody(password);
        }
        Optional<User> user = account.filter(found -> found.matches(password))
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

    /**
     * Looks at somebody whom the provider of single sign-on has named. At the first log-in a user is found by name; from
     * then on, by what the provider calls this person for ever. Both outcomes leave an entry in the audit trail.
     *
     * @param roles whether the provider gives the roles; then a user whom it gives one is made where there is none, and
     *     one who is there has the role that it says now
     * @param role the role that it gives
     * @throws ChartRefusal if the provider takes the last administrator's role away
     */
    public SignOn signOn(Identity person, boolean roles, Optional<Role> role) {
        return database.write(ledger -> {
            boolean named = NAME.matcher(person.name()).matches();
            Optional<Account> known = Account.find(ledger.sql(), person);
            Optional<Account> account =
                    known.or(() -> named ? Account.find(ledger.sql(), person.name()) : Optional.empty());
            Outcome outcome = outcome(account, known.isPresent(), named, roles, role);
            if (outcome != Outcome.LET_IN) {
                String who = account.map(Account::name).orElse(named ? person.name() : "a name that cannot be kept");
                ledger.note("nobody", "single sign-on refused", Optional.empty(), Optional.of(who));
                return SignOn.refused(outcome);
            }
            User user = account.map(found -> upToDate(ledger, found, person, role))
                    .orElseGet(() -> write(
                            ledger,
                            "user added by single sign-on",
                            Account.of(person.name(), role.orElseThrow(), Optional.empty(), false)
                                    .singleSignOn(true, Optional.of(person.key())),
                            person.name()));
            ledger.note(user.name(), "logged in by single sign-on", Optional.empty(), Optional.empty());
            return new SignOn(Outcome.LET_IN, Optional.of(user));
        });
    }

    private static Outcome outcome(
            Optional<Account> account, boolean known, boolean named, boolean roles, Optional<Role> role) {
        if (account.isEmpty() && !(named && roles)) {
            return Outcome.UNKNOWN;
        }
        if (account.filter(found -> !found.singleSignOn()).isPresent()) {
            return Outcome.PASSWORD_ONLY;
        }
        if (!known && account.flatMap(Account::identity).isPresent()) {
            return Outcome.SOMEBODY_ELSE;
        }
        if (account.filter(Account::disabled).isPresent()) {
            return Outcome.DISABLED;
        }
        return roles && role.isEmpty() ? Outcome.NO_ROLE : Outcome.LET_IN;
    }

    private static User upToDate(Ledger ledger, Account account, Identity person, Optional<Role> role) {
        User user = account.user();
        if (account.identity().isEmpty()) {
            Account then = account.singleSignOn(true, Optional.of(person.key()));
            user = write(ledger, "first single sign-on", then, person.name());
            account = then;
        }
        if (role.isPresent() && role.get() != account.role()) {
            String action = "role of user changed to " + role.get().code();
            user = write(ledger, action, account, account.with(role.get()), "single sign-on");
        }
        return user;
    }
}
