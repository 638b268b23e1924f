package dorsal.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dorsal.assessment.Assessment;
import dorsal.assessment.Assessor;
import dorsal.clinical.Answer;
import dorsal.clinical.Profile;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.CasePatients;
import dorsal.rehearsal.Chance;
import dorsal.rehearsal.GeneratedPatients;
import dorsal.report.JsonReport;
import dorsal.report.Result;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for every series, on the shipped rules and generated visits. */
class CoursePropertiesTest {
    private static final RuleSet RULES = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
    private static final CasePatients KNOWN = CasePatients.of(RULES, LocalDate.of(2026, 11, 22));
    private static final int VISITS = 3;
    private static final int WEEKS_BETWEEN = 5;

    /** Series of three visits five weeks apart. */
    private static List<List<Profile>> series(long seed, int count) {
        List<Profile> patients = new GeneratedPatients(RULES, KNOWN, seed).take(count * VISITS);
        List<List<Profile>> series = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Profile> visits = new ArrayList<>();
            for (int visit = 0; visit < VISITS; visit++) {
                Profile patient = patients.get(i * VISITS + visit);
                visits.add(new Profile(
                        Optional.empty(),
                        KNOWN.plain().at().minusWeeks((VISITS - 1L - visit) * WEEKS_BETWEEN),
                        patient.answers(),
                        patient.attestations(),
                        patient.trainingLog()));
            }
            series.add(visits);
        }
        return series;
    }

    private static String json(Followed followed) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        new JsonReport().writeLine(Result.of(followed), json);
        return json.toString(UTF_8);
    }

    @Test
    void aSeriesIsAssessedAsItsLatestVisitAloneWithWhatTheFirstOneSays() {
        for (List<Profile> visits : series(21, 300)) {
            Profile latest = visits.get(VISITS - 1);
            Map<String, Answer> answers = new HashMap<>(latest.answers());
            Answer painThen = visits.get(0).answers().get("pain-now");
            if (painThen != null) {
                answers.putIfAbsent("pain-at-start", painThen);
            }
            answers.putIfAbsent("programme-weeks", new Answer.Quantity(10));
            Assessment alone = Assessor.assess(latest.answering(answers), RULES);

            Assessment followed = FollowUp.assess(Visits.series(visits), RULES).assessment();

            assertThat(followed.notes()).containsAll(alone.notes());
            assertThat(json(new Followed(followed, Optional.empty())))
                    .as(visits::toString)
                    .isEqualTo(json(new Followed(
                            alone.noting(followed.notes()
                                    .subList(
                                            alone.notes().size(),
                                            followed.notes().size())),
                            Optional.empty())));
        }
    }

    @Test
    void theOrderOfVisitsDoesNotMatter() {
        Chance chance = new Chance(22);
        for (List<Profile> visits : series(22, 200)) {
            assertThat(json(FollowUp.assess(Visits.series(chance.shuffled(visits)), RULES)))
                    .as(visits::toString)
                    .isEqualTo(json(FollowUp.assess(Visits.series(visits), RULES)));
        }
    }

    @Test
    void whatAnEarlierVisitAnsweredIsAnsweredOrNamedOrConcluded() {
        for (List<Profile> visits : series(23, 200)) {
            Followed followed = FollowUp.assess(Visits.series(visits), RULES);
            Map<String, Answer> known = followed.assessment().picture().answers();
            List<String> named = followed.course().orElseThrow().notRepeated().stream()
                    .map(Course.NotRepeated::finding)
                    .toList();
            for (Profile visit : visits) {
                assertThat(visit.answers().keySet())
                        .as(visits::toString)
                        .allMatch(code -> known.containsKey(code) || named.contains(code));
            }
        }
    }
}
