package dorsal.report;

import java.util.List;

/**
 * What to explain of an assessment beside the assessment itself.
 *
 * @param changes what would change it
 * @param why the exercises, findings and rules of which to say why; known ones
 */
public record Explaining(boolean changes, List<String> why) {
    /** Nothing more than the assessment. */
    public static final Explaining NOTHING = new Explaining(false, List.of());

    public Explaining {
        why = List.copyOf(why);
    }
}
