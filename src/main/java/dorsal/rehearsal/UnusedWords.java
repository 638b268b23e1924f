package dorsal.rehearsal;

import dorsal.clinical.Conclusion.Prefer;
import dorsal.clinical.Conclusion.PutLast;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Condition;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Exercise;
import dorsal.clinical.Selector;
import dorsal.knowledge.Oddity;
import dorsal.knowledge.Places;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.Observation.Unused;
import dorsal.text.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Words of the vocabulary that make no difference, and exercises that no rule restricts. */
final class UnusedWords {
    private final RuleSet rules;
    private final FiringBranches firing;
    private final Places places;
    private final List<Observation> found = new ArrayList<>();

    private UnusedWords(RuleSet rules, FiringBranches firing) {
        this.rules = rules;
        this.firing = firing;
        this.places = new Places(rules.knowledge().folder());
    }

    static List<Observation> of(RuleSet rules, FiringBranches firing) {
        UnusedWords words = new UnusedWords(rules, firing);
        words.findings();
        words.attestations();
        words.movements();
        words.exercises();
        return words.found;
    }

    private void report(Oddity kind, Collection<String> words, Set<String> used, Function<String, Position> place) {
        for (String word : words) {
            if (!used.contains(word)) {
                found.add(new Unused(kind, word, place.apply(word)));
            }
        }
    }

    private void findings() {
        Set<String> used = new HashSet<>();
        conditions().flatMap(Condition::tests).forEach(test -> used.addAll(test.findings()));
        report(Oddity.UNUSED_FINDING, rules.vocabulary().findings().keySet(), used, places::finding);
    }

    /** Of rules, and of questions: when they are worth asking. */
    private Stream<Condition> conditions() {
        return Stream.concat(
                rules.knowledge().rules().stream().map(RuleCard::condition),
                rules.vocabulary().findings().values().stream().flatMap(finding -> finding.askWhen().stream()));
    }

    private void attestations() {
        Set<String> used = new HashSet<>();
        rules.knowledge().rules().forEach(rule -> rule.lift().ifPresent(lift -> used.addAll(lift.attestations())));
        conditions()
                .flatMap(Condition::tests)
                .filter(test -> test.kind() == Kind.ON_RECORD)
                .forEach(test -> used.add(test.code()));
        report(Oddity.UNUSED_ATTESTATION, rules.vocabulary().attestations().keySet(), used, places::attestation);
    }

    private void movements() {
        Set<String> used = new HashSet<>();
        used.add(rules.vocabulary().trainingLog().heavyMovement());
        rules.catalogue().forEach(exercise -> used.addAll(exercise.movements()));
        for (RuleCard rule : rules.knowledge().rules()) {
            Stream.concat(
                            rule.conclusions(Restrict.class).stream().map(Restrict::selector),
                            rule.conclusions(Prefer.class).stream().map(Prefer::selector))
                    .forEach(selector -> addMovements(selector, used));
            rule.conclusions(PutLast.class).forEach(last -> used.addAll(last.movements()));
        }
        report(Oddity.UNUSED_MOVEMENT, rules.vocabulary().movements().keySet(), used, places::movement);
    }

    private static void addMovements(Selector selector, Set<String> used) {
        used.addAll(selector.anyMovements());
        used.addAll(selector.allMovements());
        used.addAll(selector.exceptMovements());
    }

    private void exercises() {
        List<Selector> restricting = rules.knowledge().rules().stream()
                .filter(firing::canFire)
                .flatMap(rule -> rule.conclusions(Restrict.class).stream())
                .map(Restrict::selector)
                .filter(selector -> !selector.every())
                .toList();
        Set<String> reached = new HashSet<>();
        for (Exercise exercise : rules.catalogue()) {
            if (restricting.stream().anyMatch(selector -> selector.takes(exercise))) {
                reached.add(exercise.id());
            }
        }
        report(Oddity.UNREACHED_EXERCISE, rules.vocabulary().exercises().keySet(), reached, places::exercise);
    }
}
