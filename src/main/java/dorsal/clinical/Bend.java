package dorsal.clinical;

import java.util.Locale;

/** How far a joint is bent in a pose seen from the side: degrees, 0 in upright standing, forwards or folded is more. */
public enum Bend {
    NECK(BodyPart.HEAD, BodyPart.UPPER_BACK, -1, 0),
    BACK(BodyPart.UPPER_BACK, BodyPart.LOWER_BACK, -1, 0),
    RIGHT_SHOULDER(BodyPart.RIGHT_UPPER_ARM, BodyPart.UPPER_BACK, 1, 180),
    RIGHT_ELBOW(BodyPart.RIGHT_FOREARM, BodyPart.RIGHT_UPPER_ARM, 1, 0),
    LEFT_SHOULDER(BodyPart.LEFT_UPPER_ARM, BodyPart.UPPER_BACK, 1, 180),
    LEFT_ELBOW(BodyPart.LEFT_FOREARM, BodyPart.LEFT_UPPER_ARM, 1, 0),
    RIGHT_HIP(BodyPart.RIGHT_THIGH, BodyPart.LOWER_BACK, 1, 180),
    RIGHT_KNEE(BodyPart.RIGHT_SHIN, BodyPart.RIGHT_THIGH, -1, 0),
    RIGHT_ANKLE(BodyPart.RIGHT_FOOT, BodyPart.RIGHT_SHIN, 1, 90),
    LEFT_HIP(BodyPart.LEFT_THIGH, BodyPart.LOWER_BACK, 1, 180),
    LEFT_KNEE(BodyPart.LEFT_SHIN, BodyPart.LEFT_THIGH, -1, 0),
    LEFT_ANKLE(BodyPart.LEFT_FOOT, BodyPart.LEFT_SHIN, 1, 90);

    private final BodyPart outer;
    private final BodyPart inner;
    private final int sign;
    private final int straight;

    Bend(BodyPart outer, BodyPart inner, int sign, int straight) {
        this.outer = outer;
        this.inner = inner;
        this.sign = sign;
        this.straight = straight;
    }

    /** What is bent, without its side: {@code knee}. */
    public String code() {
        return name().replaceFirst("^(RIGHT|LEFT)_", "").toLowerCase(Locale.ROOT);
    }

    /** What is bent, with its side: {@code right knee}. */
    public String words() {
        return name().replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    /** The part whose direction decides. */
    public BodyPart outer() {
        return outer;
    }

    /** How far it is bent: degrees, at least -135 and less than 225. */
    public double of(Pose pose) {
        double bend = sign * (pose.direction(outer) - pose.direction(inner) - straight);
        return Math.floorMod(Math.round(bend) + 135, 360) - 135.0;
    }
}
