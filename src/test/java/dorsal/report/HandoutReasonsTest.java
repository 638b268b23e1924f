package dorsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.assessment.Assessment;
import dorsal.assessment.Assessor;
import dorsal.assessment.ProfileReader;
import dorsal.clinical.Profile;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A patient reads why exercises wait, not what is written for the clinician. */
class HandoutReasonsTest {
    private static final RuleSet RULES = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void whyExercisesWaitIsSaidInPlainWords() throws IOException {
        Path file = Path.of("docs/examples/chronic-back-pain.yaml");
        Profile profile = new ProfileReader(RULES.vocabulary(), TODAY)
                .read(SourceText.decode(file.toString(), Files.readAllBytes(file)));
        Assessment assessment = Assessor.assess(profile, RULES);
        Map<String, String> plain = RULES.knowledge().handout().orElseThrow().plain();
        String rule = "seed-deadlift-chronic-pain";

        assertThat(assessment.fired()).contains(rule);
        assertThat(Handout.of(Result.of(assessment)))
                .contains(plain.get(rule))
                .doesNotContain(RULES.rule(rule).reason());
    }
}
