package dorsal.store;

import java.security.SecureRandom;

/** The id of a patient: what a clinic may give, and how one is made. */
final class PatientId {
    private static final int LONGEST = 64;
    private static final int MADE = 8;

    /** Without letters and digits that are taken for one another. */
    private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final SecureRandom RANDOM = new SecureRandom();

    private PatientId() {}

    /** @throws ChartRefusal if it is empty, too long, or has blanks around it or control characters in it */
    static void check(String id) {
        if (id.isBlank()
                || id.length() > LONGEST
                || !id.equals(id.strip())
                || id.codePoints().anyMatch(Character::isISOControl)) {
            throw new ChartRefusal(
                    "This cannot be the id of a patient. Expected 1 to %d characters without blanks around them."
                            .formatted(LONGEST));
        }
    }

    static String make() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < MADE; i++) {
            id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
