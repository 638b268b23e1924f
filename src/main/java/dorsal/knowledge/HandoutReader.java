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
import dorsal.text.Problems;
import java.util.Arrays;
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
    private static final int MOST_EFFORT = 10;

    private final Vocabulary vocabulary;
    private final Optional<Set<String>> rules;
    private final Problems problems;
    private final KnownWords words;

    private HandoutReader(Vocabulary vocabulary, Optional<Set<String>> rules, Problems problems) {
        this.vocabulary = vocabulary;
        this.rules = rules;
        this.problems = problems;
        this.words = new KnownWords(problems);
    }

    /** The terms of the file; nothing when problems were added. */
    static Optional<HandoutTerms> read(
            DataNode node, Vocabulary vocabulary, Optional<Set<String>> rules, Problems problems) {
        int before = problems.size();
        HandoutTerms terms = new HandoutReader(vocabulary, rules, problems).read(node);
        return problems.size() > before ? Optional.empty() : Optional.of(terms);
    }

    private HandoutTerms read(DataNode node) {
        Fields fields = Fields.of(node, "the words of a handout", problems);
        fields.find("version");
        fields.find("date");
        Map<Urgency, Box> boxes = boxes(fields);
        fields.require("no-plan");
        Fields noPlan = fields.map("no-plan", "what is said without a plan");
        HandoutTerms terms = new HandoutTerms(
                boxes,
                noPlan.text("emergency"),
                noPlan.text("hold"),
                noPlan.text("other"),
                rows(fields, "stop", "a sign to stop", this::stop),
                rows(fields, "pain", "what to do at a pain", row -> new Pain(row.text("pain"), row.text("what"))),
                efforts(fields),
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
                    row.findText("rule").ifPresent(name -> RuleNames.check(name, row.valueAt("rule"), rules, problems));
                    row.refuseOthers(what);
                    return value;
                })
                .toList();
    }

    private Map<Urgency, Box> boxes(Fields fields) {
        Once once = new Once("urgency", problems);
        Map<Urgency, Box> boxes = new EnumMap<>(Urgency.class);
        rows(fields, "urgency", "a box", row -> {
            Optional<Urgency> urgency = urgency(row, once);
            Box box = new Box(row.text("title"), row.text("text"), row.findText("when"));
            urgency.ifPresent(known -> boxes.put(known, box));
            return box;
        });
        return boxes;
    }

    /** A box is for those who have to be seen: there is none for the urgency of nobody. */
    private Optional<Urgency> urgency(Fields row, Once once) {
        List<Urgency> urgencies = Arrays.stream(Urgency.values())
                .filter(urgency -> urgency != Urgency.NONE)
                .toList();
        String word = words.oneOf(
                row, "urgency", urgencies.stream().map(Urgency::code).toList());
        once.check(word, row.valueAt("urgency"));
        return urgencies.stream().filter(urgency -> urgency.code().equals(word)).findFirst();
    }

    private List<Effort> efforts(Fields fields) {
        Once once = new Once("effort", problems);
        return rows(fields, "effort", "words for an effort", row -> effort(row, once)).stream()
                .sorted(Comparator.comparing(Effort::upTo))
                .toList();
    }

    private Effort effort(Fields row, Once once) {
        int upTo = row.wholeNumber("up-to", 0, MOST_EFFORT);
        if (row.find("up-to").flatMap(Fields::wholeNumber).isPresent()) {
            once.check(String.valueOf(upTo), row.valueAt("up-to"));
        }
        return new Effort(upTo, row.text("words"));
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
        Once once = new Once("rule", problems);
        Map<String, String> plain = new HashMap<>();
        rows(fields, "plain", "what a rule says in plain words", row -> {
            String rule = row.text("rule");
            once.check(rule, row.valueAt("rule"));
            plain.put(rule, row.text("words"));
            return rule;
        });
        return plain;
    }

    private Stop stop(Fields row) {
        row.require("call");
        return new Stop(
                row.text("sign"),
                words.eachOf(row, "call", vocabulary.destinations().keySet()));
    }
}
