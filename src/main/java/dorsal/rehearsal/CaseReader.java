package dorsal.rehearsal;

import dorsal.assessment.ProfileReader;
import dorsal.clinical.Ceiling;
import dorsal.clinical.Profile;
import dorsal.clinical.Urgency;
import dorsal.clinical.Verdict;
import dorsal.course.Course.Direction;
import dorsal.course.FollowUp;
import dorsal.course.Visits;
import dorsal.course.VisitsReader;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.ProgrammeTerms;
import dorsal.knowledge.ProgrammeTerms.Change.Effect;
import dorsal.knowledge.RuleCard;
import dorsal.text.DataNode;
import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Mapping;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataNode.Sequence;
import dorsal.text.Fields;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.SourceText;
import dorsal.text.Spelling;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the cases of a rules folder. A file holds a list of cases, or a map with the list under {@code vignettes}. A
 * profile may start from a person of {@code cases/people.yaml} ({@code like: examined}) and state only what differs.
 */
public final class CaseReader {
    private final Knowledge knowledge;
    private final Problems problems;
    private final ProfileReader profiles;
    private final VisitsReader patients = new VisitsReader((node, problems) -> profile(node));
    private final Set<String> ruleIds;
    private final Map<String, Mapping> people = new LinkedHashMap<>();
    private final Map<String, Position> first = new HashMap<>();
    private final List<Case> cases = new ArrayList<>();

    private CaseReader(Knowledge knowledge, LocalDate today, Problems problems) {
        this.knowledge = knowledge;
        this.problems = problems;
        this.profiles = new ProfileReader(knowledge.vocabulary(), today, LocalDate.MAX);
        this.ruleIds = knowledge.rules().stream().map(RuleCard::id).collect(Collectors.toSet());
    }

    /**
     * All cases of a folder, by file and place in it.
     *
     * @param today the date of a case that gives none
     * @throws dorsal.text.ProblemsException with every problem of every case file
     */
    public static List<Case> read(Knowledge knowledge, LocalDate today) {
        Problems problems = new Problems();
        CaseReader reader = new CaseReader(knowledge, today, problems);
        knowledge.folder().people().ifPresent(reader::readPeople);
        List<SourceText> files = knowledge.folder().caseFiles();
        files.parallelStream()
                .forEach(file -> knowledge.folder().parsed().read(file, new Problems())); // on all processors
        files.forEach(reader::readFile);
        problems.throwIfAny();
        return List.copyOf(reader.cases);
    }

    // ---- people

    private void readPeople(SourceText file) {
        knowledge.folder().parsed().read(file, problems).ifPresent(node -> {
            Fields fields = Fields.of(node, "a map with 'people'", problems);
            for (Entry entry : fields.map("people", "people by name").entries()) {
                person(entry).ifPresent(findings -> people.put(entry.key(), findings));
            }
            fields.refuseOthers("people.yaml");
        });
    }

    private Optional<Mapping> person(Entry entry) {
        Fields person = Fields.of(entry.value(), "a person", problems);
        Optional<DataNode> findings = person.require("findings");
        Optional<DataNode> like = person.find("like");
        person.refuseOthers("a person");
        Mapping own = findings.filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .orElseGet(() -> new Mapping(entry.at(), List.of()));
        return like.isEmpty() ? Optional.of(own) : base(like.get()).map(base -> over(base, own));
    }

    /** A person by name; people start only from those above them, so that nobody starts from himself. */
    private Optional<Mapping> base(DataNode like) {
        String name = like instanceof Scalar scalar ? scalar.text() : "";
        Optional<Mapping> base = Optional.ofNullable(people.get(name));
        if (base.isEmpty()) {
            problems.add(Problem.of(
                            like.at(),
                            "Nobody is called '%s'.".formatted(name),
                            "Expected a person of cases/people.yaml (listed above).")
                    .maybe(Spelling.suggest(name, people.keySet())));
        }
        return base;
    }

    private static Mapping over(Mapping base, Mapping own) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        base.entries().forEach(entry -> entries.put(entry.key(), entry));
        own.entries().forEach(entry -> entries.put(entry.key(), entry));
        return new Mapping(own.at(), List.copyOf(entries.values()));
    }

    // ---- cases

    private void readFile(SourceText file) {
        knowledge
                .folder()
                .parsed()
                .read(file, problems)
                .ifPresent(node -> list(node).forEach(this::readCase));
    }

    private List<DataNode> list(DataNode node) {
        if (node instanceof Sequence sequence) {
            return sequence.items();
        }
        Fields fields = Fields.of(node, "a list of cases", problems);
        fields.find("version");
        fields.find("date");
        fields.find("bases");
        fields.require("vignettes");
        fields.refuseOthers("a file of cases");
        return fields.items("vignettes");
    }

    private void readCase(DataNode node) {
        int before = problems.size();
        Fields fields = Fields.of(node, "a case", problems);
        String id = fields.text("id");
        String title = fields.text("title");
        Optional<String> note = fields.findText("note");
        fields.findText("inspired-by");
        Position earlier = first.putIfAbsent(id, fields.at("id"));
        if (earlier != null && !id.isEmpty()) {
            problems.add(
                    fields.at("id"),
                    "The case '%s' stands here a second time.".formatted(id),
                    "The first is at %s.".formatted(earlier));
        }
        Optional<Visits> visits = fields.require("profile").flatMap(profile -> patients.read(profile, problems));
        Fields expected = fields.map("expect", "what must come out");
        Expectation expectation = expectation(expected);
        if (fields.require("expect").isPresent() && expected.isEmpty()) {
            problems.add(
                    fields.at("expect"),
                    "This case expects nothing.",
                    "Expected what must come out, for example {urgency: none}.");
        }
        if (expectation.course().isPresent()
                && visits.isPresent()
                && !visits.get().series()) {
            problems.add(
                    expected.at("course"), "One profile has no course.", "Expected a series: profile: {visits: […]}.");
        }
        fields.refuseOthers("a case");
        if (problems.size() == before) {
            Profile profile = FollowUp.latest(visits.orElseThrow(), knowledge);
            cases.add(new Case(id, title, note, visits.get(), profile, expectation, fields.at()));
        }
    }

    private Profile profile(DataNode node) {
        if (!(node instanceof Mapping mapping) || mapping.find("like").isEmpty()) {
            return profiles.read(node, problems);
        }
        List<Entry> entries = new ArrayList<>();
        Mapping own = new Mapping(mapping.at(), List.of());
        for (Entry entry : mapping.entries()) {
            if (entry.key().equals("findings") && entry.value() instanceof Mapping findings) {
                own = findings;
            } else if (!entry.key().equals("like")) {
                entries.add(entry);
            }
        }
        Mapping started = own;
        DataNode like = mapping.find("like").orElse(mapping);
        Mapping findings = base(like).map(base -> over(base, started)).orElse(started);
        entries.add(new Entry(mapping.at(), "findings", findings));
        return profiles.read(new Mapping(mapping.at(), entries), problems);
    }

    private Expectation expectation(Fields fields) {
        Collection<String> exercises = knowledge.vocabulary().exercises().keySet();
        Expectation expectation = new Expectation(
                oneOf(fields, "urgency", Urgency.values(), Urgency::code),
                oneOf(fields, "ceiling", Ceiling.values(), Ceiling::code),
                yesOrNo(fields, "hold"),
                yesOrNo(fields, "held-all"),
                known(fields, "to", knowledge.vocabulary().destinations().keySet(), "a destination"),
                known(fields, "fires", ruleIds, "a rule"),
                known(fields, "must-not-fire", ruleIds, "a rule"),
                verdicts(fields),
                offers(fields.map("offers", "offers by exercise"), exercises),
                known(fields, "asks", knowledge.vocabulary().findings().keySet(), "a finding"),
                available(fields.map("available", "yes or no by exercise"), exercises),
                doses(fields.map("dose", "doses by measure")),
                known(fields, "preferred", exercises, "an exercise"),
                known(fields, "preferred-in-order", exercises, "an exercise"),
                fields.find("review").map(weeks -> fields.wholeNumber("review")),
                says(fields.map("says", "what single rules say")),
                oneOf(fields, "course", Direction.values(), Direction::code),
                week(fields, exercises));
        fields.refuseOthers("what a case expects");
        return expectation;
    }

    private Optional<ExpectedWeek> week(Fields fields, Collection<String> exercises) {
        if (fields.find("week").isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = knowledge.programme().map(ProgrammeTerms::parts).orElse(List.of()).stream()
                .map(ProgrammeTerms.Part::code)
                .toList();
        Fields week = fields.map("week", "what a week holds");
        Map<String, Integer> days = new LinkedHashMap<>();
        Fields byPart = week.map("days", "days by part");
        for (Entry entry : byPart.entries()) {
            mustBe(entry.key(), entry.at(), parts, "a part of programme.yaml");
            days.put(entry.key(), byPart.wholeNumber(entry.key()));
        }
        ExpectedWeek expected = new ExpectedWeek(
                yesOrNo(week, "planned"),
                known(week, "holds", exercises, "an exercise"),
                known(week, "lacks", exercises, "an exercise"),
                days,
                known(week, "unmet", parts, "a part of programme.yaml"),
                oneOf(week, "change", Effect.values(), Effect::code));
        week.refuseOthers("what a week holds");
        return Optional.of(expected);
    }

    private <T> Optional<T> oneOf(Fields fields, String key, T[] values, Function<T, String> code) {
        return fields.findText(key).flatMap(word -> {
            Optional<T> value = Arrays.stream(values)
                    .filter(candidate -> code.apply(candidate).equals(word))
                    .findFirst();
            if (value.isEmpty()) {
                List<String> words = Arrays.stream(values).map(code).toList();
                problems.add(Problem.of(
                                fields.at(key),
                                "'%s' is not known for '%s'.".formatted(word, key),
                                "Expected one of: " + String.join(", ", words) + ".")
                        .maybe(Spelling.suggest(word, words)));
            }
            return value;
        });
    }

    private static Optional<Boolean> yesOrNo(Fields fields, String key) {
        return fields.find(key).map(node -> fields.flag(key));
    }

    private List<String> known(Fields fields, String key, Collection<String> words, String what) {
        List<DataNode> items = fields.items(key);
        items.forEach(item -> mustBe(item, words, what));
        return fields.texts(key);
    }

    private void mustBe(DataNode item, Collection<String> words, String what) {
        if (item instanceof Scalar scalar) {
            mustBe(scalar.text(), item.at(), words, what);
        }
    }

    private void mustBe(String word, Position at, Collection<String> words, String what) {
        if (!words.contains(word)) {
            problems.add(Problem.notOne(at, word, what, words));
        }
    }

    private Map<String, List<String>> offers(Fields fields, Collection<String> exercises) {
        Map<String, List<String>> offers = new LinkedHashMap<>();
        for (Entry entry : fields.entries()) {
            mustBe(entry.key(), entry.at(), exercises, "an exercise");
            offers.put(entry.key(), known(fields, entry.key(), exercises, "an exercise"));
        }
        return offers;
    }

    private Map<Verdict, List<String>> verdicts(Fields fields) {
        Map<Verdict, List<String>> verdicts = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            List<String> expected = known(
                    fields, verdict.code(), knowledge.vocabulary().exercises().keySet(), "an exercise");
            if (!expected.isEmpty()) {
                verdicts.put(verdict, expected);
            }
        }
        return verdicts;
    }

    private Map<String, RuleSays> says(Fields fields) {
        Map<String, RuleSays> says = new LinkedHashMap<>();
        for (Entry entry : fields.entries()) {
            mustBe(entry.key(), entry.at(), ruleIds, "a rule");
            Fields rule = Fields.of(entry.value(), "what a rule says", problems);
            says.put(
                    entry.key(),
                    new RuleSays(
                            verdicts(rule),
                            oneOf(rule, "ceiling", Ceiling.values(), Ceiling::code),
                            oneOf(rule, "urgency", Urgency.values(), Urgency::code),
                            known(
                                    rule,
                                    "to",
                                    knowledge.vocabulary().destinations().keySet(),
                                    "a destination")));
            rule.refuseOthers("what a rule says");
        }
        return says;
    }

    /** A dose is a text: "8 to 12", or the words of a measure that is given in words. */
    private Map<String, String> doses(Fields fields) {
        Map<String, String> doses = new LinkedHashMap<>();
        for (Entry entry : fields.entries()) {
            mustBe(entry.key(), entry.at(), knowledge.vocabulary().measures().keySet(), "a measure of doses.yaml");
            doses.put(entry.key(), fields.text(entry.key()));
        }
        return doses;
    }

    private Map<String, Boolean> available(Fields fields, Collection<String> exercises) {
        Map<String, Boolean> available = new LinkedHashMap<>();
        for (Entry entry : fields.entries()) {
            mustBe(entry.key(), entry.at(), exercises, "an exercise");
            available.put(entry.key(), fields.flag(entry.key()));
        }
        return available;
    }
}
