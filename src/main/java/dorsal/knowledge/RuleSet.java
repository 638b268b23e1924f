package dorsal.knowledge;

import dorsal.clinical.Check;
import dorsal.clinical.Conclusion.Conclude;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Conclusion.Prefer;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.Exercise;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Selector;
import dorsal.knowledge.ProgrammeTerms.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;

/**
 * A rules folder, checked and compiled: what an assessment rests on. Immutable, and safe to use from many threads.
 */
public final class RuleSet {
    private final Knowledge knowledge;
    private volatile @Nullable KieBase kieBase;
    private final Map<String, RuleCard> byId = new HashMap<>();
    private final List<Exercise> catalogue;
    private final Map<String, Integer> places = new HashMap<>();
    private final IdentityHashMap<Selector, int[]> selected;
    private final Map<String, Integer> findingPlaces = new HashMap<>();
    private final Map<String, List<RuleCard>> concluding = new HashMap<>();
    private final Map<String, List<Integer>> counting = new ConcurrentHashMap<>();
    private final List<RuleCard> escalating;
    private final List<RuleCard> readingTheLog;
    private final List<FindingDefinition> derived;
    private final Set<String> testedForNoAnswer;
    private final List<Test> differences;
    private final int mostFirings;

    private RuleSet(Knowledge knowledge, IdentityHashMap<Selector, int[]> known) {
        this.knowledge = knowledge;
        this.selected = new IdentityHashMap<>(known);
        this.catalogue = knowledge.vocabulary().catalogue();
        knowledge.vocabulary().findings().keySet().forEach(code -> findingPlaces.put(code, findingPlaces.size()));
        catalogue.forEach(exercise -> places.put(exercise.id(), places.size()));
        for (RuleCard rule : knowledge.rules()) {
            byId.put(rule.id(), rule);
            rule.conclusions(Restrict.class).forEach(restrict -> select(restrict.selector()));
            rule.conclusions(Prefer.class).forEach(prefer -> select(prefer.selector()));
            rule.conclusions(Conclude.class)
                    .forEach(conclude -> concluding
                            .computeIfAbsent(conclude.finding(), code -> new ArrayList<>())
                            .add(rule));
        }
        this.escalating = knowledge.rules().stream()
                .filter(rule -> rule.says(Escalate.class))
                .toList();
        this.readingTheLog = knowledge.rules().stream()
                .filter(rule -> rule.condition().tests().anyMatch(test -> test.kind() == Kind.LOG_MEASURE))
                .toList();
        this.derived = inOrderOfConclusion();
        this.testedForNoAnswer = tests(Kind.UNANSWERED).map(Test::code).collect(Collectors.toCollection(TreeSet::new));
        this.differences = tests(Kind.DIFFERENCE)
                .map(test -> new Test(test.kind(), test.code(), new Check.Present()))
                .distinct()
                .toList();
        this.mostFirings = (int) Math.min(
                Integer.MAX_VALUE / 2,
                knowledge.rules().stream()
                                .mapToLong(rule -> rule.condition().branches())
                                .sum()
                        * (1 + knowledge.vocabulary().findings().size()));
    }

    /** Compiles checked knowledge. */
    public static RuleSet of(Knowledge knowledge) {
        RuleSet rules = new RuleSet(knowledge, new IdentityHashMap<>());
        rules.kieBase();
        return rules;
    }

    /** The rule set that a mutant of one of these rules makes; Drools sees it only when it is asked for its KieBase. */
    public RuleSet with(Mutant mutant) {
        List<RuleCard> rules = new ArrayList<>(knowledge.rules());
        rules.replaceAll(
                rule -> rule.id().equals(mutant.rule().id()) ? mutant.changed().orElse(rule) : rule);
        if (mutant.changed().isEmpty()) {
            rules.removeIf(rule -> rule.id().equals(mutant.rule().id()));
        }
        return new RuleSet(knowledge.with(rules), selected);
    }

    /** Derived findings, each after those that its rules test, as far as rules do not test each other in a circle. */
    private List<FindingDefinition> inOrderOfConclusion() {
        Map<String, FindingDefinition> ordered = new LinkedHashMap<>();
        knowledge.vocabulary().findings().values().forEach(finding -> order(finding, ordered, new HashSet<>()));
        return List.copyOf(ordered.values());
    }

    private void order(FindingDefinition finding, Map<String, FindingDefinition> ordered, Set<String> above) {
        if (!finding.derived() || ordered.containsKey(finding.code()) || !above.add(finding.code())) {
            return;
        }
        for (RuleCard rule : concluding(finding.code())) {
            rule.condition()
                    .tests()
                    .flatMap(test -> test.findings().stream())
                    .forEach(code -> order(knowledge.vocabulary().finding(code), ordered, above));
        }
        ordered.put(finding.code(), finding);
    }

    private void select(Selector selector) {
        selected.computeIfAbsent(
                selector,
                s -> IntStream.range(0, catalogue.size())
                        .filter(i -> s.takes(catalogue.get(i)))
                        .toArray());
    }

    private Stream<Test> tests(Kind kind) {
        return knowledge.rules().stream()
                .flatMap(rule -> rule.condition().tests())
                .filter(test -> test.kind() == kind);
    }

    public Knowledge knowledge() {
        return knowledge;
    }

    public Vocabulary vocabulary() {
        return knowledge.vocabulary();
    }

    public String fingerprint() {
        return knowledge.folder().fingerprint();
    }

    /** The rules as Drools runs them, compiled once. */
    public KieBase kieBase() {
        KieBase compiled = kieBase;
        if (compiled == null) {
            synchronized (this) {
                compiled = kieBase;
                if (compiled == null) {
                    compiled = RuleCompiler.compile(knowledge.rules());
                    kieBase = compiled;
                }
            }
        }
        return compiled;
    }

    /** The rule with an id that is known to exist. */
    public RuleCard rule(String id) {
        RuleCard rule = byId.get(id);
        if (rule == null) {
            throw new IllegalArgumentException("No rule is called '%s'.".formatted(id));
        }
        return rule;
    }

    /** The rule with an id that may not exist. */
    public Optional<RuleCard> findRule(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The places in the catalogue of the exercises that count for a part of the week. */
    public List<Integer> counting(Part part) {
        return counting.computeIfAbsent(
                part.code(),
                code -> IntStream.range(0, catalogue.size())
                        .filter(place -> part.takes().takes(catalogue.get(place)))
                        .boxed()
                        .toList());
    }

    /** The rules that can escalate, by id. */
    public List<RuleCard> escalating() {
        return escalating;
    }

    /** The rules that read the training log, by id. */
    public List<RuleCard> readingTheLog() {
        return readingTheLog;
    }

    /** The findings that rules can conclude, each after those it depends on. */
    public List<FindingDefinition> derived() {
        return derived;
    }

    /** The rules that conclude a finding, by id. */
    public List<RuleCard> concluding(String finding) {
        return concluding.getOrDefault(finding, List.of());
    }

    /** Findings in the order of the vocabulary, in which questions are asked and grounds are given. */
    public Comparator<String> findingOrder() {
        return Comparator.comparing((String code) -> findingPlaces.getOrDefault(code, Integer.MAX_VALUE));
    }

    /** The catalogue, by id; an exercise is known by its place in it where many are looked at. */
    public List<Exercise> catalogue() {
        return catalogue;
    }

    /** The place in the catalogue of an exercise that is known to exist. */
    public int place(String exercise) {
        Integer place = places.get(exercise);
        if (place == null) {
            throw new IllegalArgumentException("No exercise is called '%s'.".formatted(exercise));
        }
        return place;
    }

    /** The places of the exercises that a selector of one of these rules takes, recovery left aside. */
    public int[] selected(Selector selector) {
        int[] places = selected.get(selector);
        if (places == null) {
            throw new IllegalArgumentException("The selector is of no rule of this rule set.");
        }
        return places;
    }

    /** Findings of which some rule asks whether they were answered. */
    public Set<String> testedForNoAnswer() {
        return testedForNoAnswer;
    }

    /** The differences between two findings that some rule asks about. */
    public List<Test> differences() {
        return differences;
    }

    /** A bound on firings that no assessment can reach: each way for a rule to match, once for each finding. */
    public int mostFirings() {
        return mostFirings;
    }
}
