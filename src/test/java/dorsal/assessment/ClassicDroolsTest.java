package dorsal.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.assessment.DrlText.Amount;
import dorsal.assessment.DrlText.Attested;
import dorsal.assessment.DrlText.Known;
import dorsal.assessment.DrlText.Open;
import dorsal.assessment.DrlText.Overall;
import dorsal.assessment.DrlText.Somebody;
import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.AttestationDefinition.Scope;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Condition;
import dorsal.clinical.Picture;
import dorsal.clinical.Profile;
import dorsal.clinical.Urgency;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.rehearsal.CasePatients;
import dorsal.rehearsal.GeneratedPatients;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message.Level;
import org.kie.api.conf.EqualityBehaviorOption;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;

/** The peer: classic Drools, given the same rules as DRL text, fires the same rules. */
class ClassicDroolsTest {
    private static final String PACKAGE = "dorsal.peer";

    @Test
    void classicDroolsFiresTheSameRules() {
        RuleSet rules = RuleSet.of(Knowledge.read(KnowledgeFolder.read(Path.of("rules"))));
        KieBase classic = compile(rules);
        for (Profile profile :
                new GeneratedPatients(rules, CasePatients.of(rules, LocalDate.of(2026, 11, 22)), 31).take(500)) {
            Inference inference = Inference.run(profile, new TrainingLog(profile, rules.vocabulary()), rules);

            assertThat(fired(profile, rules, classic))
                    .as(profile::toString)
                    .containsExactlyElementsOf(inference.fired().keySet());
        }
    }

    /** Compiles the rules as DRL text; a conclusion that is already there is not inserted twice. */
    static KieBase compile(RuleSet rules) {
        KieServices services = KieServices.Factory.get();
        KieFileSystem files = services.newKieFileSystem();
        files.write("src/main/resources/%s/rules.drl".formatted(PACKAGE.replace('.', '/')), DrlText.of(rules, PACKAGE));
        KieBuilder builder = services.newKieBuilder(files).buildAll();
        if (builder.getResults().hasMessages(Level.ERROR)) {
            throw new IllegalStateException(builder.getResults().toString());
        }
        KieBaseConfiguration equality = services.newKieBaseConfiguration();
        equality.setOption(EqualityBehaviorOption.EQUALITY);
        return services.newKieContainer(builder.getKieModule().getReleaseId()).newKieBase(equality);
    }

    /** The rules that classic Drools fires, by id. */
    static Set<String> fired(Profile profile, RuleSet rules, KieBase classic) {
        Set<String> fired = new TreeSet<>();
        KieSession session = classic.newKieSession();
        try {
            session.addEventListener(new DefaultAgendaEventListener() {
                @Override
                public void beforeMatchFired(BeforeMatchFiredEvent event) {
                    fired.add(event.getMatch().getRule().getName());
                }
            });
            insertKnown(profile, rules, session);
            session.fireAllRules();
            fired.removeIf(rule -> rule.startsWith(DrlText.OWN));
            session.insert(new Overall(urgency(fired, rules).code()));
            session.fireAllRules();
        } finally {
            session.dispose();
        }
        return fired;
    }

    private static Urgency urgency(Set<String> fired, RuleSet rules) {
        return fired.stream()
                .flatMap(rule -> rules.rule(rule).conclusions(Escalate.class).stream())
                .map(Escalate::urgency)
                .max(Comparator.naturalOrder())
                .orElse(Urgency.NONE);
    }

    private static void insertKnown(Profile profile, RuleSet rules, KieSession session) {
        Map<String, Double> measures = new TrainingLog(profile, rules.vocabulary()).measures();
        Picture picture = new Picture(profile.answers(), measures, Set.of(), Set.of(), Urgency.NONE);
        session.insert(new Somebody(""));
        profile.answers().forEach((code, answer) -> session.insert(known(code, answer)));
        for (String code : rules.testedForNoAnswer()) {
            if (!profile.answers().containsKey(code)) {
                session.insert(new Open(code));
            }
        }
        for (Condition.Test test : rules.differences()) {
            picture.difference(test.minuend(), test.subtrahend())
                    .ifPresent(value -> session.insert(new Amount(test.code(), value)));
        }
        measures.forEach((code, value) -> session.insert(new Amount(code, value)));
        for (Attestation attestation : profile.attestations()) {
            if (rules.vocabulary().attestation(attestation.code()).scope() == Scope.PATIENT) {
                session.insert(new Attested(attestation.code()));
            }
        }
    }

    private static Known known(String code, Answer answer) {
        if (answer instanceof Answer.YesNo yesNo) {
            return new Known(code, yesNo.yes(), 0, "", Set.of());
        }
        if (answer instanceof Answer.Quantity quantity) {
            return new Known(code, false, quantity.value(), "", Set.of());
        }
        if (answer instanceof Answer.Choice choice) {
            return new Known(code, false, 0, choice.value(), Set.of());
        }
        return new Known(code, false, 0, "", ((Answer.Choices) answer).values());
    }
}
