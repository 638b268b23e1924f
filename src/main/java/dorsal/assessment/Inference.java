package dorsal.assessment;

import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.AttestationDefinition.Scope;
import dorsal.clinical.Conclusion.Conclude;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.Fact;
import dorsal.clinical.Fact.Contradiction;
import dorsal.clinical.Fact.Difference;
import dorsal.clinical.Fact.Finding;
import dorsal.clinical.Fact.LogMeasure;
import dorsal.clinical.Fact.OnRecord;
import dorsal.clinical.Fact.OverallUrgency;
import dorsal.clinical.Fact.Patient;
import dorsal.clinical.Fact.Unanswered;
import dorsal.clinical.Picture;
import dorsal.clinical.Profile;
import dorsal.clinical.Truth;
import dorsal.clinical.Urgency;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieRuntime;
import org.kie.api.runtime.KieSession;

/**
 * Which rules fire for a profile and on what: one fresh session, given the facts of the profile. A rule that concludes a
 * finding adds it as a fact, and Drools goes on until nothing new follows; then the overall urgency is added for the
 * rules that wait for it. Conclusions only ever add, so the order in which rules fire cannot matter.
 */
final class Inference extends DefaultAgendaEventListener {
    private final RuleSet rules;
    private final Map<String, Answer> answers;
    private final Map<String, Double> measures;
    private final Set<String> onRecord;
    private final Set<String> contradicted = new TreeSet<>();
    private final SortedMap<String, Set<Fact>> fired = new TreeMap<>();
    private final Map<String, Set<String>> concludedBy = new HashMap<>();
    private Urgency urgency = Urgency.NONE;

    private Inference(Profile profile, TrainingLog log, RuleSet rules) {
        this.rules = rules;
        this.answers = new LinkedHashMap<>(profile.answers());
        this.measures = log.measures();
        this.onRecord = profile.attestations().stream()
                .map(Attestation::code)
                .filter(code -> rules.vocabulary().attestation(code).scope() == Scope.PATIENT)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Inference run(Profile profile, TrainingLog log, RuleSet rules) {
        Inference inference = new Inference(profile, log, rules);
        KieSession session = rules.kieBase().newKieSession();
        try {
            session.addEventListener(inference);
            inference.insertKnown(session);
            inference.fire(session);
            session.insert(new OverallUrgency(inference.urgency));
            inference.fire(session);
        } finally {
            session.dispose();
        }
        return inference;
    }

    /**
     * The same by asking each rule's condition for its truth, without Drools and without the facts that matched: for
     * thousands of rule sets that are tried on a few profiles each.
     */
    static Inference reckon(Profile profile, TrainingLog log, RuleSet rules) {
        Inference inference = new Inference(profile, log, rules);
        List<RuleCard> concluding = rules.knowledge().rules().stream()
                .filter(rule -> rule.says(Conclude.class))
                .toList();
        while (inference.concludeMore(concluding)) {
            // until nothing new follows
        }
        inference.fireTrue(false);
        inference.fireTrue(true);
        return inference;
    }

    private boolean concludeMore(List<RuleCard> concluding) {
        int before = fired.size();
        for (RuleCard rule : concluding) {
            if (!hasFired(rule) && rule.condition().truth(picture()) == Truth.TRUE) {
                fired.put(rule.id(), Set.of());
                for (Conclude conclude : rule.conclusions(Conclude.class)) {
                    concluded(conclude.finding(), rule);
                }
            }
        }
        return fired.size() > before;
    }

    private void fireTrue(boolean waitingForUrgency) {
        Picture picture = picture();
        for (RuleCard rule : rules.knowledge().rules()) {
            if (rule.condition().truth(picture) == Truth.TRUE && rule.waitsForUrgency() == waitingForUrgency) {
                fired.put(rule.id(), Set.of());
                rule.conclusions(Escalate.class).forEach(this::raise);
            }
        }
    }

    private void fire(KieSession session) {
        if (session.fireAllRules(rules.mostFirings()) == rules.mostFirings()) {
            throw new IllegalStateException("The rules did not come to rest for one profile.");
        }
    }

    private void insertKnown(KieSession session) {
        session.insert(new Patient());
        answers.forEach((code, answer) -> session.insert(new Finding(code, answer)));
        for (String code : rules.testedForNoAnswer()) {
            if (!answers.containsKey(code)) {
                session.insert(new Unanswered(code));
            }
        }
        Picture picture = picture();
        for (Test test : rules.differences()) {
            picture.difference(test.minuend(), test.subtrahend())
                    .ifPresent(value -> session.insert(new Difference(test.minuend(), test.subtrahend(), value)));
        }
        measures.forEach((code, value) -> session.insert(new LogMeasure(code, value)));
        onRecord.forEach(code -> session.insert(new OnRecord(code)));
    }

    /** A rule matched: keep what it matched, and add what it concludes. */
    @Override
    public void beforeMatchFired(BeforeMatchFiredEvent event) {
        RuleCard rule = rules.rule(event.getMatch().getRule().getName());
        Set<Fact> matched = fired.computeIfAbsent(rule.id(), id -> new LinkedHashSet<>());
        for (Object object : event.getMatch().getObjects()) {
            if (object instanceof Fact fact) {
                matched.add(fact);
            }
        }
        for (Conclude conclude : rule.conclusions(Conclude.class)) {
            conclude(conclude.finding(), rule, event.getKieRuntime());
        }
        rule.conclusions(Escalate.class).forEach(this::raise);
    }

    private void raise(Escalate escalate) {
        if (escalate.urgency().compareTo(urgency) > 0) {
            urgency = escalate.urgency();
        }
    }

    private void conclude(String finding, RuleCard rule, KieRuntime session) {
        concluded(finding, rule).forEach(session::insert);
    }

    /** A rule concludes a finding: what that adds to the facts. */
    private List<Fact> concluded(String finding, RuleCard rule) {
        concludedBy.computeIfAbsent(finding, code -> new TreeSet<>()).add(rule.id());
        Answer before = answers.put(finding, Answer.YES);
        if (Answer.YES.equals(before)) {
            return List.of();
        }
        boolean contradiction = before != null && contradicted.add(finding);
        Fact known = new Finding(finding, Answer.YES);
        return contradiction ? List.of(known, new Contradiction(finding)) : List.of(known);
    }

    /** What is known now: answers with conclusions, the log, the record. */
    Picture picture() {
        return new Picture(answers, measures, onRecord, contradicted, urgency);
    }

    Urgency urgency() {
        return urgency;
    }

    /** Rules that fired with the facts they matched, by id. */
    SortedMap<String, Set<Fact>> fired() {
        return fired;
    }

    boolean hasFired(RuleCard rule) {
        return fired.containsKey(rule.id());
    }

    Set<String> contradicted() {
        return contradicted;
    }

    /** The rules that concluded a finding; empty when it was stated only. */
    Set<String> concludedBy(String finding) {
        return concludedBy.getOrDefault(finding, Set.of());
    }
}
