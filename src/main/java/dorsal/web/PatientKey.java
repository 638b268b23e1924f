package dorsal.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** The id of a patient as a part of an address: as it is where that is plain, else in letters that every address may have. */
final class PatientKey {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final String MARK = "~";

    private PatientKey() {}

    static String of(String id) {
        return PLAIN.matcher(id).matches()
                ? id
                : MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    /** The id that a key stands for; one that nobody has if the key is none. */
    static String read(String key) {
        if (!key.startsWith(MARK)) {
            return key;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(key.substring(1)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Where the pages of a patient are. */
    static String path(String id) {
        return "/patients/" + of(id);
    }
}
