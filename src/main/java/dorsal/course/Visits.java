package dorsal.course;

import dorsal.clinical.Profile;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one document says of a patient: one profile, or a series of visits each of which is a whole profile.
 *
 * @param profiles oldest first, no two at the same moment; never empty
 * @param series false for a document that is a single profile and asks for no course
 */
public record Visits(List<Profile> profiles, boolean series) {
    public Visits {
        profiles = profiles.stream().sorted(Comparator.comparing(Profile::at)).toList();
        Set<LocalDateTime> moments = profiles.stream().map(Profile::at).collect(Collectors.toSet());
        if (profiles.isEmpty() || moments.size() < profiles.size() || (profiles.size() > 1 && !series)) {
            throw new IllegalArgumentException(
                    "These %d visits at %s are no series.".formatted(profiles.size(), moments));
        }
    }

    static Visits single(Profile profile) {
        return new Visits(List.of(profile), false);
    }

    /** A series in any order. */
    public static Visits series(List<Profile> profiles) {
        return new Visits(profiles, true);
    }

    /** All visits before the latest. */
    List<Profile> earlier() {
        return profiles.subList(0, profiles.size() - 1);
    }

    public Profile first() {
        return profiles.get(0);
    }

    public Profile latest() {
        return profiles.get(profiles.size() - 1);
    }
}
