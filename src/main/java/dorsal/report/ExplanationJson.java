package dorsal.report;

import dorsal.assessment.Assessment;
import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.AttestationDefinition.Scope;
import dorsal.clinical.Truth;
import dorsal.explanation.Chain;
import dorsal.explanation.Chain.Step;
import dorsal.explanation.Explanation;
import dorsal.explanation.NextQuestion;
import dorsal.explanation.PossibleAnswer;
import dorsal.explanation.Suggestion;
import dorsal.explanation.Why;
import dorsal.explanation.WhyNot;
import dorsal.knowledge.Vocabulary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;

/** What explains an assessment, as further properties of its JSON object. */
final class ExplanationJson {
    private final JsonGenerator json;
    private final Json values;
    private final Vocabulary vocabulary;

    private ExplanationJson(JsonGenerator json, Vocabulary vocabulary) {
        this.json = json;
        this.values = new Json(json);
        this.vocabulary = vocabulary;
    }

    /** Writes into the object that is open. */
    static void write(Assessment assessment, Explaining explaining, JsonGenerator json) {
        ExplanationJson writing = new ExplanationJson(json, assessment.rules().vocabulary());
        if (explaining.changes()) {
            Explanation explanation = Explanation.of(assessment);
            writing.values.objects("whyNot", explanation.whyNot(), writing::whyNot);
            writing.values.objects("next", explanation.next(), writing::next);
        }
        if (!explaining.why().isEmpty()) {
            List<Why> why = explaining.why().stream()
                    .flatMap(id -> Why.of(id, assessment).stream())
                    .toList();
            writing.values.objects("why", why, writing::why);
        }
    }

    // ---- what would change it

    private void whyNot(WhyNot whyNot) {
        json.writeStringProperty("exercise", whyNot.exercise().id());
        json.writeStringProperty("now", whyNot.now().code());
        json.writeStringProperty("then", whyNot.then().code());
        values.objects("changes", whyNot.changes(), this::suggestion);
        values.texts("fixed", whyNot.fixed());
        if (!whyNot.log().isEmpty()) {
            values.texts("log", whyNot.log());
        }
    }

    private void suggestion(Suggestion suggestion) {
        if (suggestion instanceof Suggestion.Answered answered) {
            json.writeStringProperty("finding", answered.finding());
            answer("to", answered.to());
        } else if (suggestion instanceof Suggestion.Attested attested) {
            attestation(attested.attestation());
        }
    }

    private void attestation(Attestation attestation) {
        json.writeStringProperty("attest", attestation.code());
        Scope scope = vocabulary.attestation(attestation.code()).scope();
        if (scope != Scope.PATIENT) {
            json.writeStringProperty(scope.name().toLowerCase(Locale.ROOT), attestation.target());
        }
    }

    private void next(NextQuestion question) {
        json.writeStringProperty("finding", question.finding().code());
        json.writeStringProperty("question", question.finding().question());
        values.objects("answers", question.answers(), this::possible);
    }

    private void possible(PossibleAnswer possible) {
        answer("value", possible.value());
        number("over", possible.over());
        number("to", possible.to());
        number("under", possible.under());
        json.writeStringProperty("urgency", possible.urgency().code());
        json.writeStringProperty("ceiling", possible.ceiling().code());
        json.writeBooleanProperty("hold", possible.hold());
        json.writeNumberProperty("verdictsChanged", possible.verdictsChanged());
    }

    // ---- why

    private void why(Why why) {
        json.writeStringProperty("id", why.id());
        if (why instanceof Why.OfExercise exercise) {
            json.writeStringProperty("kind", "exercise");
            json.writeStringProperty("verdict", exercise.exercise().verdict().code());
            values.texts("checked", exercise.checked());
        } else if (why instanceof Why.OfFinding finding) {
            json.writeStringProperty("kind", "finding");
            answerOrNull("value", finding.value());
            answerOrNull("stated", finding.stated());
        } else if (why instanceof Why.OfRule rule) {
            json.writeStringProperty("kind", "rule");
            json.writeBooleanProperty("fired", !rule.chains().isEmpty());
            json.writeBooleanProperty("waits", rule.truth() == Truth.UNKNOWN);
        }
        values.objects("chains", why.chains(), this::chain);
    }

    private void chain(Chain chain) {
        json.writeStringProperty("rule", chain.rule().id());
        json.writeStringProperty("claim", chain.rule().claim());
        json.writeStringProperty("reason", chain.rule().reason());
        values.texts("sources", chain.rule().sourceIds());
        json.writeStringProperty("grade", chain.rule().grade().name());
        chain.rule().lift().ifPresent(lift -> {
            json.writeObjectPropertyStart("lift");
            json.writeStringProperty("to", lift.to().code());
            values.texts("attest", lift.attestations());
            json.writeEndObject();
        });
        values.objects("steps", chain.steps(), this::step);
    }

    private void step(Step step) {
        if (step instanceof Step.OfFinding finding) {
            json.writeStringProperty("finding", finding.finding().code());
            json.writeStringProperty("question", finding.finding().question());
            answerOrNull("value", finding.value());
            if (!finding.by().isEmpty()) {
                values.objects("by", finding.by(), this::chain);
            }
        } else if (step instanceof Step.OfLog log) {
            json.writeStringProperty("log", log.measure());
            number("value", OptionalDouble.of(log.value()));
        } else if (step instanceof Step.OfAttestation attested) {
            json.writeStringProperty("attestation", attested.attestation());
        }
    }

    // ---- values

    private void answer(String name, Answer answer) {
        json.writeName(name);
        AnswerJson.write(answer, json);
    }

    private void answerOrNull(String name, Optional<Answer> answer) {
        answer.ifPresentOrElse(given -> answer(name, given), () -> json.writeNullProperty(name));
    }

    private void number(String name, OptionalDouble number) {
        if (number.isPresent()) {
            json.writeName(name);
            AnswerJson.write(number.getAsDouble(), json);
        }
    }
}
