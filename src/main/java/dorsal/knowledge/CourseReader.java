package dorsal.knowledge;

import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Range;
import dorsal.clinical.FindingDefinition.Type;
import dorsal.clinical.Urgency;
import dorsal.text.DataNode;
import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Scalar;
import dorsal.text.Fields;
import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.Problems;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@code course.yaml}: what several visits of one patient are read by. */
final class CourseReader {
    private static final String WEEKS = "weeks";

    private final Map<String, FindingDefinition> findings;
    private final Optional<Set<String>> rules;
    private final Problems problems;
    private final Once once;
    private final KnownWords words;

    private CourseReader(Vocabulary vocabulary, Optional<Set<String>> rules, Problems problems) {
        this.findings = vocabulary.findings();
        this.rules = rules;
        this.problems = problems;
        this.once = new Once("rule", problems);
        this.words = new KnownWords(problems);
    }

    /** @param rules the ids of all rules; empty when some could not be read, and so no id can be called unknown */
    static CourseTerms read(DataNode node, Vocabulary vocabulary, Optional<Set<String>> rules, Problems problems) {
        return new CourseReader(vocabulary, rules, problems).terms(node);
    }

    private CourseTerms terms(DataNode node) {
        Fields file = Fields.of(node, KnowledgeFolder.COURSE, problems);
        file.find("version");
        file.find("date");
        CourseTerms terms = new CourseTerms(
                rules(file, "worse"),
                rules(file, "better"),
                rules(file, "unchanged"),
                urgency(file),
                number(file, "pain"),
                number(file, "adherence"),
                fromFirstVisit(file.map("from-first-visit", "findings by finding")),
                weeks(file, "weeks-since-first-visit"));
        file.refuseOthers(KnowledgeFolder.COURSE);
        return terms;
    }

    /** Rules that say one thing of a course; no rule says two. */
    private SortedSet<String> rules(Fields file, String key) {
        for (DataNode item : file.items(key)) {
            if (item instanceof Scalar scalar) {
                RuleNames.check(scalar.text(), item.at(), rules, problems);
                once.check(scalar.text(), item.at());
            }
        }
        return new TreeSet<>(file.texts(key));
    }

    private Optional<Urgency> urgency(Fields file) {
        String key = "worse-from-new-escalation";
        if (file.find(key).isEmpty()) {
            return Optional.empty();
        }
        List<Urgency> levels = Arrays.stream(Urgency.values())
                .filter(level -> level != Urgency.NONE)
                .toList();
        String word = words.oneOf(file, key, levels.stream().map(Urgency::code).toList());
        return levels.stream().filter(level -> level.code().equals(word)).findFirst();
    }

    /** A finding that is a number. */
    private Optional<String> number(Fields file, String key) {
        Optional<String> code = file.findText(key).filter(word -> !word.isEmpty());
        code.ifPresent(word -> {
            Position at = file.valueAt(key);
            mustBe(word, at, findings.keySet(), "a finding");
            FindingDefinition finding = findings.get(word);
            if (finding != null && !finding.type().isNumber()) {
                problems.add(at, "'%s' is not a number.".formatted(word), "Expected a finding that is one.");
            }
        });
        return code;
    }

    /** A finding that is a number of weeks. */
    private Optional<String> weeks(Fields file, String key) {
        Optional<String> code = number(file, key);
        code.map(findings::get)
                .filter(finding -> finding.type().isNumber() && !finding.unit().equals(WEEKS))
                .ifPresent(finding -> problems.add(
                        file.valueAt(key),
                        "'%s' does not count weeks.".formatted(finding.code()),
                        "Expected a finding with the unit '%s'.".formatted(WEEKS)));
        return code;
    }

    private Map<String, String> fromFirstVisit(Fields pairs) {
        Map<String, String> taken = new TreeMap<>();
        for (Entry entry : pairs.entries()) {
            String source = pairs.text(entry.key());
            mustBe(entry.key(), entry.at(), findings.keySet(), "a finding");
            mustBe(source, entry.value().at(), findings.keySet(), "a finding");
            FindingDefinition to = findings.get(entry.key());
            FindingDefinition from = findings.get(source);
            if (to != null && from != null && !takes(to, from)) {
                problems.add(
                        entry.value().at(),
                        "An answer to '%s' is none to '%s'.".formatted(source, entry.key()),
                        "Expected findings of one type, unit, range and choices that can be answered.");
            }
            taken.put(entry.key(), source);
        }
        return taken;
    }

    /** True when whatever can be answered to one finding can be answered to the other. */
    private static boolean takes(FindingDefinition to, FindingDefinition from) {
        boolean numbers = from.type() == to.type() || (from.type() == Type.INTEGER && to.type() == Type.DECIMAL);
        return numbers
                && !to.cluster()
                && !from.cluster()
                && to.unit().equals(from.unit())
                && to.choices().containsAll(from.choices())
                && from.range().map(range -> within(range, to)).orElse(true);
    }

    private static boolean within(Range range, FindingDefinition to) {
        return to.range()
                .map(wider -> wider.contains(range.least()) && wider.contains(range.most()))
                .orElse(false);
    }

    private void mustBe(String word, Position at, Collection<String> known, String what) {
        if (!word.isEmpty() && !known.contains(word)) {
            problems.add(Problem.notOne(at, word, what, known));
        }
    }
}
