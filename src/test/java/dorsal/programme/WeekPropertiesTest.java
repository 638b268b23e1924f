package dorsal.programme;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.assessment.Assessment;
import dorsal.assessment.Assessor;
import dorsal.assessment.DoseAdvice;
import dorsal.assessment.ExerciseVerdict;
import dorsal.clinical.Answer;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Exercise;
import dorsal.clinical.Profile;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.clinical.Workout;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.programme.Week.Day;
import dorsal.programme.Week.Item;
import dorsal.rehearsal.CasePatients;
import dorsal.rehearsal.GeneratedPatients;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What holds for every week, on the patients of all cases, on generated ones, and on those of them who may train, with
 * made-up logs, days and equipment. What is checked is reckoned here anew, from the texts of the contract.
 */
class WeekPropertiesTest {
    private static final RuleSet RULES = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
    private static final CasePatients KNOWN = CasePatients.of(RULES, LocalDate.of(2026, 11, 22));
    private static final List<Planned> PLANS = plans();

    private record Planned(Assessment assessment, Week week) {
        static Planned of(Profile profile) {
            Assessment assessment = Assessor.assess(profile, RULES);
            return new Planned(assessment, WeekPlanner.plan(assessment));
        }

        Optional<DoseAdvice> dose(String measure) {
            return assessment.doses().stream()
                    .filter(dose -> dose.measure().code().equals(measure))
                    .findFirst();
        }

        List<Item> items() {
            return week.days().stream().flatMap(day -> day.items().stream()).toList();
        }

        @Override
        public String toString() {
            return assessment.profile() + " -> " + week;
        }
    }

    private static List<Planned> plans() {
        List<Planned> plans = new ArrayList<>();
        List<Profile> trainable = new ArrayList<>();
        for (Profile profile : new GeneratedPatients(RULES, KNOWN, 41).take(1500)) {
            plans.add(Planned.of(profile));
        }
        for (Profile profile : KNOWN.all()) {
            Planned plan = Planned.of(profile);
            plans.add(plan);
            if (plan.week().withheld().isEmpty()) {
                trainable.add(profile);
            }
        }
        Random chance = new Random(7);
        for (int i = 0; i < 1500; i++) {
            plans.add(Planned.of(varied(trainable.get(chance.nextInt(trainable.size())), chance)));
        }
        return plans;
    }

    /** The same patient with other days, minutes, goals, equipment, places and training. */
    private static Profile varied(Profile profile, Random chance) {
        Map<String, Answer> answers = new HashMap<>(profile.answers());
        vary(answers, "days-per-week", new Answer.Quantity(1 + chance.nextInt(7)), chance);
        vary(answers, "session-minutes", new Answer.Quantity(5 + chance.nextInt(60)), chance);
        vary(answers, "level", new Answer.Choice(any(List.of("beginner", "intermediate", "advanced"), chance)), chance);
        vary(answers, "desk-worker", chance.nextBoolean() ? Answer.YES : Answer.NO, chance);
        for (String finding : List.of("goals", "equipment", "setting")) {
            List<String> choices =
                    new ArrayList<>(RULES.vocabulary().finding(finding).choices());
            Collections.shuffle(choices, chance);
            int count = chance.nextInt(choices.size() + 1);
            vary(answers, finding, new Answer.Choices(Set.copyOf(choices.subList(0, count))), chance);
        }
        vary(answers, "session-pain", new Answer.Quantity(chance.nextInt(11)), chance);
        vary(answers, "settled-next-day", chance.nextBoolean() ? Answer.YES : Answer.NO, chance);
        vary(answers, "extra-reps", new Answer.Quantity(chance.nextInt(4)), chance);
        List<Workout> log = new ArrayList<>();
        int entries = chance.nextInt(8);
        for (int i = 0; i < entries; i++) {
            log.add(new Workout(
                    any(RULES.catalogue(), chance).id(),
                    profile.at().minusMinutes(chance.nextInt(14 * 24 * 60)),
                    chance.nextBoolean() ? OptionalInt.of(chance.nextInt(11)) : OptionalInt.empty(),
                    OptionalInt.empty()));
        }
        return new Profile(profile.patient(), profile.at(), answers, profile.attestations(), log);
    }

    private static void vary(Map<String, Answer> answers, String finding, Answer answer, Random chance) {
        if (chance.nextInt(3) > 0) {
            answers.put(finding, answer);
        }
    }

    private static <T> T any(List<T> all, Random chance) {
        return all.get(chance.nextInt(all.size()));
    }

    private static List<Planned> planned() {
        return PLANS.stream().filter(plan -> plan.week().withheld().isEmpty()).toList();
    }

    @Test
    void thereAreManyWeeksToLookAt() {
        assertThat(planned()).hasSizeGreaterThan(1500);
        assertThat(planned()).anyMatch(plan -> plan.week().unmet().isEmpty());
    }

    @Test
    void nothingIsPlannedInAnEmergencyOnHoldOrWithoutExercise() {
        for (Planned plan : PLANS) {
            Assessment assessment = plan.assessment();
            boolean none = assessment.urgency() == Urgency.EMERGENCY
                    || assessment.hold()
                    || assessment.ceiling() == Ceiling.NONE
                    || assessment.exercises().stream()
                            .noneMatch(e -> e.available() && e.verdict().compareTo(Verdict.HELD) < 0);
            assertThat(plan.week().withheld().isPresent()).as(plan::toString).isEqualTo(none);
            assertThat(plan.week().days()).as(plan::toString).hasSize(none ? 0 : 7);
        }
    }

    @Test
    void onlyWhatIsPermittedOrToBeDoneWithCareIsPlannedAndTheCareIsSaid() {
        for (Planned plan : planned()) {
            Map<String, ExerciseVerdict> verdicts = plan.assessment().exercises().stream()
                    .collect(Collectors.toMap(verdict -> verdict.exercise().id(), verdict -> verdict));
            for (Item item : plan.items()) {
                ExerciseVerdict verdict =
                        Optional.ofNullable(verdicts.get(item.exercise())).orElseThrow();
                assertThat(verdict.verdict()).as(plan::toString).isIn(Verdict.PERMITTED, Verdict.CAUTION);
                assertThat(verdict.available()).as(plan::toString).isTrue();
                assertThat(item.condition().isPresent())
                        .as(plan::toString)
                        .isEqualTo(verdict.verdict() == Verdict.CAUTION);
                assertThat(RULES.knowledge().findRule(item.rule()))
                        .as(plan::toString)
                        .isPresent();
            }
        }
    }

    @Test
    void everyRegionHasItsRecoveryHoursAlsoAfterWhatTheLogHolds() {
        for (Planned plan : planned()) {
            for (Day day : plan.week().days()) {
                for (Item item : day.items()) {
                    Exercise exercise = item.verdict().exercise();
                    if (exercise.recoveryHours() == 0) {
                        continue;
                    }
                    for (Day before : plan.week().days()) {
                        for (Item earlier : before.day() < day.day() ? before.items() : List.<Item>of()) {
                            assertThat((day.day() - before.day()) * 24
                                                    >= earlier.verdict()
                                                            .exercise()
                                                            .recoveryHours()
                                            || !overlap(
                                                    exercise, earlier.verdict().exercise()))
                                    .as(() -> "%s after %s in %s".formatted(item.exercise(), earlier.exercise(), plan))
                                    .isTrue();
                        }
                    }
                    for (Workout done : plan.assessment().profile().trainingLog()) {
                        Exercise logged = RULES.vocabulary().exercise(done.exercise());
                        Duration since = Duration.between(
                                done.at(), plan.assessment().profile().at().plusDays(day.day() - 1L));
                        assertThat(since.isNegative()
                                        || since.compareTo(Duration.ofHours(logged.recoveryHours())) >= 0
                                        || !overlap(exercise, logged))
                                .as(() -> "%s after logged %s in %s".formatted(item.exercise(), done, plan))
                                .isTrue();
                    }
                }
            }
        }
    }

    private static boolean overlap(Exercise one, Exercise other) {
        return one.regions().stream()
                .anyMatch(a -> other.regions().stream()
                        .anyMatch(b -> RULES.vocabulary().overlap(a, b)));
    }

    @Test
    void everyPartHasTheDaysThatRulesAskForOrItIsSaidWhyNot() {
        Map<String, String> measures = Map.of(
                "strength", "strength-days",
                "stability", "stability-days",
                "flexibility", "flexibility-days",
                "endurance", "aerobic-days",
                "balance", "balance-days");
        for (Planned plan : planned()) {
            measures.forEach((part, measure) -> plan.dose(measure).ifPresent(dose -> {
                long days = days(plan, part);
                assertThat(days).as(() -> part + " in " + plan).isLessThanOrEqualTo((long) dose.most());
                assertThat(days >= dose.least() || saysUnmet(plan, part))
                        .as(() -> part + " in " + plan)
                        .isTrue();
            }));
            plan.dose("aerobic-minutes-week")
                    .ifPresent(dose -> assertThat(
                                    minutes(plan, "endurance") >= dose.least() || saysUnmet(plan, "endurance"))
                            .as(plan::toString)
                            .isTrue());
            assertThat(days(plan, "posture") >= 2 || saysUnmet(plan, "posture"))
                    .as(plan::toString)
                    .isTrue();
            plan.week().unmet().forEach(unmet -> {
                assertThat(unmet.why()).isNotBlank();
                assertThat(RULES.knowledge().findRule(unmet.rule()))
                        .as(plan::toString)
                        .isPresent();
            });
        }
    }

    private static boolean saysUnmet(Planned plan, String part) {
        return plan.week().unmet().stream().anyMatch(unmet -> unmet.what().contains(part));
    }

    private static long days(Planned plan, String part) {
        return plan.week().days().stream()
                .filter(day ->
                        day.items().stream().anyMatch(item -> item.part().code().equals(part)))
                .count();
    }

    private static double minutes(Planned plan, String part) {
        return plan.items().stream()
                .filter(item -> item.part().code().equals(part))
                .mapToDouble(item ->
                        item.dose().getOrDefault("minutes", 0.0) * item.dose().getOrDefault("times-a-day", 1.0))
                .sum();
    }

    @Test
    void thereAreRestDaysAndNoMoreDaysThanThePatientHas() {
        for (Planned plan : planned()) {
            long active = plan.week().days().stream().filter(day -> !day.rest()).count();
            double rest = plan.dose("full-rest-days").map(DoseAdvice::least).orElse(0.0);
            assertThat(7 - active).as(plan::toString).isGreaterThanOrEqualTo((long) rest);
            if (plan.assessment().profile().answers().get("days-per-week") instanceof Answer.Quantity days) {
                assertThat(active).as(plan::toString).isLessThanOrEqualTo((long) days.value());
            }
            plan.week()
                    .days()
                    .forEach(day -> assertThat(day.rest())
                            .as(plan::toString)
                            .isEqualTo(day.items().isEmpty()));
            plan.dose("rest-days-per-loaded-day").ifPresent(dose -> assertNoSessionFollowsAnother(plan));
        }
    }

    private static void assertNoSessionFollowsAnother(Planned plan) {
        for (int day = 1; day < 7; day++) {
            assertThat(plan.week().days().get(day - 1).session()
                            && plan.week().days().get(day).session())
                    .as(plan::toString)
                    .isFalse();
        }
    }

    @Test
    void noAmountIsMoreThanTheCatalogueAndTheRulesAllow() {
        for (Planned plan : planned()) {
            for (Item item : plan.items()) {
                item.verdict()
                        .exercise()
                        .doses()
                        .forEach((amount, range) -> Optional.ofNullable(
                                        item.dose().get(amount))
                                .ifPresent(value -> assertThat(value)
                                        .as(() -> amount + " of " + item + " in " + plan)
                                        .isLessThanOrEqualTo(range.most())));
                plan.dose("effort")
                        .ifPresent(dose -> assertThat(item.dose().getOrDefault("effort", 0.0))
                                .isLessThanOrEqualTo(dose.most()));
                if (item.part().code().equals("strength")) {
                    plan.dose("sets")
                            .ifPresent(dose -> assertThat(item.dose().getOrDefault("sets", 1.0))
                                    .isLessThanOrEqualTo(dose.most()));
                }
            }
        }
    }

    @Test
    void nothingIsDoneMoreOftenThanTheCatalogueMeans() {
        for (Planned plan : planned()) {
            plan.items().stream()
                    .filter(item -> !item.part().outsideSession())
                    .map(item -> item.verdict().exercise())
                    .distinct()
                    .forEach(exercise -> assertThat(plan.week().days().stream()
                                    .filter(day -> day.items().stream()
                                            .anyMatch(item -> item.exercise().equals(exercise.id())
                                                    && !item.part().outsideSession()))
                                    .count())
                            .as(() -> exercise.id() + " in " + plan)
                            .isLessThanOrEqualTo(
                                    (long) Optional.ofNullable(exercise.doses().get("days-per-week"))
                                            .orElseThrow()
                                            .most()));
        }
    }

    @Test
    void betweenSessionsOnlyGentleWorkIsPlanned() {
        for (Planned plan : planned()) {
            for (Day day : plan.week().days()) {
                if (!day.session()) {
                    day.items()
                            .forEach(
                                    item -> assertThat(item.verdict().exercise().recoveryHours())
                                            .as(plan::toString)
                                            .isZero());
                }
            }
        }
    }

    /** The week is followed to the letter: on no day do the rules withhold what stands there. */
    @Test
    void theRulesStillAgreeOnTheDayItself() {
        int looked = 0;
        for (Planned plan : planned()) {
            if (looked++ % 8 != 0) {
                continue;
            }
            Profile profile = plan.assessment().profile();
            List<Workout> log = new ArrayList<>(profile.trainingLog());
            for (Day day : plan.week().days()) {
                Profile then = new Profile(
                        profile.patient(),
                        profile.at().plusDays(day.day() - 1L),
                        profile.answers(),
                        profile.attestations(),
                        log);
                Map<String, Verdict> verdicts = Assessor.assess(then, RULES).exercises().stream()
                        .collect(Collectors.toMap(e -> e.exercise().id(), ExerciseVerdict::verdict));
                for (Item item : day.items()) {
                    assertThat(verdicts.get(item.exercise()))
                            .as(() -> item.exercise() + " on day " + day.day() + " of " + plan)
                            .isLessThan(Verdict.HELD);
                }
                day.items()
                        .forEach(item -> log.add(new Workout(
                                item.exercise(),
                                then.at(),
                                OptionalInt.of((int) Math.ceil(item.dose().getOrDefault("effort", 0.0))),
                                OptionalInt.empty())));
            }
        }
        assertThat(looked).isGreaterThan(100);
    }

    @Test
    void theOrderOfTheLogDoesNotMatter() {
        for (Planned plan : planned().subList(0, 300)) {
            Profile profile = plan.assessment().profile();
            List<Workout> reversed = new ArrayList<>(profile.trainingLog());
            Collections.reverse(reversed);
            Week again = Planned.of(new Profile(
                            profile.patient(), profile.at(), profile.answers(), profile.attestations(), reversed))
                    .week();
            assertThat(again.days().toString()).isEqualTo(plan.week().days().toString());
        }
    }
}
