package dorsal.rehearsal;

import dorsal.assessment.Assessment;
import dorsal.assessment.ExerciseVerdict;
import dorsal.assessment.OpenQuestion;
import dorsal.assessment.Reason;
import dorsal.assessment.Said;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a change of rules changes for one patient.
 *
 * @param patient what the patient is called
 * @param softened verdicts that are less restrictive now
 * @param hardened verdicts that are more restrictive now
 * @param lost escalations that are gone, less urgent or within another time now
 * @param gained escalations that are new, more urgent or within another time now
 * @param asksDropped findings that are not asked any more
 * @param asksAdded findings that are asked now
 * @param reasonsLost restrictions whose verdict stays since other rules say as much: exercises by rule that fell silent
 * @param reasonsGained exercises by rule that restricts them now as others did before
 * @param amounts the review, doses and advice
 */
public record PatientImpact(
        String patient,
        Shift<Urgency> urgency,
        Shift<Ceiling> ceiling,
        Shift<Boolean> hold,
        List<Escalation> lost,
        List<Escalation> gained,
        List<VerdictShift> softened,
        List<VerdictShift> hardened,
        List<String> asksDropped,
        List<String> asksAdded,
        Map<String, List<String>> reasonsLost,
        Map<String, List<String>> reasonsGained,
        AmountShifts amounts) {

    /** A value before and after. */
    public record Shift<T extends Comparable<T>>(T from, T to) {
        public boolean isNone() {
            return from.equals(to);
        }

        boolean falls() {
            return to.compareTo(from) < 0;
        }

        boolean rises() {
            return to.compareTo(from) > 0;
        }
    }

    /** An escalation of a rule that the other rules do not give this patient. */
    public record Escalation(String rule, Urgency urgency, List<String> to) {}

    /**
     * Another verdict for an exercise.
     *
     * @param rules that said the more restrictive of the two
     */
    public record VerdictShift(String exercise, Verdict from, Verdict to, List<String> rules) {}

    static PatientImpact between(String patient, Assessment before, Assessment after) {
        List<VerdictShift> softened = new ArrayList<>();
        List<VerdictShift> hardened = new ArrayList<>();
        Map<String, List<String>> reasonsLost = new TreeMap<>();
        Map<String, List<String>> reasonsGained = new TreeMap<>();
        Map<String, ExerciseVerdict> now = new TreeMap<>();
        after.exercises().forEach(verdict -> now.put(verdict.exercise().id(), verdict));
        for (ExerciseVerdict was : before.exercises()) {
            ExerciseVerdict is = now.get(was.exercise().id());
            if (is == null) {
                continue; // the exercise is gone: the rules' own changes say so
            }
            int compared = is.verdict().compareTo(was.verdict());
            if (compared < 0) {
                softened.add(shift(was, is, was));
            } else if (compared > 0) {
                hardened.add(shift(was, is, is));
            }
            silent(was, is).forEach(rule -> add(rule, was, compared >= 0, reasonsLost));
            silent(is, was).forEach(rule -> add(rule, was, compared <= 0, reasonsGained));
        }
        return new PatientImpact(
                patient,
                new Shift<>(before.urgency(), after.urgency()),
                new Shift<>(before.ceiling(), after.ceiling()),
                new Shift<>(before.hold(), after.hold()),
                beyond(before, after),
                beyond(after, before),
                softened,
                hardened,
                missing(asks(before), asks(after)),
                missing(asks(after), asks(before)),
                reasonsLost,
                reasonsGained,
                AmountShifts.between(before, after));
    }

    private static VerdictShift shift(ExerciseVerdict was, ExerciseVerdict is, ExerciseVerdict stricter) {
        return new VerdictShift(
                was.exercise().id(),
                was.verdict(),
                is.verdict(),
                stricter.reasons().stream()
                        .filter(reason -> reason.verdict() == stricter.verdict())
                        .map(reason -> reason.rule().id())
                        .toList());
    }

    /** Rules that say less of an exercise in one answer than in the other. */
    private static List<String> silent(ExerciseVerdict says, ExerciseVerdict saysLess) {
        return says.reasons().stream()
                .filter(reason -> saysLess.reasons().stream()
                        .noneMatch(
                                other -> other.rule().id().equals(reason.rule().id())
                                        && other.verdict().compareTo(reason.verdict()) >= 0))
                .map(Reason::rule)
                .map(rule -> rule.id())
                .toList();
    }

    private static void add(
            String rule, ExerciseVerdict verdict, boolean verdictStays, Map<String, List<String>> exercisesByRule) {
        if (verdictStays) {
            exercisesByRule
                    .computeIfAbsent(rule, r -> new ArrayList<>())
                    .add(verdict.exercise().id());
        }
    }

    /** Escalations that the other answer does not have, or has less urgently, within another time or with fewer destinations. */
    private static List<Escalation> beyond(Assessment answer, Assessment other) {
        List<Escalation> beyond = new ArrayList<>();
        for (Said<Escalate> said : answer.escalations()) {
            boolean matched = other.escalations().stream()
                    .anyMatch(candidate ->
                            candidate.rule().id().equals(said.rule().id())
                                    && atLeast(candidate.conclusion(), said.conclusion())
                                    && candidate
                                            .conclusion()
                                            .to()
                                            .containsAll(said.conclusion().to()));
            if (!matched) {
                beyond.add(new Escalation(
                        said.rule().id(),
                        said.conclusion().urgency(),
                        said.conclusion().to()));
            }
        }
        return beyond;
    }

    /** Time frames are words and cannot be compared: where only they differ, somebody has to look. */
    private static boolean atLeast(Escalate one, Escalate other) {
        int compared = one.urgency().compareTo(other.urgency());
        return compared > 0 || (compared == 0 && one.within().equals(other.within()));
    }

    private static Set<String> asks(Assessment assessment) {
        Set<String> asks = new TreeSet<>();
        for (OpenQuestion ask : assessment.asks()) {
            asks.add(ask.finding().code());
        }
        return asks;
    }

    private static List<String> missing(Set<String> all, Set<String> there) {
        return all.stream().filter(one -> !there.contains(one)).toList();
    }

    /** True when nothing at all is other for this patient. */
    public boolean isNone() {
        return urgency.isNone()
                && ceiling.isNone()
                && hold.isNone()
                && lost.isEmpty()
                && gained.isEmpty()
                && softened.isEmpty()
                && hardened.isEmpty()
                && asksDropped.isEmpty()
                && asksAdded.isEmpty()
                && reasonsLost.isEmpty()
                && reasonsGained.isEmpty()
                && amounts.eased().isEmpty()
                && amounts.tightened().isEmpty();
    }

    /**
     * True when this patient is guarded less than before: an escalation, a hold, a ceiling, a verdict, the review, a dose or
     * an advice gave way.
     */
    public boolean isWeakened() {
        return urgency.falls()
                || ceiling.rises()
                || hold.falls()
                || !lost.isEmpty()
                || !softened.isEmpty()
                || !amounts.eased().isEmpty();
    }

    private Urgency gravestLost() {
        return lost.stream()
                .map(Escalation::urgency)
                .max(Comparator.naturalOrder())
                .orElse(Urgency.NONE);
    }

    /** Lost escalations first, then by urgency lost, holds, ceilings, verdicts softened; what only hardens comes last. */
    static Comparator<PatientImpact> weakenedFirst() {
        return Comparator.comparing((PatientImpact impact) -> !impact.isWeakened())
                .thenComparing(PatientImpact::gravestLost, Comparator.reverseOrder())
                .thenComparing(impact -> !impact.urgency().falls())
                .thenComparing(impact -> !impact.hold().falls())
                .thenComparing(impact -> -impact.softened().size())
                .thenComparing(impact -> -impact.hardened().size())
                .thenComparing(PatientImpact::patient);
    }
}
