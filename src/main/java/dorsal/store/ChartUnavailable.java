package dorsal.store;

/** The database cannot be used now: not reached, no space left, held by another program. Nothing was half written. */
public final class ChartUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean heldElsewhere;

    ChartUnavailable(String sentence, Throwable cause) {
        this(sentence, cause, false);
    }

    ChartUnavailable(String sentence, Throwable cause, boolean heldElsewhere) {
        super(sentence, cause);
        this.heldElsewhere = heldElsewhere;
    }

    /** True when another program has the database open, and stopping that one would help. */
    public boolean heldElsewhere() {
        return heldElsewhere;
    }
}
