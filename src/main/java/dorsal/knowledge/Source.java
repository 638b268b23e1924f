package dorsal.knowledge;

import java.util.Optional;

/**
 * A cited work.
 *
 * @param year of publication, where there is one
 * @param status whether it was seen: verified, partly verified or recalled
 * @param verified what exactly was seen
 */
public record Source(String id, String title, Optional<Integer> year, String kind, String status, String verified) {}
