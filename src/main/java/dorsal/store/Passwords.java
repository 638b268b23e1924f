package dorsal.store;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passwords: which may be chosen, and how they are hashed (bcrypt; the kind stands before the hash, so it can change). */
final class Passwords {
    private static final int SHORTEST = 12;

    /** Of bcrypt, which would ignore the rest. */
    private static final int MOST_BYTES = 72;

    /** About a tenth of a second on a small server, where a whole practice may log in at nine. A hash tells its own. */
    private static final int STRENGTH = 10;

    /** In the order in which they come. */
    private static final Semaphore HASHING =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
    private static final PasswordEncoder ENCODER =
            new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(STRENGTH)));

    /** Of a password that nobody has: looked at for a name that nobody has, so that both take as long. */
    private static final String NOBODY = "{bcrypt}$2a$10$UOVrzJWbePLszPW/iDWqNO6Bsag5zleVl8Y8VQGG0022n2uBfyjHq";

    private Passwords() {}

    /** @throws ChartRefusal if it is too short, too long, or the user's own name */
    static String hash(String name, String password) {
        String normal = normal(password);
        if (normal.codePointCount(0, normal.length()) < SHORTEST || normal.equalsIgnoreCase(name)) {
            throw new ChartRefusal(
                    "This password is too easy to guess. Expected at least %d characters, not the name itself."
                            .formatted(SHORTEST));
        }
        if (normal.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new ChartRefusal("This password is too long. Expected at most %d bytes.".formatted(MOST_BYTES));
        }
        String hash = inTurn(() -> ENCODER.encode(normal));
        if (hash == null) {
            throw new IllegalStateException("no hash");
        }
        return hash;
    }

    static boolean matches(String password, String hash) {
        String normal = normal(password);
        return normal.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                && inTurn(() -> ENCODER.matches(normal, hash));
    }

    /** A whole practice logging in at one moment leaves half of the processors to those who are at work. */
    private static <T extends @Nullable Object> T inTurn(Supplier<T> work) {
        HASHING.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            HASHING.release();
        }
    }

    /** Takes as long as looking at a real one. */
    static void matchesNobody(String password) {
        matches(password, NOBODY);
    }

    /** Two keyboards write the same letter in two ways; it is one password. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    /** A password to be used once, easy to type from paper: about 79 bits. */
    static String oneTime() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            password.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
