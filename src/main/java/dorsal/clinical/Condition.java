package dorsal.clinical;

import dorsal.clinical.Fact.Difference;
import dorsal.clinical.Fact.Finding;
import dorsal.clinical.Fact.LogMeasure;
import dorsal.clinical.Fact.OverallUrgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a rule fires: tests of single facts, grouped. Drools matches the same condition on facts and decides what fires;
 * {@link #truth} tells in addition false from unknown, which an engine that only sees facts cannot.
 */
public sealed interface Condition {
    Truth truth(Picture picture);

    /** Every test in it, in the order written. */
    Stream<Test> tests();

    /** How many ways there are to make it true: the alternatives of its groups multiplied. */
    long branches();

    /** How many ways there are to make it false. */
    long negatedBranches();

    /** A test of one fact. */
    record Test(Kind kind, String code, Check check) implements Condition {
        @Override
        public Truth truth(Picture picture) {
            return switch (kind) {
                case FINDING -> truthOf(picture.answers().get(code));
                case UNANSWERED -> Truth.of(!picture.answers().containsKey(code));
                case DIFFERENCE ->
                    truthOf(picture.difference(minuend(), subtrahend())
                            .map(value -> new Difference(minuend(), subtrahend(), value)));
                case LOG_MEASURE ->
                    truthOf(Optional.ofNullable(picture.measures().get(code))
                            .map(value -> new LogMeasure(code, value)));
                case ON_RECORD -> Truth.of(picture.onRecord().contains(code));
                case CONTRADICTION -> Truth.of(!picture.contradicted().isEmpty());
                case OVERALL_URGENCY -> Truth.of(check.holds(new OverallUrgency(picture.urgency())));
                case PATIENT -> Truth.TRUE;
            };
        }

        private Truth truthOf(@Nullable Answer answer) {
            return answer == null ? Truth.UNKNOWN : Truth.of(check.holds(new Finding(code, answer)));
        }

        private Truth truthOf(Optional<? extends Fact> fact) {
            return fact.map(known -> Truth.of(check.holds(known))).orElse(Truth.UNKNOWN);
        }

        /** The findings it asks about: one, two for a difference, none for the log and the record. */
        public List<String> findings() {
            return switch (kind) {
                case FINDING, UNANSWERED -> List.of(code);
                case DIFFERENCE -> List.of(minuend(), subtrahend());
                default -> List.of();
            };
        }

        public String minuend() {
            return code.substring(0, code.indexOf(" - "));
        }

        public String subtrahend() {
            return code.substring(code.indexOf(" - ") + 3);
        }

        @Override
        public Stream<Test> tests() {
            return Stream.of(this);
        }

        @Override
        public long branches() {
            return 1;
        }

        @Override
        public long negatedBranches() {
            return 1;
        }
    }

    /** True when all parts are. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth truth(Picture picture) {
            return lowest(parts, picture, false);
        }

        @Override
        public Stream<Test> tests() {
            return parts.stream().flatMap(Condition::tests);
        }

        @Override
        public long branches() {
            return product(parts.stream().map(Condition::branches));
        }

        @Override
        public long negatedBranches() {
            return sum(parts.stream().map(Condition::negatedBranches));
        }
    }

    /** True when at least {@code least} parts are; false when even all unknown parts could not reach that many. */
    record AtLeast(int least, List<Condition> parts) implements Condition {
        public AtLeast {
            parts = List.copyOf(parts);
            if (least < 1 || least > parts.size()) {
                throw new IllegalArgumentException("At least %d of %d parts.".formatted(least, parts.size()));
            }
        }

        @Override
        public Truth truth(Picture picture) {
            int certain = 0;
            int possible = 0;
            for (Condition part : parts) {
                Truth truth = part.truth(picture);
                certain += truth == Truth.TRUE ? 1 : 0;
                possible += truth == Truth.FALSE ? 0 : 1;
            }
            return certain >= least ? Truth.TRUE : possible < least ? Truth.FALSE : Truth.UNKNOWN;
        }

        @Override
        public Stream<Test> tests() {
            return parts.stream().flatMap(Condition::tests);
        }

        @Override
        public long branches() {
            return ways(least, parts.stream().map(Condition::branches).toList());
        }

        @Override
        public long negatedBranches() {
            return ways(
                    parts.size() - least + 1,
                    parts.stream().map(Condition::negatedBranches).toList());
        }
    }

    /** True when no part is; a part that is unknown leaves it unknown. */
    record None(List<Condition> parts) implements Condition {
        public None {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth truth(Picture picture) {
            return lowest(parts, picture, true);
        }

        @Override
        public Stream<Test> tests() {
            return parts.stream().flatMap(Condition::tests);
        }

        @Override
        public long branches() {
            return product(parts.stream().map(Condition::negatedBranches));
        }

        @Override
        public long negatedBranches() {
            return sum(parts.stream().map(Condition::branches));
        }
    }

    /** The kinds of fact that a test can be about. */
    enum Kind {
        FINDING(Finding.class),
        UNANSWERED(Fact.Unanswered.class),
        DIFFERENCE(Difference.class),
        LOG_MEASURE(LogMeasure.class),
        ON_RECORD(Fact.OnRecord.class),
        CONTRADICTION(Fact.Contradiction.class),
        OVERALL_URGENCY(OverallUrgency.class),
        PATIENT(Fact.Patient.class);

        private final Class<? extends Fact> fact;

        Kind(Class<? extends Fact> fact) {
            this.fact = fact;
        }

        public Class<? extends Fact> fact() {
            return fact;
        }
    }

    /** True when at least one part is. */
    static Condition any(List<Condition> parts) {
        return parts.size() == 1 ? parts.get(0) : new AtLeast(1, parts);
    }

    static Condition all(List<Condition> parts) {
        return parts.size() == 1 ? parts.get(0) : new All(parts);
    }

    /** Every way to choose so many parts, in order. */
    static Stream<List<Condition>> choices(int count, List<Condition> parts) {
        if (count == 0) {
            return Stream.of(List.of());
        }
        return IntStream.rangeClosed(0, parts.size() - count)
                .boxed()
                .flatMap(i -> choices(count - 1, parts.subList(i + 1, parts.size()))
                        .map(rest -> {
                            List<Condition> chosen = new ArrayList<>(rest.size() + 1);
                            chosen.add(parts.get(i));
                            chosen.addAll(rest);
                            return chosen;
                        }));
    }

    private static Truth lowest(List<Condition> parts, Picture picture, boolean negated) {
        Truth lowest = Truth.TRUE;
        for (Condition part : parts) {
            Truth truth = negated ? part.truth(picture).negated() : part.truth(picture);
            if (truth.compareTo(lowest) < 0) {
                lowest = truth;
            }
        }
        return lowest;
    }

    /** In how many ways so many parts can be chosen, each with its own number of ways, without listing them. */
    private static long ways(int count, List<Long> each) {
        long[] ways = new long[count + 1];
        ways[0] = 1;
        for (long more : each) {
            for (int chosen = count; chosen > 0; chosen--) {
                ways[chosen] = Math.min(LIMIT, ways[chosen] + saturatedProduct(ways[chosen - 1], more));
            }
        }
        return ways[count];
    }

    private static long product(Stream<Long> counts) {
        return counts.reduce(1L, Condition::saturatedProduct);
    }

    private static long saturatedProduct(long a, long b) {
        return a > LIMIT / Math.max(1, b) ? LIMIT : a * b;
    }

    private static long sum(Stream<Long> counts) {
        return counts.reduce(0L, (a, b) -> Math.min(LIMIT, a + b));
    }

    /** Counting stops here: a condition with so many branches is refused anyway. */
    long LIMIT = 1_000_000;
}
