package dorsal.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a user or a token may do. */
public enum Role {
    CLINICIAN,
    RULE_EDITOR,
    ADMINISTRATOR,
    AUDITOR;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word used in the database, on the command line and in pages. */
    public String code() {
        return code;
    }

    /** The role with a code. */
    public static Optional<Role> find(String code) {
        return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
    }

    /** Every code. */
    public static List<String> codes() {
        return Arrays.stream(values()).map(Role::code).toList();
    }
}
