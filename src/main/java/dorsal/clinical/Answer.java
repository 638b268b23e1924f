package dorsal.clinical;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What was answered to one question. Not answered is the absence of an answer, never a value. */
public sealed interface Answer {
    Answer YES = new YesNo(true);
    Answer NO = new YesNo(false);

    /** Yes or no. */
    record YesNo(boolean yes) implements Answer {
        @Override
        public String toString() {
            return yes ? "yes" : "no";
        }
    }

    /** A number, in the unit of its finding. */
    record Quantity(double value) implements Answer {
        public Quantity {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("The quantity (%s) must be finite.".formatted(value));
            }
        }

        @Override
        public String toString() {
            return Numbers.plain(value);
        }
    }

    /** One of several values. */
    record Choice(String value) implements Answer {
        @Override
        public String toString() {
            return value;
        }
    }

    /** Any number of several values; none of them is an answer too. */
    record Choices(Set<String> values) implements Answer {
        public Choices {
            values = Set.copyOf(values);
        }

        /** The values by name, so that output never depends on the order in which they were given. */
        public List<String> sorted() {
            return List.copyOf(new TreeSet<>(values));
        }

        @Override
        public String toString() {
            return values.isEmpty() ? "none" : String.join(", ", sorted());
        }
    }
}
