package dorsal.rehearsal;

/** Told how far something is that takes seconds; from several threads at once. */
@FunctionalInterface
public interface Progress {
    /** For whoever does not want to know. */
    Progress UNSEEN = (step, done, all) -> {};

    /**
     * One more is done.
     *
     * @param step what is being done, in words
     * @param all 0 where nobody knows how many there are
     */
    void at(String step, int done, int all);
}
