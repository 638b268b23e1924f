package dorsal.course;

import dorsal.assessment.Assessment;
import dorsal.assessment.Assessor;
import dorsal.assessment.Because;
import dorsal.assessment.ExerciseVerdict;
import dorsal.assessment.Said;
import dorsal.clinical.Answer;
import dorsal.clinical.Answer.Quantity;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Type;
import dorsal.clinical.Picture;
import dorsal.clinical.Profile;
import dorsal.course.Course.ChangedVerdict;
import dorsal.course.Course.Direction;
import dorsal.course.Course.Due;
import dorsal.course.Course.NewSign;
import dorsal.course.Course.NotRepeated;
import dorsal.course.Course.Visit;
import dorsal.course.FirstVisit.Filled;
import dorsal.knowledge.CourseTerms;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Assesses the latest visit of a patient, and says what has changed over the visits. Each visit is a whole profile: what
 * it does not answer is unknown, whatever was answered before, but for what {@link FirstVisit} says. No threshold stands
 * here: the rules that fire say what a change means.
 */
public final class FollowUp {
    private final RuleSet rules;
    private final CourseTerms terms;
    private final Visits visits;
    private final List<Assessment> assessments = new ArrayList<>();

    private FollowUp(Visits visits, RuleSet rules) {
        this.visits = visits;
        this.rules = rules;
        this.terms = rules.knowledge().course();
    }

    /** The whole answer to what {@code VisitsReader} has read. */
    public static Followed assess(Visits visits, RuleSet rules) {
        return visits.series()
                ? new FollowUp(visits, rules).assess()
                : new Followed(Assessor.assess(visits.latest(), rules), Optional.empty());
    }

    /** The latest visit as it is assessed: with what the first one says of it. */
    public static Profile latest(Visits visits, Knowledge knowledge) {
        return new FirstVisit(visits.first(), knowledge)
                .seenFrom(visits.latest())
                .profile();
    }

    private Followed assess() {
        FirstVisit first = new FirstVisit(visits.first(), rules.knowledge());
        for (Profile visit : visits.earlier()) {
            assessments.add(Assessor.assessCase(first.seenFrom(visit).profile(), rules));
        }
        Filled latest = first.seenFrom(visits.latest());
        Assessment now = Assessor.assess(latest.profile(), rules).noting(latest.notes());
        assessments.add(now);
        return new Followed(now, Optional.of(course(now)));
    }

    private Course course(Assessment now) {
        Optional<Assessment> before =
                assessments.size() < 2 ? Optional.empty() : Optional.of(assessments.get(assessments.size() - 2));
        Picture picture = now.picture();
        List<Said<Escalate>> newEscalations =
                before.map(earlier -> newEscalations(now, earlier)).orElse(List.of());
        SortedSet<String> saying = new TreeSet<>();
        Direction direction = direction(now, newEscalations, picture, saying);
        Optional<Due> wasDue = before.flatMap(FollowUp::due);
        return new Course(
                assessments.stream().map(this::visit).toList(),
                direction,
                List.copyOf(saying),
                before.map(earlier -> newSigns(now, picture, earlier.picture())).orElse(List.of()),
                newEscalations,
                before.map(Assessment::urgency),
                notRepeated(now, picture),
                before.map(earlier -> verdictsChanged(now, earlier)).orElse(List.of()),
                due(now),
                wasDue,
                wasDue.map(due -> OptionalLong.of(Math.max(
                                0,
                                ChronoUnit.DAYS.between(
                                        due.date(), now.profile().at().toLocalDate()))))
                        .orElse(OptionalLong.empty()));
    }

    private Visit visit(Assessment assessment) {
        return new Visit(
                assessment.profile().at(),
                assessment.urgency(),
                assessment.ceiling(),
                assessment.hold(),
                number(assessment, terms.pain()),
                number(assessment, terms.adherence()));
    }

    private static Optional<Double> number(Assessment assessment, Optional<String> finding) {
        return finding.flatMap(code -> assessment.profile().answers().get(code) instanceof Quantity quantity
                ? Optional.of(quantity.value())
                : Optional.empty());
    }

    // ---- where the patient is heading

    /** The direction; the rules that say it are added to {@code saying}. */
    private Direction direction(
            Assessment now, List<Said<Escalate>> newEscalations, Picture picture, Set<String> saying) {
        terms.worseFromNewEscalation()
                .ifPresent(level -> newEscalations.stream()
                        .filter(said -> said.conclusion().urgency().compareTo(level) >= 0)
                        .forEach(said -> saying.add(said.rule().id())));
        saying.addAll(fired(now, terms.worse()));
        if (!saying.isEmpty()) {
            return Direction.WORSE;
        }
        saying.addAll(fired(now, terms.better()));
        if (!saying.isEmpty()) {
            return Direction.BETTER;
        }
        saying.addAll(fired(now, terms.unchanged()));
        if (saying.isEmpty()) {
            saying.addAll(thresholdsNotReached(picture));
        }
        return saying.isEmpty() ? Direction.UNKNOWN : Direction.UNCHANGED;
    }

    private static Set<String> fired(Assessment assessment, Set<String> rules) {
        Set<String> fired = new HashSet<>(assessment.fired());
        fired.retainAll(rules);
        return fired;
    }

    /** The rules of a better and a worse course that test differences, if the patient reaches none of these. */
    private List<String> thresholdsNotReached(Picture picture) {
        List<RuleCard> testing = rules.knowledge().rules().stream()
                .filter(rule ->
                        terms.worse().contains(rule.id()) || terms.better().contains(rule.id()))
                .filter(rule -> Thresholds.areTestedBy(rule.condition()))
                .toList();
        return testing.stream().allMatch(rule -> Thresholds.areNotReached(rule.condition(), picture))
                ? testing.stream().map(RuleCard::id).toList()
                : List.of();
    }

    // ---- what is new since the visit before

    private static List<Said<Escalate>> newEscalations(Assessment now, Assessment before) {
        Set<String> old = new HashSet<>();
        before.escalations().forEach(said -> old.add(said.rule().id()));
        return now.escalations().stream()
                .filter(said -> !old.contains(said.rule().id()))
                .toList();
    }

    /**
     * Red flags that are yes and were not. One that is a number or a choice has no yes: it is new when its answer is
     * another one and an escalation rests on it.
     */
    private List<NewSign> newSigns(Assessment now, Picture picture, Picture before) {
        Set<String> grounds = new HashSet<>();
        now.escalations().forEach(said -> said.because().forEach(because -> addFindings(because, grounds)));
        List<NewSign> signs = new ArrayList<>();
        for (FindingDefinition finding : rules.vocabulary().findings().values()) {
            Answer answer = picture.answers().get(finding.code());
            Answer earlier = before.answers().get(finding.code());
            if (finding.redFlag()
                    && !finding.cluster()
                    && answer != null
                    && !answer.equals(earlier)
                    && (finding.type() == Type.BOOLEAN
                            ? answer.equals(Answer.YES)
                            : grounds.contains(finding.code()))) {
                signs.add(new NewSign(finding, answer, Optional.ofNullable(earlier)));
            }
        }
        return signs;
    }

    private static void addFindings(Because because, Set<String> findings) {
        if (because instanceof Because.OfFinding finding) {
            findings.add(finding.finding());
            findings.addAll(finding.from());
        }
    }

    private static List<ChangedVerdict> verdictsChanged(Assessment now, Assessment before) {
        List<ChangedVerdict> changed = new ArrayList<>();
        for (int i = 0; i < now.exercises().size(); i++) {
            ExerciseVerdict verdict = now.exercises().get(i);
            ExerciseVerdict earlier = before.exercises().get(i);
            if (verdict.verdict() != earlier.verdict()) {
                changed.add(new ChangedVerdict(verdict.exercise(), earlier.verdict(), verdict.verdict()));
            }
        }
        return changed;
    }

    // ---- what was answered once

    /** What earlier visits answered, and the latest neither answers nor has concluded alike. */
    private List<NotRepeated> notRepeated(Assessment now, Picture picture) {
        List<NotRepeated> forgotten = new ArrayList<>();
        Set<String> known = new HashSet<>(now.profile().answers().keySet());
        now.profile().lapsed().forEach(lapsed -> known.add(lapsed.finding())); // they are listed as such
        for (String code : rules.vocabulary().findings().keySet()) {
            if (!known.contains(code)) {
                last(code)
                        .filter(answer ->
                                !answer.value().equals(picture.answers().get(code)))
                        .ifPresent(forgotten::add);
            }
        }
        return forgotten;
    }

    private Optional<NotRepeated> last(String code) {
        Optional<NotRepeated> last = Optional.empty();
        for (Profile visit : visits.earlier()) {
            Answer answer = visit.answers().get(code);
            last = answer == null ? last : Optional.of(new NotRepeated(code, answer, visit.answeredOn(code)));
        }
        return last;
    }

    // ---- the next visit

    private static Optional<Due> due(Assessment assessment) {
        return assessment
                .review()
                .map(review ->
                        new Due(assessment.profile().at().toLocalDate().plusWeeks(review.weeks()), review.rules()));
    }
}
