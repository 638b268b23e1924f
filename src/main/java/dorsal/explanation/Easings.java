package dorsal.explanation;

import dorsal.assessment.Change;
import dorsal.assessment.Clearances;
import dorsal.assessment.Forecast;
import dorsal.assessment.Outcome;
import dorsal.assessment.Outcome.Contribution;
import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.Exercise;
import dorsal.clinical.Verdict;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * For every restricted exercise the smallest changes that ease it, for each verdict that can be reached. Every rule that
 * restricts it too much has to be eased, so the search takes one of them after another, adds each way to ease it, and asks
 * the rules again what the changes so far come to, smallest first.
 */
final class Easings {
    /** More than this nobody carries out. */
    private static final int MOST_CHANGES = 14;

    /** So many sets of changes are tried for one exercise and verdict before it is given up. */
    private static final int MOST_TRIALS = 120;

    private final RuleSet rules;
    private final Forecast forecast;
    private final AllowedAnswers allowed;
    private final Map<Plan, Trial> trials = new HashMap<>();

    private Easings(Forecast forecast, Candidates candidates) {
        this.rules = forecast.rules();
        this.forecast = forecast;
        this.allowed = new AllowedAnswers(forecast, candidates);
    }

    /** By exercise, and for each the fewest changes first. */
    static List<WhyNot> of(Forecast forecast, Candidates candidates) {
        Easings easings = new Easings(forecast, candidates);
        List<WhyNot> all = new ArrayList<>();
        for (int place = 0; place < forecast.rules().catalogue().size(); place++) {
            all.addAll(easings.of(place));
        }
        return List.copyOf(all);
    }

    private List<WhyNot> of(int place) {
        Verdict now = forecast.present().verdict(place);
        List<WhyNot> found = new ArrayList<>();
        for (Verdict then : Verdict.values()) {
            if (then.compareTo(now) < 0) {
                search(place, then).ifPresent(change -> found.add(whyNot(place, then, change)));
            }
        }
        found.sort(Comparator.comparing(whyNot -> whyNot.changes().size()));
        return found.isEmpty() && now != Verdict.PERMITTED ? List.of(whyNot(place, now, Change.NONE)) : found;
    }

    // ---- search

    /** A plan carried out, and how each rule that then fires could be silenced as well. */
    private record Trial(Plan plan, Change change, Outcome outcome, Map<String, List<Plan>> silencing) {}

    private Trial trial(Plan plan) {
        Trial known = trials.get(plan);
        if (known == null) {
            Change change = plan.change();
            known = new Trial(plan, change, forecast.after(change), new HashMap<>());
            trials.put(plan, known);
        }
        return known;
    }

    private Optional<Change> search(int place, Verdict then) {
        PriorityQueue<Trial> open = new PriorityQueue<>(
                Comparator.comparing((Trial trial) -> trial.plan().size()));
        Set<Plan> seen = new HashSet<>();
        open.add(trial(Plan.NOTHING));
        for (int tried = 0; tried < MOST_TRIALS && !open.isEmpty(); tried++) {
            Trial trial = open.remove();
            if (eases(trial.outcome(), place, then)) {
                return Optional.of(withoutNeedless(trial.change(), place, then));
            }
            for (Plan more : next(trial, place, then)) {
                Optional<Plan> together = trial.plan().and(more);
                if (together.isPresent() && together.get().size() <= MOST_CHANGES && seen.add(together.get())) {
                    open.add(trial(together.get()));
                }
            }
        }
        return Optional.empty();
    }

    private boolean eases(Outcome outcome, int place, Verdict then) {
        return outcome.verdict(place) == then
                && outcome.urgency().compareTo(forecast.present().urgency()) <= 0;
    }

    /** The ways to ease the rule that leaves the fewest of them; nothing when one cannot be eased at all. */
    private List<Plan> next(Trial trial, int place, Verdict then) {
        List<Plan> fewest = List.of();
        boolean first = true;
        for (Contribution contribution : trial.outcome().contributions(place)) {
            if (contribution.verdict().compareTo(then) > 0) {
                List<Plan> ways = ways(contribution.rule(), trial, place, then);
                if (first || ways.size() < fewest.size()) {
                    fewest = ways;
                    first = false;
                }
            }
        }
        return fewest;
    }

    private List<Plan> ways(RuleCard rule, Trial trial, int place, Verdict then) {
        Exercise exercise = rules.catalogue().get(place);
        List<Plan> ways = new ArrayList<>();
        Set<Attestation> onRecord = new HashSet<>(forecast.profile().attestations());
        onRecord.addAll(trial.change().attestations());
        Relief.lift(rule, exercise, then, new Clearances(onRecord, rules.vocabulary()))
                .ifPresent(ways::add);
        ways.addAll(silencing(rule, trial));
        return ways;
    }

    private List<Plan> silencing(RuleCard rule, Trial trial) {
        List<Plan> known = trial.silencing().get(rule.id());
        if (known == null) {
            known = forecast.after(trial.change(), (outcome, picture) -> {
                Map<String, Answer> stated = new HashMap<>(forecast.profile().answers());
                stated.putAll(trial.change().answers());
                return new Relief(rules, allowed, stated, outcome, picture).silence(rule);
            });
            trial.silencing().put(rule.id(), known);
        }
        return known;
    }

    private Change withoutNeedless(Change change, int place, Verdict then) {
        Change kept = change;
        for (String finding : change.answers().keySet().stream().sorted().toList()) {
            Map<String, Answer> fewer = new HashMap<>(kept.answers());
            fewer.remove(finding);
            kept = shorter(kept, new Change(fewer, kept.attestations()), place, then);
        }
        for (Attestation attestation : change.attestations()) {
            Set<Attestation> fewer = new HashSet<>(kept.attestations());
            fewer.remove(attestation);
            kept = shorter(kept, new Change(kept.answers(), fewer), place, then);
        }
        return kept;
    }

    private Change shorter(Change kept, Change without, int place, Verdict then) {
        return eases(forecast.after(without), place, then) ? without : kept;
    }

    // ---- what is found

    private WhyNot whyNot(int place, Verdict then, Change change) {
        return forecast.after(change, (outcome, picture) -> {
            List<RuleCard> remaining = outcome.contributions(place).stream()
                    .map(Contribution::rule)
                    .toList();
            Support support = Support.ofAll(remaining, outcome::hasFired, picture, rules);
            Set<String> fixed = fixed(support, outcome, change);
            if (fixed.isEmpty() && change.equals(Change.NONE)) {
                fixed = support.findings();
            }
            return new WhyNot(
                    rules.catalogue().get(place),
                    forecast.present().verdict(place),
                    then,
                    suggestions(change),
                    List.copyOf(fixed),
                    List.copyOf(support.measures()));
        });
    }

    /** What nobody can change; of conclusions those that rest on some such thing. */
    private Set<String> fixed(Support support, Outcome outcome, Change change) {
        Set<String> fixed = new TreeSet<>(rules.findingOrder());
        for (String finding : support.findings()) {
            boolean concluded =
                    !Support.concluding(finding, outcome::hasFired, rules).isEmpty();
            if (!concluded && !change.answers().containsKey(finding) && allowed.isFixed(finding)) {
                fixed.add(finding);
            }
        }
        boolean more = true;
        while (more) {
            more = false;
            for (String finding : support.findings()) {
                boolean restsOnFixed = Support.concluding(finding, outcome::hasFired, rules).stream()
                        .flatMap(rule -> rule.condition().tests())
                        .flatMap(test -> test.findings().stream())
                        .anyMatch(fixed::contains);
                boolean canChange = rules.vocabulary().finding(finding).canChange();
                if (restsOnFixed && !canChange && fixed.add(finding)) {
                    more = true;
                }
            }
        }
        return fixed;
    }

    private List<Suggestion> suggestions(Change change) {
        List<Suggestion> suggestions = new ArrayList<>();
        change.answers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(rules.findingOrder()))
                .forEach(entry -> suggestions.add(new Suggestion.Answered(entry.getKey(), entry.getValue())));
        change.attestations().stream()
                .sorted(Comparator.comparing(Attestation::code).thenComparing(Attestation::target))
                .forEach(attestation -> suggestions.add(new Suggestion.Attested(attestation)));
        return suggestions;
    }
}
