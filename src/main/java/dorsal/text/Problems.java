package dorsal.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects every problem of a text before anyone is told, so that all are reported at once. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void add(Problem problem) {
        found.add(problem);
    }

    public void add(Position at, String what, String expected) {
        found.add(Problem.of(at, what, expected));
    }

    public void addAll(Collection<Problem> problems) {
        found.addAll(problems);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int size() {
        return found.size();
    }

    /** All problems by file and position, each once. */
    public List<Problem> sorted() {
        return found.stream().distinct().sorted().toList();
    }

    /**
     * Goes on only when nothing is wrong.
     *
     * @throws ProblemsException with every problem collected
     */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new ProblemsException(sorted());
        }
    }
}
