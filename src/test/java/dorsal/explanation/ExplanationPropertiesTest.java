package dorsal.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.assessment.Assessment;
import dorsal.assessment.Assessor;
import dorsal.assessment.Change;
import dorsal.assessment.Forecast;
import dorsal.assessment.Outcome;
import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.AttestationDefinition;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Range;
import dorsal.clinical.FindingDefinition.Type;
import dorsal.clinical.Profile;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.CasePatients;
import dorsal.rehearsal.GeneratedPatients;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an explanation says would happen does happen, on the patients of the cases and on generated ones. */
class ExplanationPropertiesTest {
    private static final RuleSet RULES = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
    private static final CasePatients KNOWN = CasePatients.of(RULES, LocalDate.of(2026, 11, 22));

    private static List<Profile> profiles(int generated, long seed) {
        List<Profile> profiles = new ArrayList<>(KNOWN.all());
        profiles.addAll(new GeneratedPatients(RULES, KNOWN, seed).take(generated));
        return profiles;
    }

    // ---- why not

    @Test
    void everyChangeDoesWhatItSaysAndNoneCanBeLeftOut() {
        Map<Change, Map<Profile, Assessment>> known = new HashMap<>();
        for (Profile profile : profiles(300, 91)) {
            known.clear();
            Assessment now = Assessor.assess(profile, RULES);
            for (WhyNot whyNot : Explanation.of(now).whyNot()) {
                int place = RULES.place(whyNot.exercise().id());
                assertThat(whyNot.now()).isEqualTo(now.exercises().get(place).verdict());
                if (whyNot.changes().isEmpty()) {
                    assertThat(whyNot.then()).isEqualTo(whyNot.now());
                    assertThat(whyNot.fixed().size() + whyNot.log().size())
                            .as(() -> whyNot + " of " + profile)
                            .isPositive();
                    continue;
                }
                assertThat(whyNot.then()).isLessThan(whyNot.now());
                Change all = change(whyNot.changes());
                Assessment then = tried(all, profile, known);
                assertThat(then.exercises().get(place).verdict())
                        .as(() -> whyNot + " of " + profile)
                        .isEqualTo(whyNot.then());
                assertThat(then.urgency()).isLessThanOrEqualTo(now.urgency());
                for (Suggestion left : whyNot.changes()) {
                    List<Suggestion> others = new ArrayList<>(whyNot.changes());
                    others.remove(left);
                    assertThat(verdict(change(others), place, profile, known))
                            .as(() -> left + " of " + whyNot + " of " + profile)
                            .isNotEqualTo(whyNot.then());
                }
            }
        }
    }

    private static Verdict verdict(
            Change change, int place, Profile profile, Map<Change, Map<Profile, Assessment>> known) {
        return known.computeIfAbsent(change, c -> new HashMap<>())
                .computeIfAbsent(profile, p -> Assessor.reckon(change.on(p), RULES))
                .exercises()
                .get(place)
                .verdict();
    }

    private static Assessment tried(Change change, Profile profile, Map<Change, Map<Profile, Assessment>> known) {
        return known.computeIfAbsent(change, c -> new HashMap<>())
                .computeIfAbsent(profile, p -> Assessor.assess(change.on(p), RULES));
    }

    private static Change change(List<Suggestion> suggestions) {
        Map<String, Answer> answers = new HashMap<>();
        Set<Attestation> attestations = new HashSet<>();
        for (Suggestion suggestion : suggestions) {
            if (suggestion instanceof Suggestion.Answered answered) {
                answers.put(answered.finding(), answered.to());
            } else if (suggestion instanceof Suggestion.Attested attested) {
                attestations.add(attested.attestation());
            }
        }
        return new Change(answers, attestations);
    }

    @Test
    void onlyWhatCanChangeOrWasNotAnsweredIsSuggested() {
        for (Profile profile : profiles(300, 92)) {
            for (WhyNot whyNot : Explanation.of(Assessor.reckon(profile, RULES)).whyNot()) {
                for (Suggestion suggestion : whyNot.changes()) {
                    if (suggestion instanceof Suggestion.Answered answered) {
                        FindingDefinition finding = RULES.vocabulary().finding(answered.finding());
                        boolean answeredBefore = profile.answers().containsKey(finding.code());
                        boolean mayBeAsked = !answeredBefore
                                && (finding.type() == Type.BOOLEAN || finding.type() == Type.CHOICE)
                                && !finding.group().equals("person");
                        assertThat(finding.canChange() || mayBeAsked)
                                .as(() -> whyNot + " of " + profile)
                                .isTrue();
                        assertThat(valid(finding, answered.to())).isTrue();
                    }
                }
                assertThat(whyNot.fixed())
                        .as(() -> whyNot + " of " + profile)
                        .noneMatch(fixed -> change(whyNot.changes()).answers().containsKey(fixed));
            }
        }
    }

    @Test
    void everyRestrictedExerciseIsSpokenOf() {
        for (Profile profile : profiles(100, 93)) {
            Assessment assessment = Assessor.reckon(profile, RULES);
            Set<String> restricted = new HashSet<>();
            assessment.exercises().stream()
                    .filter(exercise -> exercise.verdict() != Verdict.PERMITTED)
                    .forEach(exercise -> restricted.add(exercise.exercise().id()));
            Set<String> spokenOf = new HashSet<>();
            Explanation.of(assessment)
                    .whyNot()
                    .forEach(whyNot -> spokenOf.add(whyNot.exercise().id()));
            assertThat(spokenOf).isEqualTo(restricted);
        }
    }

    /** Every single change that may be suggested and every pair of two is tried: none that eases more simply is missed. */
    @Test
    void whatOneOrTwoChangesEaseIsFoundWithAsFew() {
        for (Profile profile : new GeneratedPatients(RULES, KNOWN, 97).take(25)) {
            Forecast forecast = Forecast.of(profile, RULES);
            List<WhyNot> whyNot =
                    Explanation.of(Assessor.reckon(profile, RULES)).whyNot();
            Map<String, Integer> sizes = new HashMap<>();
            whyNot.forEach(one -> sizes.put(
                    one.exercise().id() + " " + one.then(), one.changes().size()));
            List<Plan> singles = singles(profile, forecast);
            List<Outcome> outcomes =
                    singles.stream().map(one -> forecast.after(one.change())).toList();
            for (int i = 0; i < singles.size(); i++) {
                Plan one = singles.get(i);
                assertFound(one, List.of(forecast.present()), forecast, sizes);
                for (int j = 0; j < i; j++) {
                    List<Outcome> alone = List.of(outcomes.get(i), outcomes.get(j));
                    one.and(singles.get(j)).ifPresent(pair -> assertFound(pair, alone, forecast, sizes));
                }
            }
        }
    }

    private static List<Plan> singles(Profile profile, Forecast forecast) {
        AllowedAnswers allowed = new AllowedAnswers(forecast, new Candidates(profile, RULES));
        List<Plan> singles = new ArrayList<>();
        for (FindingDefinition finding : RULES.vocabulary().findings().values()) {
            allowed.to(finding.code()).forEach(answer -> singles.add(Plan.answering(finding.code(), List.of(answer))));
        }
        for (AttestationDefinition attestation :
                RULES.vocabulary().attestations().values()) {
            if (attestation.scope() == AttestationDefinition.Scope.PATIENT) {
                singles.add(Plan.attesting(Set.of(new Attestation(attestation.code(), ""))));
            }
        }
        for (String code : List.of("form-check-passed", "supervised-session", "neutral-spine-demonstrated")) {
            RULES.catalogue()
                    .forEach(exercise -> singles.add(Plan.attesting(Set.of(new Attestation(code, exercise.id())))));
        }
        return singles;
    }

    /** Where each part alone does less than the plan. */
    private static void assertFound(Plan plan, List<Outcome> parts, Forecast forecast, Map<String, Integer> sizes) {
        Outcome outcome = forecast.after(plan.change());
        if (outcome.urgency().compareTo(forecast.present().urgency()) > 0) {
            return;
        }
        for (int i = 0; i < RULES.catalogue().size(); i++) {
            int place = i;
            Verdict then = outcome.verdict(place);
            if (then.compareTo(forecast.present().verdict(place)) < 0
                    && parts.stream().allMatch(part -> part.verdict(place).compareTo(then) > 0)) {
                String eased = RULES.catalogue().get(place).id() + " " + then;
                assertThat(sizes.getOrDefault(eased, Integer.MAX_VALUE))
                        .as(() -> "%s by %s of %s".formatted(eased, plan, forecast.profile()))
                        .isLessThanOrEqualTo(plan.size());
            }
        }
    }

    // ---- ask next

    @Test
    void everyQuestionThatChangesSomethingIsThereAndSaysWhatItDoes() {
        for (Profile profile : new GeneratedPatients(RULES, KNOWN, 94).take(6)) {
            Assessment now = Assessor.reckon(profile, RULES);
            Map<String, NextQuestion> next = new HashMap<>();
            Explanation.of(now)
                    .next()
                    .forEach(question -> next.put(question.finding().code(), question));
            for (FindingDefinition finding : RULES.vocabulary().findings().values()) {
                if (finding.cluster() || profile.answers().containsKey(finding.code())) {
                    assertThat(next).doesNotContainKey(finding.code());
                    continue;
                }
                boolean changes = false;
                boolean raises = false;
                for (Answer answer : everyAnswer(finding)) {
                    Assessment then =
                            Assessor.reckon(Change.of(finding.code(), answer).on(profile), RULES);
                    changes |= differs(now, then);
                    raises |= then.urgency().compareTo(now.urgency()) > 0;
                    Optional<NextQuestion> question = Optional.ofNullable(next.get(finding.code()));
                    if (question.isPresent()) {
                        assertSays(question.get(), answer, now, then);
                    }
                }
                boolean concluded =
                        Assessor.reckon(profile, RULES).picture().answers().containsKey(finding.code());
                assertThat(next.containsKey(finding.code()))
                        .as(() -> finding.code() + " of " + profile)
                        .isEqualTo(concluded ? raises : changes);
            }
        }
    }

    /** Every whole number up to a hundred, every tenth up to thirty, some beyond; every other answer. */
    private static List<Answer> everyAnswer(FindingDefinition finding) {
        if (!finding.type().isNumber()) {
            return Candidates.of(finding);
        }
        Range range = finding.range().orElseThrow();
        boolean whole = finding.type() == Type.INTEGER;
        List<Answer> answers = new ArrayList<>();
        IntStream.rangeClosed(0, whole ? 320 : 500)
                .mapToDouble(i -> whole ? i : i / 10.0)
                .filter(range::contains)
                .forEach(value -> answers.add(new Answer.Quantity(value)));
        answers.add(new Answer.Quantity(range.least()));
        answers.add(new Answer.Quantity(range.most()));
        return answers;
    }

    private static boolean differs(Assessment now, Assessment then) {
        return now.urgency() != then.urgency()
                || now.ceiling() != then.ceiling()
                || now.hold() != then.hold()
                || verdictsChanged(now, then) > 0;
    }

    private static long verdictsChanged(Assessment now, Assessment then) {
        return IntStream.range(0, now.exercises().size())
                .filter(place -> now.exercises().get(place).verdict()
                        != then.exercises().get(place).verdict())
                .count();
    }

    private static void assertSays(NextQuestion question, Answer answer, Assessment now, Assessment then) {
        List<PossibleAnswer> saying = question.answers().stream()
                .filter(possible -> standsFor(possible, answer))
                .toList();
        assertThat(saying).as(() -> answer + " to " + question).hasSize(1);
        PossibleAnswer said = saying.get(0);
        assertThat(said.urgency()).as(said::toString).isEqualTo(then.urgency());
        assertThat(said.ceiling()).as(said::toString).isEqualTo(then.ceiling());
        assertThat(said.hold()).as(said::toString).isEqualTo(then.hold());
        assertThat((long) said.verdictsChanged()).as(said::toString).isEqualTo(verdictsChanged(now, then));
    }

    private static boolean standsFor(PossibleAnswer possible, Answer answer) {
        if (!(answer instanceof Answer.Quantity number && possible.value() instanceof Answer.Quantity lowest)) {
            return possible.value().equals(answer);
        }
        boolean highEnough = possible.over().isPresent()
                ? number.value() > possible.over().getAsDouble()
                : number.value() >= lowest.value();
        boolean lowEnough = possible.under().isPresent()
                ? number.value() < possible.under().getAsDouble()
                : number.value() <= possible.to().orElse(lowest.value());
        return highEnough && lowEnough;
    }

    @Test
    void everyAnswerShownIsValid() {
        for (Profile profile : profiles(100, 95)) {
            for (NextQuestion question :
                    Explanation.of(Assessor.reckon(profile, RULES)).next()) {
                assertThat(question.answers()).allMatch(answer -> valid(question.finding(), answer.value()));
            }
        }
    }

    private static boolean valid(FindingDefinition finding, Answer answer) {
        if (answer instanceof Answer.Quantity quantity) {
            return finding.type().isNumber()
                    && finding.range().orElseThrow().contains(quantity.value())
                    && (finding.type() == Type.DECIMAL || quantity.value() == Math.rint(quantity.value()));
        }
        return Candidates.of(finding).contains(answer);
    }

    @Test
    void urgencyLeadsTheQuestions() {
        for (Profile profile : profiles(100, 96)) {
            Assessment now = Assessor.reckon(profile, RULES);
            List<Integer> raisedTo = Explanation.of(now).next().stream()
                    .map(question -> question.answers().stream()
                            .map(PossibleAnswer::urgency)
                            .filter(urgency -> urgency.compareTo(now.urgency()) > 0)
                            .mapToInt(urgency -> List.of(Urgency.values()).indexOf(urgency))
                            .max()
                            .orElse(0))
                    .toList();
            assertThat(raisedTo).isSortedAccordingTo(Comparator.reverseOrder());
        }
    }
}
