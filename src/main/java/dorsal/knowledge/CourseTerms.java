package dorsal.knowledge;

import dorsal.clinical.Urgency;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What several visits of one patient are read by: {@code course.yaml}.
 *
 * @param worse rules whose firing means that the patient is worse
 * @param better rules whose firing means better
 * @param unchanged rules whose firing means neither
 * @param worseFromNewEscalation an escalation that is new and at least as urgent means worse too
 * @param pain the finding that is shown as pain, a number
 * @param adherence the finding that is shown as adherence, a number
 * @param fromFirstVisit findings that a later visit need not repeat, with the finding of the first visit they are
 * @param weeksSinceFirstVisit the finding that is the number of weeks since the first visit
 */
public record CourseTerms(
        SortedSet<String> worse,
        SortedSet<String> better,
        SortedSet<String> unchanged,
        Optional<Urgency> worseFromNewEscalation,
        Optional<String> pain,
        Optional<String> adherence,
        Map<String, String> fromFirstVisit,
        Optional<String> weeksSinceFirstVisit) {
    /** Those of a folder that says nothing of courses. */
    public static final CourseTerms NONE = new CourseTerms(
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty());

    public CourseTerms {
        worse = Collections.unmodifiableSortedSet(new TreeSet<>(worse));
        better = Collections.unmodifiableSortedSet(new TreeSet<>(better));
        unchanged = Collections.unmodifiableSortedSet(new TreeSet<>(unchanged));
        fromFirstVisit = Collections.unmodifiableSortedMap(new TreeMap<>(fromFirstVisit));
    }
}
