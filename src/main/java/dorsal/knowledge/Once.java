package dorsal.knowledge;

import dorsal.text.Position;
import dorsal.text.Problems;
import java.util.HashMap;
import java.util.Map;

/** Names of which each may stand in a list once; a second row would silently replace the first. */
final class Once {
    private final String what;
    private final Problems problems;
    private final Map<String, Position> first = new HashMap<>();

    /** @param what the names are of: "part" */
    Once(String what, Problems problems) {
        this.what = what;
        this.problems = problems;
    }

    /** Reports a name that was there before; an empty one is missing, which is reported elsewhere. */
    void check(String name, Position at) {
        Position earlier = first.putIfAbsent(name, at);
        if (earlier != null && !name.isEmpty()) {
            problems.add(
                    at,
                    "The %s '%s' stands here a second time.".formatted(what, name),
                    "First at line %d.".formatted(earlier.line()));
        }
    }
}
