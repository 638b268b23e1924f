package dorsal.knowledge;

import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.ProblemsException;
import dorsal.text.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything a rules folder says, read and checked, cases aside.
 *
 * @param rules by id
 * @param programme how a week is put together, where the folder says it
 * @param handout what a patient's handout says beside the plan, where the folder says it
 * @param accepted what an analysis of these rules points at and is meant so
 * @param course what several visits of one patient are read by
 */
public record Knowledge(
        KnowledgeFolder folder,
        Vocabulary vocabulary,
        List<RuleCard> rules,
        Optional<ProgrammeTerms> programme,
        Optional<HandoutTerms> handout,
        List<Acceptance> accepted,
        CourseTerms course) {
    /** The shipped rules have about 600; as many as this are compiled in a few seconds. */
    private static final long MOST_BRANCHES = 20_000;

    /** Knowledge that plans no week, of which nothing is accepted and that says nothing of courses. */
    public Knowledge(KnowledgeFolder folder, Vocabulary vocabulary, List<RuleCard> rules) {
        this(folder, vocabulary, rules, Optional.empty(), Optional.empty(), List.of(), CourseTerms.NONE);
    }

    /**
     * Reads a folder.
     *
     * @throws ProblemsException with every problem of every file
     */
    public static Knowledge read(KnowledgeFolder folder) {
        Problems problems = new Problems();
        problems.addAll(folder.problems());
        Optional<Vocabulary> vocabulary = VocabularyReader.read(folder, problems);
        List<RuleCard> rules = new ArrayList<>();
        List<RuleFile> files = vocabulary
                .map(words -> folder.ruleFiles().parallelStream()
                        .map(file -> read(words, file))
                        .toList())
                .orElse(List.of());
        for (RuleFile file : files) {
            rules.addAll(file.rules());
            problems.addAll(file.problems());
        }
        refuseDuplicates(rules, problems);
        refuseTooManyBranches(folder, rules, problems);
        rules.sort(Comparator.comparing(RuleCard::id));
        boolean allRulesKnown = !rules.isEmpty()
                && files.stream().allMatch(file -> file.problems().isEmpty());
        Optional<Set<String>> ids = allRulesKnown ? Optional.of(ids(rules)) : Optional.empty();
        Optional<ProgrammeTerms> programme =
                vocabulary.flatMap(words -> folder.data(KnowledgeFolder.PROGRAMME, problems)
                        .flatMap(node -> ProgrammeReader.read(node, words, ids, problems)));
        Optional<HandoutTerms> handout = vocabulary.flatMap(words -> folder.data(KnowledgeFolder.HANDOUT, problems)
                .flatMap(node -> HandoutReader.read(node, words, ids, problems)));
        CourseTerms course = vocabulary
                .flatMap(words -> folder.data(KnowledgeFolder.COURSE, problems)
                        .map(node -> CourseReader.read(node, words, ids, problems)))
                .orElse(CourseTerms.NONE);
        List<Acceptance> accepted = folder.data(KnowledgeFolder.ACCEPTED, problems)
                .map(node -> AcceptedReader.read(node, problems))
                .orElse(List.of());
        problems.throwIfAny();
        if (rules.isEmpty()) {
            throw new ProblemsException(Problem.of(
                    Position.startOf(folder.name()), "This folder holds no rules.", "Expected at least one."));
        }
        return new Knowledge(
                folder, vocabulary.orElseThrow(), List.copyOf(rules), programme, handout, accepted, course);
    }

    /** What one file of rules holds, and what is wrong in it. */
    private record RuleFile(List<RuleCard> rules, List<Problem> problems) {}

    private static RuleFile read(Vocabulary vocabulary, SourceText file) {
        Problems problems = new Problems();
        List<RuleCard> rules = RuleReader.read(vocabulary, file, problems);
        return new RuleFile(rules, problems.sorted());
    }

    private static Set<String> ids(Collection<RuleCard> rules) {
        return rules.stream().map(RuleCard::id).collect(Collectors.toSet());
    }

    private static void refuseDuplicates(Collection<RuleCard> rules, Problems problems) {
        Map<String, Position> first = new HashMap<>();
        for (RuleCard rule : rules) {
            Position before = first.putIfAbsent(rule.id(), rule.at());
            if (before != null) {
                problems.add(
                        rule.at(),
                        "The id '%s' stands here a second time.".formatted(rule.id()),
                        "Expected an id of its own: the first is at %s.".formatted(before));
            }
        }
    }

    private static void refuseTooManyBranches(KnowledgeFolder folder, Collection<RuleCard> rules, Problems problems) {
        long branches =
                rules.stream().mapToLong(rule -> rule.condition().branches()).sum();
        if (branches > MOST_BRANCHES) {
            problems.add(
                    Position.startOf(folder.name()),
                    "These rules can fire in %d ways altogether.".formatted(branches),
                    "Expected at most %d, so that they are ready in seconds.".formatted(MOST_BRANCHES));
        }
    }

    /** The same knowledge with other rules. */
    Knowledge with(List<RuleCard> others) {
        return new Knowledge(folder, vocabulary, List.copyOf(others), programme, handout, accepted, course);
    }

    public Optional<RuleCard> findRule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
