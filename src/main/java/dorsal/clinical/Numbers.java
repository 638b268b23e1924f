package dorsal.clinical;

import java.math.BigDecimal;

/** Numbers as people write them. */
public final class Numbers {
    private Numbers() {}

    /** {@code 6} rather than {@code 6.0}; {@code 0.3} stays. */
    public static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
