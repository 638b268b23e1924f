package dorsal.activation;

import java.util.Locale;

/**
 * Who changed the rules in use, how and why.
 *
 * @param who as the machine or the person says
 */
public record Edit(String who, How how, String why) {
    /** How other rules came into use. */
    public enum How {
        /** They stood in the folder when Dorsal started. */
        START,
        /** Files in the folder were changed while Dorsal ran. */
        EDIT,
        /** Somebody published them expressly. */
        PUBLISH,
        /** Somebody went back to them. */
        ROLL_BACK;

        /** The word used in the history. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
