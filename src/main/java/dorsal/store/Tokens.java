package dorsal.store;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys of programs. A key is 256 random bits, so that a plain hash of it is as good as a slow one; only that is kept.
 * The last row of a name is what holds now.
 */
public final class Tokens {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}");
    private static final String PREFIX = "dorsal_";
    private static final Duration NOTED = Duration.ofMinutes(1);
    private static final String SELECT = """
            select t.*, u.made_at as used_at from api_token t left join api_token_use u on u.secret = t.secret
            where t.entry = (select max(b.entry) from api_token b where b.name = t.name)
            """;

    private final Database database;

    Tokens(Database database) {
        this.database = database;
    }

    /**
     * Makes a token.
     *
     * @return the secret, told this once
     * @throws ChartRefusal if the name is in use or no name
     */
    public String add(String name, Role role, String by) {
        if (!NAME.matcher(name).matches()) {
            throw new ChartRefusal(
                    "This cannot be the name of a token. Expected letters, digits and . _ @ + - only, at most 64.");
        }
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        database.write(ledger -> {
            if (find(ledger.sql(), name).filter(token -> !token.revoked()).isPresent()) {
                throw new ChartRefusal("There is a token '%s' already; revoke it first.".formatted(name));
            }
            return write(ledger, "token added", name, role, ContentHash.of(secret), false, by);
        });
        return secret;
    }

    /** Makes a token useless, at once. */
    public void revoke(String name, String by) {
        database.write(ledger -> {
            Token token = find(ledger.sql(), name)
                    .orElseThrow(() -> new ChartRefusal("There is no token '%s'.".formatted(name)));
            if (token.revoked()) {
                throw new ChartRefusal("The token '%s' was revoked already.".formatted(name));
            }
            return write(ledger, "token revoked", name, token.role(), secret(ledger.sql(), name), true, by);
        });
    }

    private static long write(
            Ledger ledger, String action, String name, Role role, String secret, boolean revoked, String by) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("role", role.code());
        values.put("secret", secret);
        values.put("revoked", revoked);
        return ledger.add(Table.API_TOKEN, by, action, Optional.of(name), values);
    }

    private static Optional<Token> find(JdbcClient sql, String name) {
        return sql.sql(SELECT + " and t.name = ?")
                .params(name)
                .query((row, index) -> read(row))
                .optional();
    }

    private static String secret(JdbcClient sql, String name) {
        return sql.sql("select secret from api_token where name = ? order by entry desc limit 1")
                .params(name)
                .query(String.class)
                .single();
    }

    /** Every token, by name, those revoked too. */
    public List<Token> list() {
        return database.read(sql -> sql.sql(SELECT + " order by t.name")
                .query((row, index) -> read(row))
                .list());
    }

    /** The token with a secret, unless it is revoked; remembers that it was used. */
    public Optional<Token> use(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String hash = ContentHash.of(secret);
        Optional<Token> token = database.read(sql -> sql.sql(SELECT + " and t.secret = ?")
                        .params(hash)
                        .query((row, index) -> read(row))
                        .optional())
                .filter(found -> !found.revoked());
        Instant now = Column.kept(database.clock().instant());
        boolean noted = token.flatMap(Token::lastUsed)
                .filter(last -> Duration.between(last, now).compareTo(NOTED) < 0)
                .isPresent();
        if (token.isPresent() && !noted) {
            database.write(ledger -> {
                // Under the lock of the trail, two requests at once cannot both insert.
                ledger.sql()
                        .sql("delete from api_token_use where secret = ?")
                        .params(hash)
                        .update();
                ledger.sql()
                        .sql("insert into api_token_use (secret, made_at) values (?, ?)")
                        .params(hash, Column.parameter(now))
                        .update();
                return true;
            });
        }
        return token;
    }

    private static Token read(ResultSet row) throws SQLException {
        Role role = Role.find(row.getString("role")).orElseThrow(() -> new SQLException("unknown role"));
        return new Token(
                row.getString("name"),
                role,
                row.getBoolean("revoked"),
                Column.moment(row, "made_at"),
                row.getString("made_by"),
                row.getObject("used_at") == null ? Optional.empty() : Optional.of(Column.moment(row, "used_at")));
    }
}
