package dorsal.clinical;

import dorsal.clinical.Fact.Difference;
import dorsal.clinical.Fact.Finding;
import dorsal.clinical.Fact.LogMeasure;
import dorsal.clinical.Fact.OverallUrgency;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold of a fact beyond that it is there. */
public sealed interface Check {
    boolean holds(Fact fact);

    /** The check as DRL writes it, empty where there is none. */
    String drl();

    /** Nothing more: the fact is there. */
    record Present() implements Check {
        @Override
        public boolean holds(Fact fact) {
            return true;
        }

        @Override
        public String drl() {
            return "";
        }
    }

    /** The answer is yes, or no. */
    record Is(boolean yes) implements Check {
        @Override
        public boolean holds(Fact fact) {
            return fact instanceof Finding finding && finding.answer().equals(yes ? Answer.YES : Answer.NO);
        }

        @Override
        public String drl() {
            return yes ? "yes" : "no";
        }
    }

    /** The number compares so with a threshold. */
    record Compares(Operator operator, double threshold) implements Check {
        @Override
        public boolean holds(Fact fact) {
            if (fact instanceof Finding finding) {
                return finding.answer() instanceof Answer.Quantity quantity
                        && operator.holds(quantity.value(), threshold);
            }
            if (fact instanceof Difference difference) {
                return operator.holds(difference.value(), threshold);
            }
            return fact instanceof LogMeasure measure && operator.holds(measure.value(), threshold);
        }

        @Override
        public String drl() {
            return "number " + operator.drl() + " " + Numbers.plain(threshold);
        }
    }

    /** The choice is one of these values. */
    record OneOf(Set<String> values) implements Check {
        public OneOf {
            values = Set.copyOf(values);
        }

        @Override
        public boolean holds(Fact fact) {
            return fact instanceof Finding finding
                    && finding.answer() instanceof Answer.Choice choice
                    && values.contains(choice.value());
        }

        @Override
        public String drl() {
            return values.stream()
                    .sorted()
                    .map(value -> "\"" + value + "\"")
                    .collect(Collectors.joining(", ", "choice in ( ", " )"));
        }
    }

    /** The choices include this value. */
    record Includes(String value) implements Check {
        @Override
        public boolean holds(Fact fact) {
            return fact instanceof Finding finding
                    && finding.answer() instanceof Answer.Choices choices
                    && choices.values().contains(value);
        }

        @Override
        public String drl() {
            return "choices contains \"" + value + "\"";
        }
    }

    /** The overall urgency is strictly below a level. */
    record Below(Urgency level) implements Check {
        @Override
        public boolean holds(Fact fact) {
            return fact instanceof OverallUrgency overall && overall.urgency().compareTo(level) < 0;
        }

        @Override
        public String drl() {
            return "urgency < \"" + level.code() + "\"";
        }
    }
}
