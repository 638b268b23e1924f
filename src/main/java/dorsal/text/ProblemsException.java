package dorsal.text;

import java.util.List;
import java.util.stream.Collectors;

/** A text that people wrote cannot be used: every problem found in it. */
public final class ProblemsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ProblemsException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public ProblemsException(Problem problem) {
        this(List.of(problem));
    }

    /** Every problem, by file and position; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
