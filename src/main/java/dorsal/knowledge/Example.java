package dorsal.knowledge;

import dorsal.knowledge.Sentences.Read;
import java.util.List;
import java.util.Optional;

/**
 * A sentence as it stands in a rule.
 *
 * @param read the sentence and the values in its gaps
 * @param lines the line itself; a group with its members below it, a line that refines a selection with that above it
 * @param rule the rule it is taken from; absent when it was made up
 */
record Example(Read read, List<String> lines, Optional<String> rule) {
    Example {
        lines = List.copyOf(lines);
    }

    Sentence sentence() {
        return read.sentence();
    }

    /** True when it shows how several things are listed, in a gap or in a group. */
    boolean showsSeveral() {
        return sentence().opensGroup()
                ? lines.size() > 2
                : read.slots().values().stream()
                        .anyMatch(slot -> slot.type().isList() && slot.text().contains(","));
    }

    boolean isNested() {
        return lines.stream().anyMatch(line -> line.startsWith("--"));
    }

    int length() {
        return lines.stream().mapToInt(String::length).sum();
    }
}
