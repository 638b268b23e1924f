package dorsal.store;

/**
 * A person as a provider of single sign-on names them, in an answer that was verified.
 *
 * @param issuer the provider
 * @param subject what the provider calls this person and nobody else, ever
 * @param name what they are called there; may be given to somebody else later
 */
public record Identity(String issuer, String subject, String name) {
    /** What is kept with a user: two providers may use the same subject. */
    String key() {
        return issuer + " " + subject;
    }
}
