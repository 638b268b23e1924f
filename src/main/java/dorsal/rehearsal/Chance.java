package dorsal.rehearsal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Choices drawn from a seed: the same seed gives the same choices from lists of the same order. */
public final class Chance {
    private final Random random;

    public Chance(long seed) {
        this.random = new Random(seed);
    }

    /** 0 or more, below {@code bound}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in so many times. */
    boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }

    boolean withProbability(double probability) {
        return random.nextDouble() < probability;
    }

    public <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Some of the values, in an order of chance. */
    public <T> List<T> some(Collection<T> values, int count) {
        return shuffled(values).subList(0, count);
    }

    /** The values in an order of chance. */
    public <T> List<T> shuffled(Collection<T> values) {
        List<T> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
