package dorsal.knowledge;

/**
 * Where a rule comes from.
 *
 * @param source id of a {@link Source}
 * @param at where in it; may be empty
 * @param verified true when that place was seen, not recalled
 */
public record Citation(String source, String at, boolean verified) {}
