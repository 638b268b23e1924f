package dorsal.knowledge;

import dorsal.clinical.Urgency;
import dorsal.knowledge.HandoutTerms.Box;
import dorsal.knowledge.HandoutTerms.Discreet;
import dorsal.knowledge.HandoutTerms.Effort;
import dorsal.knowledge.HandoutTerms.Pain;
import dorsal.knowledge.HandoutTerms.Stop;
import dorsal.text.DataNode;
import dorsal.text.DataNode.Scalar;
import dorsal.text.Fields;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.Spelling;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code handout.yaml}: what a patient's handout says beside the plan. */
final class HandoutReader {
    private final Vocabulary vocabulary;
    private final Optional<Set<String>> rules;
    private final Problems problems;

    private HandoutReader(Vocabulary vocabulary, Optional<Set<String>> rules, Problems problems) {
        this.vocabulary = vocabulary;
        this.rules = rules;
        this.problems = problems;
    }

    /** The terms of the file; nothing when problems were added. */
    static Optional<HandoutTerms> read(
            DataNode node, Vocabulary vocabulary, Optional<Set<String>> rules, Problems problems) {
        int before = problems.size();
        HandoutTerms terms = new HandoutReader(vocabulary, rules, problems).read(node);
        return problems.size() > before ? Optional.empty() : Optional.of(terms);
    }

    private HandoutTerms read(DataNode node) {
        Fields fields = Fields.of(node, "a map with 'urgency', 'stop' and others", problems);
        fields.find("version");
        fields.find("date");
        Map<Urgency, Box> boxes = new EnumMap<>(Urgency.class);
        rows(fields, "urgency", "a box", this::box).forEach(boxes::putAll);
        fields.require("no-plan");
        Fields noPlan = fields.map("no-plan", "what is said without a plan");
        HandoutTerms terms = new HandoutTerms(
                boxes,
                noPlan.text("emergency"),
                noPlan.text("hold"),
                noPlan.text("other"),
                rows(fields, "stop", "a sign to stop", this::stop),
                rows(fields, "pain", "what to do at a pain", row -> new Pain(row.text("pain"), row.text("what"))),
                rows(
                                fields,
                                "effort",
                                "words for an effort",
                                row -> new Effort(row.wholeNumber("up-to"), row.text("words")))
                        .stream()
                        .sorted(Comparator.comparing(Effort::upTo))
                        .toList(),
                rows(fields, "general", "something to know", row -> row.text("text")),
                discreet(fields.map("discreet", "what is not named")),
                plain(fields));
        noPlan.refuseOthers("what is said without a plan");
        fields.refuseOthers(KnowledgeFolder.HANDOUT);
        return terms;
    }

    /** The rows of a list; each but those on effort names the rule that it comes from. */
    private <T> List<T> rows(Fields fields, String key, String what, Function<Fields, T> read) {
        return fields.items(key).stream()
                .map(item -> {
                    Fields row = Fields.of(item, what, problems);
                    T value = read.apply(row);
                    row.findText("rule").ifPresent(name -> RuleNames.check(name, row.at("rule"), rules, problems));
                    row.refuseOthers(what);
                    return value;
                })
                .toList();
    }

    private Map<Urgency, Box> box(Fields row) {
        String word = row.text("urgency");
        List<String> words = Arrays.stream(Urgency.values()).map(Urgency::code).toList();
        mustBe(word, row.find("urgency").map(DataNode::at).orElse(row.at()), "urgency", words);
        Box box = new Box(row.text("title"), row.text("text"), row.findText("when"));
        return Arrays.stream(Urgency.values())
                .filter(urgency -> urgency.code().equals(word))
                .findFirst()
                .map(urgency -> Map.of(urgency, box))
                .orElse(Map.of());
    }

    private Discreet discreet(Fields row) {
        for (DataNode item : row.items("rules")) {
            if (item instanceof Scalar scalar) {
                RuleNames.check(scalar.text(), item.at(), rules, problems);
            }
        }
        Discreet discreet = row.isEmpty()
                ? new Discreet(Set.of(), "", "")
                : new Discreet(Set.copyOf(row.texts("rules")), row.text("title"), row.text("call"));
        row.refuseOthers("what is not named");
        return discreet;
    }

    private Map<String, String> plain(Fields fields) {
        Map<String, String> plain = new HashMap<>();
        rows(fields, "plain", "what a rule says in plain words", row -> {
            String rule = row.text("rule");
            if (plain.put(rule, row.text("words")) != null) {
                problems.add(row.at("rule"), "The rule '%s' stands here a second time.".formatted(rule), "");
            }
            return rule;
        });
        return plain;
    }

    private Stop stop(Fields row) {
        for (DataNode item : row.items("call")) {
            if (item instanceof Scalar scalar) {
                mustBe(
                        scalar.text(),
                        item.at(),
                        "call",
                        vocabulary.destinations().keySet());
            }
        }
        return new Stop(row.text("sign"), row.texts("call"));
    }

    private void mustBe(String word, Position at, String key, Collection<String> words) {
        if (!word.isEmpty() && !words.contains(word)) {
            problems.add(Problem.of(at, "'%s' is not known for '%s'.".formatted(word, key), "")
                    .maybe(Spelling.suggest(word, words)));
        }
    }
}
