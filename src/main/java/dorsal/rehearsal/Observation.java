package dorsal.rehearsal;

import dorsal.clinical.Profile;
import dorsal.knowledge.Oddity;
import dorsal.knowledge.RuleCard;
import dorsal.text.Position;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** One thing that an analysis of the rules points at. */
public sealed interface Observation {
    Oddity kind();

    /** The rules, findings, attestations, movements or exercises it is about. */
    Set<String> about();

    /** Where to look first. */
    Position at();

    /**
     * No answers can make the rule fire.
     *
     * @param obstacles findings, log measures and attestations that cannot be as the rule asks; derived findings that no
     *     rule can conclude beside them; empty text for what only the overall urgency prevents
     */
    record NeverFires(RuleCard rule, Set<String> obstacles) implements Observation {
        @Override
        public Oddity kind() {
            return Oddity.NEVER_FIRES;
        }

        @Override
        public Set<String> about() {
            return Set.of(rule.id());
        }

        @Override
        public Position at() {
            return rule.at();
        }
    }

    /** Two or more rules with one condition, by id; {@code at} is where the second of them stands. */
    record SameCondition(List<RuleCard> rules) implements Observation {
        @Override
        public Oddity kind() {
            return Oddity.SAME_CONDITION;
        }

        @Override
        public Set<String> about() {
            return Set.copyOf(rules.stream().map(RuleCard::id).toList());
        }

        @Override
        public Position at() {
            return rules.get(1).at();
        }
    }

    /** Whenever the rule fires another does, and says as much. */
    record Covered(RuleCard rule, RuleCard by) implements Observation {
        @Override
        public Oddity kind() {
            return Oddity.COVERED;
        }

        @Override
        public Set<String> about() {
            return Set.of(rule.id(), by.id());
        }

        @Override
        public Position at() {
            return rule.at();
        }
    }

    /**
     * The rule offers an exercise that is avoided whenever it fires.
     *
     * @param by the rule that avoids it, which may be the same
     */
    record AvoidedOffer(RuleCard rule, String exercise, RuleCard by, Position at) implements Observation {
        @Override
        public Oddity kind() {
            return Oddity.AVOIDED_OFFER;
        }

        @Override
        public Set<String> about() {
            return Set.of(rule.id(), exercise);
        }
    }

    /** The rule offers an exercise that none of the patients tried for whom it fired may do. */
    record WithheldOffer(RuleCard rule, String exercise, int patients, Position at) implements Observation {
        @Override
        public Oddity kind() {
            return Oddity.WITHHELD_OFFER;
        }

        @Override
        public Set<String> about() {
            return Set.of(rule.id(), exercise);
        }
    }

    /**
     * Two rules alike but for the interval of one number.
     *
     * @param overlaps true when both fire for {@code numbers}, false when neither does
     * @param numbers the numbers in both, or between them, in words
     */
    record Interval(RuleCard lower, RuleCard upper, String finding, boolean overlaps, String numbers, Position at)
            implements Observation {
        @Override
        public Oddity kind() {
            return overlaps ? Oddity.OVERLAP : Oddity.GAP;
        }

        @Override
        public Set<String> about() {
            return Set.copyOf(List.of(lower.id(), upper.id()));
        }
    }

    /** A word of the vocabulary that nothing uses, or an exercise that no rule restricts. */
    record Unused(Oddity kind, String word, Position at) implements Observation {
        @Override
        public Set<String> about() {
            return Set.of(word);
        }
    }

    /**
     * Patients of whom no rule said anything, those aside that always fire.
     *
     * @param first one of them
     * @param count how many of {@code all} generated patients
     */
    record NothingSaid(Profile first, int count, int all, Position at) implements Observation {
        @Override
        public Oddity kind() {
            return Oddity.NOTHING_SAID;
        }

        @Override
        public Set<String> about() {
            return Set.of();
        }
    }

    /** The review of the rule's evidence held until {@code until}. */
    record ReviewDue(RuleCard rule, LocalDate until, Position at) implements Observation {
        @Override
        public Oddity kind() {
            return Oddity.REVIEW_DUE;
        }

        @Override
        public Set<String> about() {
            return Set.of(rule.id());
        }
    }
}
