package dorsal.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A piece of YAML or JSON with its position, before anyone has decided what it means. */
public sealed interface DataNode {
    Position at();

    /** What a clinician would call it: "text", "a list", "a map". */
    String kind();

    /** One value. {@code quoted} tells {@code "3"} from {@code 3}. */
    record Scalar(Position at, String text, boolean quoted) implements DataNode {
        private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+");
        private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

        public boolean isNull() {
            return !quoted && NULLS.contains(text);
        }

        @Override
        public String kind() {
            if (isNull()) {
                return "nothing";
            }
            boolean looksLikeNumber = quoted && NUMBER.matcher(text).matches();
            return looksLikeNumber ? "'\"" + text + "\"'" : "'" + text + "'";
        }
    }

    /** A list. */
    record Sequence(Position at, List<DataNode> items) implements DataNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A map; keys are unique. */
    record Mapping(Position at, List<Entry> entries) implements DataNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<DataNode> find(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }

        @Override
        public String kind() {
            return "a map";
        }
    }

    /** One key of a map; {@code at} is where the key stands. */
    record Entry(Position at, String key, DataNode value) {}
}
