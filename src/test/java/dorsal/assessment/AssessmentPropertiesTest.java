package dorsal.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.clinical.Answer;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Conclusion.Conclude;
import dorsal.clinical.Condition;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Type;
import dorsal.clinical.Profile;
import dorsal.clinical.Verdict;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.CasePatients;
import dorsal.rehearsal.Chance;
import dorsal.rehearsal.GeneratedPatients;
import dorsal.report.JsonReport;
import dorsal.report.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every patient, on the shipped rules and thousands of generated profiles. */
class AssessmentPropertiesTest {
    private static final Path FOLDER = Path.of("rules");
    private static final RuleSet RULES = RuleSet.of(Knowledge.read(KnowledgeFolder.read(FOLDER)));
    private static final CasePatients KNOWN = CasePatients.of(RULES, LocalDate.of(2026, 11, 22));
    private static final Pattern RULE_SET = Pattern.compile("\"ruleSet\":\\{[^}]*\\},");

    /** Files whose order means something: questions are asked in it, a day is done in it, a page is read in it. */
    private static final Set<String> IN_ORDER = Set.of("findings.yaml", "programme.yaml", "handout.yaml");

    /** A yes to these is good news, so it may soften. */
    private static final Set<String> FAVOURABLE =
            Set.of("hla-b27", "good-technique", "settled-next-day", "pain-programme-done");

    private static GeneratedPatients patients(long seed) {
        return new GeneratedPatients(RULES, KNOWN, seed);
    }

    // ---- the same profile gives the same result

    @Test
    void theSameProfileGivesTheSameBytes() {
        for (Profile profile : patients(1).take(1000)) {
            assertThat(line(profile, RULES)).as(profile::toString).isEqualTo(line(profile, RULES));
        }
    }

    @Test
    void twoThreadsAtOnceGiveTheSameBytes() throws InterruptedException, ExecutionException {
        List<Profile> profiles = patients(2).take(600);
        JsonReport shared = new JsonReport();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<String>>> both =
                    threads.invokeAll(List.of(() -> lines(profiles, shared), () -> lines(profiles, shared)));

            assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
            assertThat(both.get(0).get()).isEqualTo(lines(profiles, new JsonReport()));
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> lines(List<Profile> profiles, JsonReport report) {
        return profiles.stream().map(profile -> line(profile, RULES, report)).toList();
    }

    // ---- order does not matter

    @Test
    void theOrderOfFindingsAttestationsAndLogEntriesDoesNotMatter() {
        GeneratedPatients generated = patients(3);
        Chance chance = new Chance(3);
        for (Profile profile : generated.take(1000)) {
            Map<String, Answer> answers = new LinkedHashMap<>();
            chance.shuffled(new TreeSet<>(profile.answers().keySet()))
                    .forEach(code -> answers.put(code, profile.answers().get(code)));
            Profile shuffled = new Profile(
                    profile.patient(),
                    profile.at(),
                    answers,
                    chance.shuffled(profile.attestations()),
                    chance.shuffled(profile.trainingLog()));

            assertThat(line(shuffled, RULES)).as(profile::toString).isEqualTo(line(profile, RULES));
        }
    }

    @Test
    void theOrderOfFilesRulesAndVocabularyDoesNotMatter(@TempDir Path folder) throws IOException {
        GeneratedPatients generated = patients(4);
        Chance chance = new Chance(4);
        writeShuffled(folder, chance);
        RuleSet shuffled = RuleSet.of(Knowledge.read(KnowledgeFolder.read(folder)));

        assertThat(shuffled.fingerprint()).isNotEqualTo(RULES.fingerprint());
        for (Profile profile : generated.take(1000)) {
            assertThat(withoutRuleSet(line(profile, shuffled)))
                    .as(profile::toString)
                    .isEqualTo(withoutRuleSet(line(profile, RULES)));
        }
    }

    private static String withoutRuleSet(String line) {
        return RULE_SET.matcher(line).replaceFirst("");
    }

    /** The rules folder with its files under other names, and the rules and rows of each file in another order. */
    private static void writeShuffled(Path folder, Chance chance) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(FOLDER)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        List<Integer> numbers = chance.shuffled(
                Stream.iterate(10, i -> i + 1).limit(files.size()).toList());
        for (int i = 0; i < files.size(); i++) {
            Path file = FOLDER.relativize(files.get(i));
            String name = String.valueOf(file.getFileName());
            String text = Files.readString(files.get(i));
            if (name.endsWith(".dslr")) {
                Path renamed = folder.resolve(file.resolveSibling(numbers.get(i) + "-" + name));
                Files.createDirectories(renamed.resolveSibling("."));
                Files.writeString(renamed, String.join("\n", chance.shuffled(rules(text))));
            } else if (IN_ORDER.contains(name)) {
                Files.writeString(folder.resolve(file), text);
            } else if (file.getNameCount() == 1 && name.endsWith(".yaml")) {
                Files.writeString(folder.resolve(file), shuffledRows(text, chance));
            }
        }
    }

    private static List<String> rules(String text) {
        return Pattern.compile("^rule .*?^end$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(rule -> rule.group() + "\n")
                .toList();
    }

    private static String shuffledRows(String text, Chance chance) {
        List<String> rows = new ArrayList<>(List.of(text.split("(?m)^(?=- )")));
        String head = rows.remove(0);
        return head
                + String.join(
                        "",
                        chance.shuffled(rows.stream()
                                .map(row -> row.endsWith("\n") ? row : row + "\n")
                                .toList()));
    }

    // ---- monotone: safety principle 2

    @Test
    void oneMoreRedFlagNeverLowersTheUrgencyNorRaisesTheCeiling() {
        GeneratedPatients generated = patients(5);
        Chance chance = new Chance(5);
        List<FindingDefinition> redFlags =
                yesNoFindings().stream().filter(FindingDefinition::redFlag).toList();
        for (Profile profile : generated.take(1200)) {
            Assessment before = Assessor.assess(profile, RULES);
            for (FindingDefinition flag : chance.some(redFlags, 4)) {
                Assessment after = Assessor.assess(with(profile, flag.code(), Answer.YES), RULES);

                assertThat(after.urgency())
                        .as(() -> "urgency with %s; %s".formatted(flag.code(), profile))
                        .isGreaterThanOrEqualTo(before.urgency());
                assertThat(after.ceiling())
                        .as(() -> "ceiling with %s; %s".formatted(flag.code(), profile))
                        .isLessThanOrEqualTo(before.ceiling());
            }
        }
    }

    @Test
    void oneMoreContraindicatingFindingNeverSoftensAVerdict() {
        GeneratedPatients generated = patients(6);
        Chance chance = new Chance(6);
        List<FindingDefinition> contraindicating = contraindicating();
        for (Profile profile : generated.take(1200)) {
            for (FindingDefinition finding : chance.some(contraindicating, 3)) {
                Assessment no = Assessor.assess(with(profile, finding.code(), Answer.NO), RULES);
                Assessment yes = Assessor.assess(with(profile, finding.code(), Answer.YES), RULES);

                assertThat(softer(no, yes))
                        .as(() -> "%s from no to yes; %s".formatted(finding.code(), profile))
                        .isEmpty();
            }
        }
    }

    /** Only rules that fired for not knowing, and those that rest on them, may fall silent once somebody answers yes. */
    @Test
    void aYesTakesBackOnlyWhatWasSaidForNotKnowing() {
        GeneratedPatients generated = patients(7);
        Chance chance = new Chance(7);
        for (Profile profile : generated.take(1200)) {
            Set<String> before = fired(profile);
            for (FindingDefinition finding : chance.some(contraindicating(), 4)) {
                if (!profile.answers().containsKey(finding.code())) {
                    Set<String> after = fired(with(profile, finding.code(), Answer.YES));

                    assertThat(before)
                            .as(() -> "%s from unanswered to yes; %s".formatted(finding.code(), profile))
                            .filteredOn(rule -> !after.contains(rule))
                            .allMatch(rule -> restsOnNotKnowing(RULES.rule(rule), finding.code(), new HashSet<>()));
                }
            }
        }
    }

    private static Set<String> fired(Profile profile) {
        return Inference.run(profile, new TrainingLog(profile, RULES.vocabulary()), RULES)
                .fired()
                .keySet();
    }

    private static boolean restsOnNotKnowing(RuleCard rule, String code, Set<RuleCard> seen) {
        return seen.add(rule)
                && (rule.waitsForUrgency()
                        || rule.condition()
                                .tests()
                                .anyMatch(test -> isForNotKnowing(test, code)
                                        || test.findings().stream()
                                                .flatMap(tested -> RULES.concluding(tested).stream())
                                                .anyMatch(concluding -> restsOnNotKnowing(concluding, code, seen))));
    }

    private static boolean isForNotKnowing(Condition.Test test, String code) {
        return test.kind() == Kind.UNANSWERED && test.code().equals(code);
    }

    @Test
    void oneMoreRuleNeverSoftensAVerdict() {
        GeneratedPatients generated = patients(8);
        Chance chance = new Chance(8);
        List<Profile> profiles = generated.take(150);
        List<Assessment> all = profiles.stream()
                .map(profile -> Assessor.assess(profile, RULES))
                .toList();
        List<RuleCard> removable = RULES.knowledge().rules().stream()
                .filter(rule -> !rule.says(Conclude.class))
                .toList();
        for (RuleCard removed : chance.some(removable, 25)) {
            RuleSet fewer = without(removed);
            for (int i = 0; i < profiles.size(); i++) {
                Assessment with = all.get(i);
                Assessment without = Assessor.assess(profiles.get(i), fewer);
                Profile profile = profiles.get(i);
                Supplier<String> which = () -> "with %s; %s".formatted(removed.id(), profile);

                assertThat(softer(without, with)).as(which).isEmpty();
                assertThat(with.urgency()).as(which).isGreaterThanOrEqualTo(without.urgency());
                assertThat(with.ceiling()).as(which).isLessThanOrEqualTo(without.ceiling());
            }
        }
    }

    private static RuleSet without(RuleCard removed) {
        Knowledge knowledge = RULES.knowledge();
        return RuleSet.of(new Knowledge(
                knowledge.folder(),
                knowledge.vocabulary(),
                knowledge.rules().stream().filter(rule -> !rule.equals(removed)).toList()));
    }

    private static List<FindingDefinition> yesNoFindings() {
        return RULES.vocabulary().findings().values().stream()
                .filter(finding -> finding.type() == Type.BOOLEAN && !finding.cluster())
                .toList();
    }

    private static List<FindingDefinition> contraindicating() {
        return yesNoFindings().stream()
                .filter(finding -> !FAVOURABLE.contains(finding.code()))
                .toList();
    }

    /** The exercises whose verdict is softer in the second assessment. */
    private static List<String> softer(Assessment first, Assessment second) {
        List<String> softer = new ArrayList<>();
        for (int i = 0; i < first.exercises().size(); i++) {
            ExerciseVerdict before = first.exercises().get(i);
            Verdict after = second.exercises().get(i).verdict();
            if (after.compareTo(before.verdict()) < 0) {
                softer.add("%s: %s, was %s".formatted(before.exercise().id(), after, before.verdict()));
            }
        }
        return softer;
    }

    private static Profile with(Profile profile, String code, Answer answer) {
        Map<String, Answer> answers = new HashMap<>(profile.answers());
        answers.put(code, answer);
        return new Profile(profile.patient(), profile.at(), answers, profile.attestations(), profile.trainingLog());
    }

    // ---- what fits together

    @Test
    void nothingMayBeDoneUnderAHoldOrACeilingOfNone() {
        for (Profile profile : patients(9).take(1500)) {
            Assessment assessment = Assessor.assess(profile, RULES);
            if (assessment.hold() || assessment.ceiling() == Ceiling.NONE) {
                assertThat(assessment.exercises())
                        .as(profile::toString)
                        .extracting(ExerciseVerdict::verdict)
                        .allMatch(verdict -> !isUsable(verdict));
            }
        }
    }

    @Test
    void everyOfferIsAnotherExerciseThatMayBeDone() {
        for (Profile profile : patients(10).take(1500)) {
            List<ExerciseVerdict> exercises = Assessor.assess(profile, RULES).exercises();
            for (ExerciseVerdict exercise : exercises) {
                assertThat(exercise.offers())
                        .as(() -> "%s; %s".formatted(exercise.exercise().id(), profile))
                        .doesNotContain(exercise.exercise().id())
                        .doesNotHaveDuplicates()
                        .allMatch(offer ->
                                isUsable(exercises.get(RULES.place(offer)).verdict()));
            }
        }
    }

    @Test
    void onlyUnansweredFindingsAreAskedAndThoseAHoldWaitsForFirst() {
        for (Profile profile : patients(11).take(1500)) {
            Assessment assessment = Assessor.assess(profile, RULES);

            assertThat(assessment.asks())
                    .as(profile::toString)
                    .extracting(ask -> ask.finding().code())
                    .doesNotHaveDuplicates()
                    .noneMatch(code -> profile.answers().containsKey(code));
            if (assessment.hold()) {
                assertThat(assessment.asks().get(0).rules())
                        .as(profile::toString)
                        .anyMatch(rule -> assessment.limits().stream()
                                .anyMatch(limit -> limit.ceiling().isEmpty()
                                        && limit.rule().id().equals(rule)));
            }
        }
    }

    private static boolean isUsable(Verdict verdict) {
        return verdict == Verdict.PERMITTED || verdict == Verdict.CAUTION;
    }

    private static String line(Profile profile, RuleSet rules) {
        return line(profile, rules, new JsonReport());
    }

    private static String line(Profile profile, RuleSet rules, JsonReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.writeLine(Result.of(Assessor.assess(profile, rules)), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
