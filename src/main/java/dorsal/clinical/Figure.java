package dorsal.clinical;

import java.util.List;

/**
 * What a picture of an exercise shows.
 *
 * @param alt the picture in one sentence, for whoever cannot see it
 * @param between how one pose leads to the next
 * @param poses one to three
 */
public record Figure(String alt, Between between, List<Pose> poses) {
    /** The most poses that a figure may have. */
    public static final int MOST_POSES = 3;

    public Figure {
        poses = List.copyOf(poses);
        if (poses.isEmpty() || poses.size() > MOST_POSES) {
            throw new IllegalArgumentException("A figure has 1 to 3 poses, not " + poses.size() + ".");
        }
    }

    /** How one pose leads to the next. */
    public enum Between {
        ARROW,
        BOTH_WAYS,
        NOTHING
    }
}
