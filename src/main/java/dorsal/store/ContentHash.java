package dorsal.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * SHA-256 over named values in a text that no library writes, since it has to come out the same in many years: for each
 * value {@code name=LENGTH:TEXT} and a line feed, the length in bytes of UTF-8, moments as ISO 8601 in UTC. Lengths make
 * it impossible for two different sets of values to give the same text.
 */
final class ContentHash {
    private ContentHash() {}

    /** The hash of values in the order of the map, as 64 hexadecimal digits. */
    static String of(Map<String, Object> values) {
        MessageDigest digest = sha256();
        values.forEach((name, value) -> {
            byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
            digest.update((name + "=" + text.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(text);
            digest.update((byte) '\n');
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The hash of one text, as 64 hexadecimal digits. */
    static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
