package dorsal.course;

import dorsal.assessment.ProfileReader;
import dorsal.clinical.Profile;
import dorsal.knowledge.Vocabulary;
import dorsal.text.DataNode;
import dorsal.text.DataNode.Mapping;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataReader;
import dorsal.text.Fields;
import dorsal.text.Position;
import dorsal.text.Problems;
import dorsal.text.ProblemsException;
import dorsal.text.SourceText;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads what may be assessed: a profile, or a series of visits ({@code {patient: …, visits: [profile, …]}}), or refuses it
 * with every problem. Nothing is carried over from one visit to another here.
 */
public final class VisitsReader {
    private static final String VISITS = "visits";
    private static final String PATIENT = "patient";
    private static final String DATE = "date";

    private final BiFunction<DataNode, Problems, Profile> profiles;

    /** @param today the date of a single profile that gives none, and the last date anything may give */
    public VisitsReader(Vocabulary vocabulary, LocalDate today) {
        this(new ProfileReader(vocabulary, today)::read);
    }

    /** @param profiles reads one profile and adds what is wrong with it */
    public VisitsReader(BiFunction<DataNode, Problems, Profile> profiles) {
        this.profiles = profiles;
    }

    /**
     * Reads one document.
     *
     * @throws ProblemsException with every problem of the text
     */
    public Visits read(SourceText source) {
        Problems problems = new Problems();
        Optional<Visits> visits = DataReader.read(source, problems).flatMap(node -> read(node, problems));
        problems.throwIfAny();
        return visits.orElseThrow();
    }

    /** What a node describes, or nothing when problems were added. */
    public Optional<Visits> read(DataNode node, Problems problems) {
        int before = problems.size();
        boolean series = node instanceof Mapping mapping && mapping.find(VISITS).isPresent();
        Optional<Visits> visits =
                series ? series(node, problems) : Optional.of(Visits.single(profiles.apply(node, problems)));
        return visits.filter(read -> problems.size() == before);
    }

    /** The series that a node describes, or nothing when problems were added. */
    private Optional<Visits> series(DataNode node, Problems problems) {
        int before = problems.size();
        Fields fields = Fields.of(node, "a series of visits", problems);
        Name name = new Name(problems);
        ProfileReader.patient(fields, problems).ifPresent(patient -> name.take(patient, node));
        List<Profile> visits = new ArrayList<>();
        Map<LocalDateTime, Integer> first = new HashMap<>();
        boolean listed = fields.require(VISITS).isPresent();
        int beforeItems = problems.size();
        List<DataNode> items = fields.items(VISITS);
        if (listed && items.isEmpty() && problems.size() == beforeItems) {
            problems.add(fields.at(VISITS), "There is no visit in this series.", "Expected at least one.");
        }
        for (DataNode item : items) {
            Profile visit = profiles.apply(item, problems);
            visit.patient().ifPresent(patient -> name.take(patient, item));
            visits.add(visit);
            checkMoment(item, visits.size(), first, problems);
        }
        fields.refuseOthers("a series of visits");
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(Visits.series(
                        visits.stream().map(visit -> visit.named(name.patient)).toList()));
    }

    /** A visit has a date, and not that of a visit above it; {@code number} counts from 1. */
    private static void checkMoment(DataNode item, int number, Map<LocalDateTime, Integer> first, Problems problems) {
        if (!(item instanceof Mapping visit)) {
            return;
        }
        Optional<DataNode> date = visit.find(DATE).filter(node -> !(node instanceof Scalar scalar && scalar.isNull()));
        if (date.isEmpty()) {
            problems.add(item.at(), "This visit has no date.", "Expected the day on which the answers were given.");
            return;
        }
        ProfileReader.moment(date.get(), new Problems()).ifPresent(moment -> {
            Integer earlier = first.putIfAbsent(moment, number);
            if (earlier != null) {
                problems.add(
                        date.get().at(),
                        "This visit is at the same moment as visit %d of the series.".formatted(earlier),
                        "Expected another date, or a time such as %sT18:00.".formatted(moment.toLocalDate()));
            }
        });
    }

    /** The one name that a series may give its patient, however often. */
    private static final class Name {
        private final Problems problems;
        private Optional<String> patient = Optional.empty();

        private Name(Problems problems) {
            this.problems = problems;
        }

        private void take(String given, DataNode holder) {
            if (patient.isPresent() && !patient.get().equals(given)) {
                Position at = holder instanceof Mapping mapping
                        ? mapping.find(PATIENT).map(DataNode::at).orElse(holder.at())
                        : holder.at();
                problems.add(
                        at,
                        "This visit is of '%s', the series of '%s'.".formatted(given, patient.get()),
                        "Expected the visits of one patient.");
            }
            patient = patient.isPresent() ? patient : Optional.of(given);
        }
    }
}
