package dorsal.rehearsal;

import dorsal.clinical.Profile;
import dorsal.course.Visits;
import dorsal.text.Position;
import java.util.Optional;

/**
 * A vignette: a fictional patient and what must come out.
 *
 * @param id unique among all cases
 * @param title what it shows, in a sentence
 * @param note why it is as it is, where somebody would wonder
 * @param visits the patient as the case describes him: one profile, or a series
 * @param profile what is assessed: the profile, or the latest visit with what the first one says
 * @param at where it is written
 */
public record Case(
        String id,
        String title,
        Optional<String> note,
        Visits visits,
        Profile profile,
        Expectation expectation,
        Position at) {

    /** True when it expects something of a rule or exercise, or answers a finding, with this name. */
    public boolean mentions(String name) {
        return profile.answers().containsKey(name) || expectation.mentions(name);
    }

    /** True when another case has the same patient and expects the same of him, in whatever words and place. */
    boolean asksTheSame(Case other) {
        return visits.equals(other.visits) && expectation.equals(other.expectation);
    }
}
