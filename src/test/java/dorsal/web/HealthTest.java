package dorsal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.activation.Refused;
import dorsal.text.Position;
import dorsal.text.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Problem MISSPELT =
            Problem.of(new Position("rules/10-all/11-all.dslr", 4, 5), "'fevr' is not a finding.", "Expected a code.");
    private static final String IN_USE = """
            {"status":"UP","ruleSet":{"fingerprint":"%s","rules":%d,"exercises":%d,"cases":0},\
            "since":"2026-11-22T13:00:05+01:00","disk":""".formatted(
                    Served.RULES.fingerprint(),
                    Served.RULES.knowledge().rules().size(),
                    Served.RULES.catalogue().size());

    private static String health(Optional<Refused> refused) throws Exception {
        try (Served dorsal = Served.with(refused, Clock.fixed(Served.NOW, Served.ZONE))) {
            return dorsal.get("/health").body();
        }
    }

    private static Optional<Refused> refused(String noticed, Problem... problems) {
        return Optional.of(new Refused(Optional.empty(), Instant.parse(noticed), List.of(problems)));
    }

    @Test
    void saysWhichRulesAreInUseAndSinceWhen() throws Exception {
        assertThat(health(Optional.empty())).isEqualTo(IN_USE + "{\"same\":true}}");
    }

    @Test
    void saysWhyTheRulesOnDiskAreNotInUse() throws Exception {
        assertThat(health(refused("2026-11-22T13:02:00Z", MISSPELT))).isEqualTo(IN_USE + """
                {"same":false,"fingerprint":null,"noticed":"2026-11-22T14:02:00+01:00",\
                "message":"The rules on disk are not the rules in use since 14:02, because of one problem: \
                rules/10-all/11-all.dslr:4:5: 'fevr' is not a finding. Expected a code.",\
                "problems":[{"file":"rules/10-all/11-all.dslr","line":4,"column":5,\
                "found":"'fevr' is not a finding.","expected":"Expected a code.","advice":null,\
                "message":"'fevr' is not a finding. Expected a code."}]}}""");
    }

    @Test
    void aTimeOfAnotherDayHasItsDate() throws Exception {
        assertThat(health(refused("2026-11-21T23:30:00Z", MISSPELT, MISSPELT)))
                .contains("not the rules in use since 00:30, because of 2 problems, of which the first is: rules/");
        assertThat(health(refused("2026-11-21T22:30:00Z", MISSPELT)))
                .contains("not the rules in use since 2026-11-21 23:30, because");
    }
}
