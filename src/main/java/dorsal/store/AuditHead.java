package dorsal.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the audit trail ends. Noted elsewhere (on paper, in another system), it shows later that nothing before it was
 * changed and that the end was not cut off.
 *
 * @param number 0 when nothing was done yet
 * @param hash 64 hexadecimal digits
 */
public record AuditHead(long number, String hash) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    /** For example {@code 12:8f0e…}. */
    @Override
    public String toString() {
        return number + ":" + hash;
    }

    /** Reads what {@link #toString()} writes. */
    public static Optional<AuditHead> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new AuditHead(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }
}
