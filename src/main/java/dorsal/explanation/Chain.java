package dorsal.explanation;

import dorsal.clinical.Answer;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Picture;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A rule that fired and what it rests on, through every conclusion down to the patient's own answers.
 *
 * @param steps findings in the order of the vocabulary, then measures, then attestations; empty for a rule that always fires
 */
public record Chain(RuleCard rule, List<Step> steps) {
    public Chain {
        steps = List.copyOf(steps);
    }

    /** Something that a rule rests on. */
    public sealed interface Step {
        /**
         * A finding.
         *
         * @param value empty when the rule rests on nobody having answered
         * @param stated what was answered; empty where a rule alone concluded it
         * @param by how rules concluded it; empty for what was answered only
         */
        record OfFinding(FindingDefinition finding, Optional<Answer> value, Optional<Answer> stated, List<Chain> by)
                implements Step {}

        /** A measure of the training log. */
        record OfLog(String measure, double value) implements Step {}

        /** An attestation for the whole patient. */
        record OfAttestation(String attestation) implements Step {}
    }

    /** Chains for one patient. */
    record Links(RuleSet rules, Picture picture, Map<String, Answer> stated, Predicate<String> fires) {
        Chain chain(RuleCard rule) {
            return chain(rule, new HashSet<>());
        }

        List<Chain> concluding(String finding) {
            return Support.concluding(finding, fires, rules).stream()
                    .map(this::chain)
                    .toList();
        }

        /**
         * Rules may conclude each other in a circle, such as pregnant and first trimester. What rests only on rules that
         * stand above is left out: there they were concluded from something else.
         */
        private Chain chain(RuleCard rule, Set<String> above) {
            above.add(rule.id());
            Support support = Support.of(rule, picture, rules);
            List<Step> steps = new ArrayList<>();
            for (String finding : support.findings()) {
                List<RuleCard> concluding = Support.concluding(finding, fires, rules);
                List<Chain> by = concluding.stream()
                        .filter(one -> !above.contains(one.id()))
                        .map(one -> chain(one, above))
                        .toList();
                Optional<Answer> answered = Optional.ofNullable(stated.get(finding));
                if (answered.isPresent() || concluding.isEmpty() || !by.isEmpty()) {
                    steps.add(new Step.OfFinding(
                            rules.vocabulary().finding(finding),
                            Optional.ofNullable(picture.answers().get(finding)),
                            answered,
                            by));
                }
            }
            support.measures()
                    .forEach(measure -> steps.add(new Step.OfLog(
                            measure,
                            Optional.ofNullable(picture.measures().get(measure)).orElseThrow())));
            support.attestations().forEach(code -> steps.add(new Step.OfAttestation(code)));
            above.remove(rule.id());
            return new Chain(rule, steps);
        }
    }
}
