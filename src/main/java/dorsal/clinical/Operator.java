package dorsal.clinical;

/** How a number compares with a threshold. */
public enum Operator {
    AT_LEAST(">=") {
        @Override
        public boolean holds(double value, double threshold) {
            return value >= threshold;
        }
    },
    OVER(">") {
        @Override
        public boolean holds(double value, double threshold) {
            return value > threshold;
        }
    },
    AT_MOST("<=") {
        @Override
        public boolean holds(double value, double threshold) {
            return value <= threshold;
        }
    },
    UNDER("<") {
        @Override
        public boolean holds(double value, double threshold) {
            return value < threshold;
        }
    },
    EXACTLY("==") {
        @Override
        public boolean holds(double value, double threshold) {
            return value == threshold;
        }
    };

    private final String drl;

    Operator(String drl) {
        this.drl = drl;
    }

    public abstract boolean holds(double value, double threshold);

    public String drl() {
        return drl;
    }
}
