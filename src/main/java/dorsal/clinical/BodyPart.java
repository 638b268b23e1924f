package dorsal.clinical;

import java.util.Locale;

/** A straight part of a drawn body, from a joint nearer the pelvis to one farther from it. */
public enum BodyPart {
    LOWER_BACK(Joint.PELVIS, Joint.WAIST, 14),
    UPPER_BACK(Joint.WAIST, Joint.CHEST, 16),
    HEAD(Joint.CHEST, Joint.HEAD, 11.5),
    RIGHT_UPPER_ARM(Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, 16),
    RIGHT_FOREARM(Joint.RIGHT_ELBOW, Joint.RIGHT_HAND, 17),
    LEFT_UPPER_ARM(Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, 16),
    LEFT_FOREARM(Joint.LEFT_ELBOW, Joint.LEFT_HAND, 17),
    RIGHT_THIGH(Joint.RIGHT_HIP, Joint.RIGHT_KNEE, 24),
    RIGHT_SHIN(Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE, 24),
    RIGHT_FOOT(Joint.RIGHT_ANKLE, Joint.RIGHT_TOES, 10),
    LEFT_THIGH(Joint.LEFT_HIP, Joint.LEFT_KNEE, 24),
    LEFT_SHIN(Joint.LEFT_KNEE, Joint.LEFT_ANKLE, 24),
    LEFT_FOOT(Joint.LEFT_ANKLE, Joint.LEFT_TOES, 10);

    private final Joint from;
    private final Joint to;
    private final double length;

    BodyPart(Joint from, Joint to, double length) {
        this.from = from;
        this.to = to;
        this.length = length;
    }

    public Joint from() {
        return from;
    }

    public Joint to() {
        return to;
    }

    /** In hundredths of the height. */
    public double length() {
        return length;
    }

    /** As it is written: {@code right-forearm}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
