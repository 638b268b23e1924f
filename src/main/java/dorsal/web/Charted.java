package dorsal.web;

import dorsal.activation.ActiveRules;
import dorsal.assessment.ProfileReader;
import dorsal.clinical.Profile;
import dorsal.course.FollowUp;
import dorsal.course.Visits;
import dorsal.knowledge.RuleSet;
import dorsal.report.Explaining;
import dorsal.report.JsonReport;
import dorsal.report.Result;
import dorsal.store.Chart;
import dorsal.store.Patient;
import dorsal.store.Visit;
import dorsal.text.ProblemsException;
import dorsal.text.SourceText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;

/** Assesses patients of the chart: a visit together with the visits before it, by the rules it was assessed by. */
final class Charted {
    private final Chart chart;
    private final ActiveRules rules;
    private final EarlierRules earlier;
    private final Clock clock;
    private final JsonReport json = new JsonReport();

    Charted(Chart chart, ActiveRules rules, EarlierRules earlier, Clock clock) {
        this.chart = chart;
        this.rules = rules;
        this.earlier = earlier;
        this.clock = clock;
    }

    /**
     * The patient that an address names.
     *
     * @throws Refusal if there is none
     */
    Patient patient(long number) {
        return chart.patients()
                .find(number)
                .orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, "There is no patient with this number."));
    }

    /** The result of a saved visit, exactly as it was: its profile, its rules, and the visits that were there then. */
    Result replay(Visit visit) {
        RuleSet then = rulesOf(visit);
        Profile profile = read(visit.profile(), then)
                .orElseThrow(() -> new IllegalStateException("A saved profile cannot be read by its own rules."));
        return assess(visit.patient(), profile, visit.number(), then);
    }

    RuleSet rulesOf(Visit visit) {
        RuleSet current = rules.current();
        return current.fingerprint().equals(visit.fingerprint()) ? current : earlier.find(visit.fingerprint());
    }

    /** The result of a profile on top of the visits of its patient. */
    Result assess(String patient, Profile profile, RuleSet by) {
        return assess(patient, profile, Long.MAX_VALUE, by);
    }

    private Result assess(String patient, Profile profile, long before, RuleSet by) {
        List<Profile> series = new ArrayList<>(profilesBefore(patient, before, by).stream()
                .filter(earlierOne -> earlierOne.at().isBefore(profile.at()))
                .toList());
        series.add(profile);
        return Turns.take(() -> Result.of(FollowUp.assess(Visits.series(series), by)));
    }

    /** What was entered at earlier visits, as far as these rules know its words; of two at one moment, the later counts. */
    private List<Profile> profilesBefore(String patient, long before, RuleSet by) {
        var byMoment = new TreeMap<LocalDateTime, Profile>();
        chart.visits().profiles(patient, before).stream()
                .flatMap(text -> read(text, by).stream())
                .forEach(profile -> byMoment.put(profile.at(), profile));
        return List.copyOf(byMoment.values());
    }

    /**
     * How many earlier visits the course lacks, since these rules no longer know a word of their answers.
     *
     * @param before the number of a visit; those saved before it count
     */
    long leftOut(String patient, long before, RuleSet by) {
        boolean otherRules = chart.visits().list(patient).stream()
                .anyMatch(
                        visit -> visit.number() < before && !visit.fingerprint().equals(by.fingerprint()));
        return otherRules
                ? chart.visits().profiles(patient, before).stream()
                        .filter(text -> read(text, by).isEmpty())
                        .count()
                : 0;
    }

    /** Every profile of a patient, oldest first. */
    List<Profile> profiles(String patient) {
        return profilesBefore(patient, Long.MAX_VALUE, rules.current());
    }

    private Optional<Profile> read(String text, RuleSet by) {
        try {
            return Optional.of(
                    new ProfileReader(by.vocabulary(), LocalDate.now(clock)).read(new SourceText("visit", text)));
        } catch (ProblemsException e) {
            return Optional.empty();
        }
    }

    /**
     * Assesses and saves a visit.
     *
     * @param state of the patient as it was when the answers were begun
     */
    Visit save(String patient, long state, Profile profile, String text, String by) {
        RuleSet current = rules.current();
        earlier.keepReady(current);
        Result result = assess(patient, profile, current);
        return chart.visits()
                .save(
                        new Visit.Entered(
                                patient,
                                state,
                                text,
                                json(result, Explaining.NOTHING),
                                current.fingerprint(),
                                result.assessment().urgency(),
                                result.assessment().fired()),
                        by);
    }

    /** A result as programs get it. */
    String json(Result result, Explaining explaining) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 17);
        json.writeLine(result, explaining, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
