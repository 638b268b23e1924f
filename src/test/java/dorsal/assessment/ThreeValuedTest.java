package dorsal.assessment;

import static dorsal.clinical.Truth.FALSE;
import static dorsal.clinical.Truth.TRUE;
import static dorsal.clinical.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dorsal.clinical.Answer;
import dorsal.clinical.Check;
import dorsal.clinical.Condition;
import dorsal.clinical.Condition.All;
import dorsal.clinical.Condition.AtLeast;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Condition.None;
import dorsal.clinical.Operator;
import dorsal.clinical.Picture;
import dorsal.clinical.Profile;
import dorsal.clinical.Truth;
import dorsal.clinical.Urgency;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.CasePatients;
import dorsal.rehearsal.GeneratedPatients;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions are true, false or unknown, and rules fire when theirs is true: {@code Condition} and Drools agree. */
class ThreeValuedTest {
    private static final Picture PICTURE = new Picture(
            Map.of(
                    "yes", Answer.YES,
                    "no", Answer.NO,
                    "three", new Answer.Quantity(3),
                    "five", new Answer.Quantity(5),
                    "colour", new Answer.Choice("red"),
                    "tools", new Answer.Choices(Set.of("band", "bench"))),
            Map.of("hard-days", 2.0),
            Set.of("cleared"),
            Set.of("no"),
            Urgency.SOON);

    // ---- groups

    @ParameterizedTest(name = "all of {0}, {1} is {2}")
    @CsvSource({
        "TRUE, TRUE, TRUE", "TRUE, UNKNOWN, UNKNOWN", "TRUE, FALSE, FALSE",
        "UNKNOWN, UNKNOWN, UNKNOWN", "UNKNOWN, FALSE, FALSE", "FALSE, FALSE, FALSE"
    })
    void allIsFalseIfAnyIsFalseElseUnknownIfAnyIs(Truth a, Truth b, Truth expected) {
        assertThat(truth(new All(List.of(of(a), of(b))))).isEqualTo(expected);
        assertThat(truth(new All(List.of(of(b), of(a))))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "any of {0}, {1} is {2}")
    @CsvSource({
        "TRUE, TRUE, TRUE", "TRUE, UNKNOWN, TRUE", "TRUE, FALSE, TRUE",
        "UNKNOWN, UNKNOWN, UNKNOWN", "UNKNOWN, FALSE, UNKNOWN", "FALSE, FALSE, FALSE"
    })
    void anyIsTrueIfOneIsElseUnknownIfOneIsAndNoneIsItsNegation(Truth a, Truth b, Truth expected) {
        assertThat(truth(new AtLeast(1, List.of(of(a), of(b))))).isEqualTo(expected);
        assertThat(truth(new AtLeast(1, List.of(of(b), of(a))))).isEqualTo(expected);
        assertThat(truth(new None(List.of(of(a), of(b))))).isEqualTo(expected.negated());
        assertThat(truth(new None(List.of(of(b), of(a))))).isEqualTo(expected.negated());
    }

    @ParameterizedTest(name = "at least 2 of {0}, {1}, {2} is {3}")
    @CsvSource({
        "TRUE, TRUE, FALSE, TRUE", "TRUE, TRUE, UNKNOWN, TRUE", "TRUE, UNKNOWN, FALSE, UNKNOWN",
        "UNKNOWN, UNKNOWN, FALSE, UNKNOWN", "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN", "TRUE, FALSE, FALSE, FALSE",
        "UNKNOWN, FALSE, FALSE, FALSE", "FALSE, FALSE, FALSE, FALSE"
    })
    void atLeastIsFalseWhenEvenAllUnknownsCouldNotReachTheNumber(Truth a, Truth b, Truth c, Truth expected) {
        assertThat(truth(new AtLeast(2, List.of(of(a), of(b), of(c))))).isEqualTo(expected);
        assertThat(truth(new AtLeast(2, List.of(of(c), of(b), of(a))))).isEqualTo(expected);
    }

    @Test
    void anUnknownStaysUnknownHoweverOftenItIsNegated() {
        Condition once = new None(List.of(of(UNKNOWN)));

        assertThat(truth(once)).isEqualTo(UNKNOWN);
        assertThat(truth(new None(List.of(once)))).isEqualTo(UNKNOWN);
        assertThat(truth(new All(List.of(of(TRUE), once)))).isEqualTo(UNKNOWN);
        assertThat(truth(new None(List.of(once, of(TRUE))))).isEqualTo(FALSE);
    }

    // ---- tests of every kind

    @Test
    void anAnswerIsTrueOrFalseAndNoAnswerIsUnknown() {
        assertThat(finding("yes", new Check.Is(true))).isEqualTo(TRUE);
        assertThat(finding("no", new Check.Is(true))).isEqualTo(FALSE);
        assertThat(finding("absent", new Check.Is(true))).isEqualTo(UNKNOWN);
        assertThat(finding("no", new Check.Is(false))).isEqualTo(TRUE);
        assertThat(finding("absent", new Check.Is(false))).isEqualTo(UNKNOWN);
        assertThat(finding("colour", new Check.OneOf(Set.of("red", "blue")))).isEqualTo(TRUE);
        assertThat(finding("colour", new Check.OneOf(Set.of("blue")))).isEqualTo(FALSE);
        assertThat(finding("absent", new Check.OneOf(Set.of("blue")))).isEqualTo(UNKNOWN);
        assertThat(finding("tools", new Check.Includes("band"))).isEqualTo(TRUE);
        assertThat(finding("tools", new Check.Includes("barbell"))).isEqualTo(FALSE);
        assertThat(finding("absent", new Check.Includes("band"))).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest(name = "3 {0} 2, 3, 4 is {1}, {2}, {3}")
    @CsvSource({
        "AT_LEAST, TRUE, TRUE, FALSE",
        "OVER, TRUE, FALSE, FALSE",
        "AT_MOST, FALSE, TRUE, TRUE",
        "UNDER, FALSE, FALSE, TRUE",
        "EXACTLY, FALSE, TRUE, FALSE"
    })
    void aNumberComparesWithAThresholdAndItsNeighbours(Operator operator, Truth below, Truth at, Truth above) {
        assertThat(finding("three", new Check.Compares(operator, 2))).isEqualTo(below);
        assertThat(finding("three", new Check.Compares(operator, 3))).isEqualTo(at);
        assertThat(finding("three", new Check.Compares(operator, 4))).isEqualTo(above);
        assertThat(finding("absent", new Check.Compares(operator, 3))).isEqualTo(UNKNOWN);
    }

    @Test
    void aDifferenceIsUnknownWhenEitherNumberIs() {
        Check two = new Check.Compares(Operator.EXACTLY, 2);

        assertThat(test(Kind.DIFFERENCE, "five - three", two)).isEqualTo(TRUE);
        assertThat(test(Kind.DIFFERENCE, "three - five", two)).isEqualTo(FALSE);
        assertThat(test(Kind.DIFFERENCE, "five - absent", two)).isEqualTo(UNKNOWN);
        assertThat(test(Kind.DIFFERENCE, "absent - five", two)).isEqualTo(UNKNOWN);
    }

    @Test
    void aMeasureIsUnknownWhenTheLogCannotSay() {
        assertThat(test(Kind.LOG_MEASURE, "hard-days", new Check.Compares(Operator.AT_LEAST, 2)))
                .isEqualTo(TRUE);
        assertThat(test(Kind.LOG_MEASURE, "hard-days", new Check.Compares(Operator.AT_LEAST, 3)))
                .isEqualTo(FALSE);
        assertThat(test(Kind.LOG_MEASURE, "load", new Check.Compares(Operator.AT_LEAST, 0)))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void whatWasAnsweredOrIsOnRecordIsNeverUnknown() {
        Check present = new Check.Present();

        assertThat(test(Kind.UNANSWERED, "absent", present)).isEqualTo(TRUE);
        assertThat(test(Kind.UNANSWERED, "no", present)).isEqualTo(FALSE);
        assertThat(test(Kind.ON_RECORD, "cleared", present)).isEqualTo(TRUE);
        assertThat(test(Kind.ON_RECORD, "absent", present)).isEqualTo(FALSE);
        assertThat(test(Kind.CONTRADICTION, "", present)).isEqualTo(TRUE);
        assertThat(test(Kind.OVERALL_URGENCY, "", new Check.Below(Urgency.URGENT)))
                .isEqualTo(TRUE);
        assertThat(test(Kind.OVERALL_URGENCY, "", new Check.Below(Urgency.SOON)))
                .isEqualTo(FALSE);
        assertThat(test(Kind.PATIENT, "", present)).isEqualTo(TRUE);
    }

    // ---- two independent ways

    @Test
    void droolsFiresExactlyTheRulesWhoseConditionIsTrueInTheFinalPicture() {
        RuleSet rules = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
        for (Profile profile :
                new GeneratedPatients(rules, CasePatients.of(rules, LocalDate.of(2026, 11, 22)), 21).take(3000)) {
            Inference inference = Inference.run(profile, new TrainingLog(profile, rules.vocabulary()), rules);
            Set<String> expected = new TreeSet<>();
            for (RuleCard rule : rules.knowledge().rules()) {
                if (rule.condition().truth(inference.picture()) == TRUE) {
                    expected.add(rule.id());
                }
            }

            assertThat(inference.fired().keySet()).as(profile::toString).containsExactlyElementsOf(expected);
        }
    }

    private static Condition of(Truth truth) {
        String code =
                switch (truth) {
                    case TRUE -> "yes";
                    case FALSE -> "no";
                    case UNKNOWN -> "absent";
                };
        return new Condition.Test(Kind.FINDING, code, new Check.Is(true));
    }

    private static Truth finding(String code, Check check) {
        return test(Kind.FINDING, code, check);
    }

    private static Truth test(Kind kind, String code, Check check) {
        return truth(new Condition.Test(kind, code, check));
    }

    private static Truth truth(Condition condition) {
        return condition.truth(PICTURE);
    }
}
