package dorsal.cli;

/** What a command returns to the shell. */
final class ExitCode {
    static final int DONE = 0;
    static final int FOUND_WANTING = 1;
    static final int BAD_INPUT = 2;
    static final int OUR_FAULT = 3;

    private ExitCode() {}
}
