package dorsal.rehearsal;

import dorsal.assessment.Assessment;
import dorsal.assessment.Assessor;
import dorsal.assessment.DoseAdvice;
import dorsal.assessment.ExerciseVerdict;
import dorsal.assessment.Reason;
import dorsal.assessment.ReviewAdvice;
import dorsal.assessment.Said;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Numbers;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.course.Course.Direction;
import dorsal.course.FollowUp;
import dorsal.knowledge.RuleSet;
import dorsal.programme.WeekPlanner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs cases against a rule set and says in words where what came out is not what must. */
public final class CaseRunner {
    private final RuleSet rules;

    public CaseRunner(RuleSet rules) {
        this.rules = rules;
    }

    /**
     * One case that was run.
     *
     * @param failures what came out otherwise than expected, a sentence each; empty when it passed
     * @param fired the rules that fired
     */
    public record Outcome(Case tried, List<String> failures, List<String> fired) {
        public boolean passed() {
            return failures.isEmpty();
        }
    }

    public List<Outcome> run(Collection<Case> cases) {
        return cases.parallelStream().map(this::run).toList();
    }

    public Outcome run(Case tried) {
        Assessment assessment = Assessor.assessCase(tried.profile(), rules);
        List<String> failures = new ArrayList<>(failures(tried, assessment));
        tried.expectation()
                .week()
                .ifPresent(expected -> failures.addAll(expected.failures(WeekPlanner.plan(assessment))));
        tried.expectation().course().ifPresent(wanted -> {
            Direction found = FollowUp.assess(tried.visits(), rules)
                    .course()
                    .orElseThrow()
                    .direction();
            if (found != wanted) {
                failures.add("course: expected %s, found %s.".formatted(wanted.code(), found.code()));
            }
        });
        return new Outcome(tried, List.copyOf(failures), assessment.fired());
    }

    /** What came out otherwise than a case expects of its assessment, a sentence each; course and week are left aside. */
    static List<String> failures(Case tried, Assessment assessment) {
        return new Comparison(assessment, tried.expectation()).failures();
    }

    /** Rules that none of these outcomes fired, by id. */
    public List<String> neverFired(Collection<Outcome> outcomes) {
        TreeSet<String> never = rules.knowledge().rules().stream()
                .map(rule -> rule.id())
                .collect(Collectors.toCollection(TreeSet::new));
        outcomes.forEach(outcome -> never.removeAll(outcome.fired()));
        return List.copyOf(never);
    }

    /** One assessment held against what a case expects. */
    private static final class Comparison {
        private final Assessment assessment;
        private final Expectation expected;
        private final Map<String, ExerciseVerdict> verdicts;
        private final List<String> failures = new ArrayList<>();

        private Comparison(Assessment assessment, Expectation expected) {
            this.assessment = assessment;
            this.expected = expected;
            this.verdicts = assessment.exercises().stream()
                    .collect(Collectors.toMap(verdict -> verdict.exercise().id(), Function.identity()));
        }

        private List<String> failures() {
            same(
                    "urgency",
                    expected.urgency().map(u -> u.code()),
                    assessment.urgency().code());
            same(
                    "ceiling",
                    expected.ceiling().map(c -> c.code()),
                    assessment.ceiling().code());
            same("hold", expected.hold(), assessment.hold());
            contains("to", expected.to(), assessment.to());
            contains("fires", expected.fires(), assessment.fired());
            expected.mustNotFire().stream()
                    .filter(assessment.fired()::contains)
                    .forEach(rule -> failures.add("'%s' must not fire, but did.".formatted(rule)));
            expected.verdicts().forEach((verdict, exercises) -> exercises.forEach(id -> verdict(id, verdict)));
            expected.offers()
                    .forEach((id, offers) -> contains(
                            "offers for " + id,
                            offers,
                            of(id).map(ExerciseVerdict::offers).orElse(List.of())));
            contains(
                    "asks",
                    expected.asks(),
                    assessment.asks().stream().map(ask -> ask.finding().code()).toList());
            expected.available()
                    .forEach((id, available) -> same(
                            "available " + id,
                            Optional.of(available),
                            of(id).map(ExerciseVerdict::available).orElse(false)));
            same("held-all", expected.heldAll(), heldAll());
            expected.doses().forEach(this::dose);
            contains("preferred", expected.preferred(), assessment.preferred());
            List<String> ranked = assessment.preferred().stream()
                    .filter(expected.preferredInOrder()::contains)
                    .toList();
            if (!ranked.equals(expected.preferredInOrder())) {
                failures.add("preferred-in-order: expected %s, found %s."
                        .formatted(String.join(", ", expected.preferredInOrder()), String.join(", ", ranked)));
            }
            same(
                    "review",
                    expected.reviewWeeks(),
                    assessment.review().map(ReviewAdvice::weeks).orElse(0));
            expected.says().forEach(this::says);
            return List.copyOf(failures);
        }

        private void says(String rule, RuleSays wanted) {
            wanted.verdicts()
                    .forEach((verdict, exercises) -> exercises.forEach(id -> same(
                            "%s of %s".formatted(rule, id),
                            Optional.of(verdict.code()),
                            verdictBy(rule, id).code())));
            same(
                    rule + " limits to",
                    wanted.ceiling().map(Ceiling::code),
                    assessment.limits().stream()
                            .filter(limit -> limit.rule().id().equals(rule))
                            .flatMap(limit -> limit.ceiling().stream())
                            .map(Ceiling::code)
                            .findFirst()
                            .orElse("nothing"));
            Optional<Escalate> escalation = assessment.escalations().stream()
                    .filter(said -> said.rule().id().equals(rule))
                    .map(Said::conclusion)
                    .findFirst();
            same(
                    rule + " escalates",
                    wanted.urgency().map(Urgency::code),
                    escalation.map(Escalate::urgency).orElse(Urgency.NONE).code());
            contains(
                    rule + " sends to",
                    wanted.to(),
                    escalation.map(Escalate::to).orElse(List.of()));
        }

        /** What one rule says of an exercise; permitted when it says nothing. */
        private Verdict verdictBy(String rule, String exercise) {
            return of(exercise).stream()
                    .flatMap(verdict -> verdict.reasons().stream())
                    .filter(reason -> reason.rule().id().equals(rule))
                    .map(Reason::verdict)
                    .findFirst()
                    .orElse(Verdict.PERMITTED);
        }

        private void dose(String measure, String wanted) {
            String found = assessment.doses().stream()
                    .filter(dose -> dose.measure().code().equals(measure))
                    .map(Comparison::inWords)
                    .findFirst()
                    .orElse("none");
            same("dose " + measure, Optional.of(wanted), found);
        }

        private static String inWords(DoseAdvice dose) {
            return dose.words().isEmpty()
                    ? Numbers.plain(dose.least()) + " to " + Numbers.plain(dose.most())
                    : String.join(", ", dose.words().stream().sorted().toList());
        }

        private boolean heldAll() {
            return verdicts.values().stream()
                    .allMatch(verdict -> verdict.verdict().compareTo(Verdict.HELD) >= 0);
        }

        private Optional<ExerciseVerdict> of(String id) {
            return Optional.ofNullable(verdicts.get(id));
        }

        private void same(String what, Optional<?> wanted, Object found) {
            wanted.filter(value -> !value.equals(found))
                    .ifPresent(value -> failures.add("%s: expected %s, found %s.".formatted(what, value, found)));
        }

        private void contains(String what, List<String> wanted, List<String> found) {
            wanted.stream()
                    .filter(value -> !found.contains(value))
                    .forEach(value -> failures.add("%s: expected %s among them, found %s."
                            .formatted(what, value, found.isEmpty() ? "none" : String.join(", ", found))));
        }

        private void verdict(String id, Verdict wanted) {
            of(id).filter(verdict -> verdict.verdict() != wanted)
                    .ifPresent(verdict -> failures.add("%s: expected %s, found %s%s."
                            .formatted(id, wanted.code(), verdict.verdict().code(), because(verdict))));
        }

        private static String because(ExerciseVerdict verdict) {
            return verdict.reasons().stream()
                    .map(reason -> reason.rule().id())
                    .findFirst()
                    .map(rule -> " (" + rule + ")")
                    .orElse("");
        }
    }
}
