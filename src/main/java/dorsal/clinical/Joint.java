package dorsal.clinical;

import java.util.Locale;

/** Where two parts of a drawn body meet, or where one ends. Right and left are the person's own. */
public enum Joint {
    PELVIS(6),
    WAIST(6),
    CHEST(6),
    HEAD(6.5),
    RIGHT_SHOULDER(6),
    RIGHT_ELBOW(2.5),
    RIGHT_HAND(2.5),
    LEFT_SHOULDER(6),
    LEFT_ELBOW(2.5),
    LEFT_HAND(2.5),
    RIGHT_HIP(6),
    RIGHT_KNEE(3.5),
    RIGHT_ANKLE(3),
    RIGHT_TOES(2.5),
    LEFT_HIP(6),
    LEFT_KNEE(3.5),
    LEFT_ANKLE(3),
    LEFT_TOES(2.5);

    private final double flesh;

    Joint(double flesh) {
        this.flesh = flesh;
    }

    /** From the middle of the joint to the skin, in hundredths of the height. */
    public double flesh() {
        return flesh;
    }

    /** As it is written: {@code right-hand}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
