package dorsal.report;

import dorsal.assessment.Assessment;
import dorsal.assessment.Because;
import dorsal.assessment.DoseAdvice;
import dorsal.assessment.ExerciseVerdict;
import dorsal.assessment.Limitation;
import dorsal.assessment.OpenQuestion;
import dorsal.assessment.Reason;
import dorsal.assessment.Said;
import dorsal.clinical.Answer;
import dorsal.clinical.Conclusion.Advise;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.LapsedAnswer;
import dorsal.clinical.Verdict;
import dorsal.knowledge.Measure;
import dorsal.knowledge.RuleCard;
import dorsal.text.Problem;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Assessments as JSON, in the spelling of the contract. One report serves many assessments of one rule set, from many
 * threads: what the rules say is put into JSON once and kept.
 */
public final class JsonReport {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final Map<String, SerializableString> known = new ConcurrentHashMap<>();

    private SerializableString known(String text) {
        return known.computeIfAbsent(text, SerializedString::new);
    }

    /** One assessment as a single line of UTF-8, without its end. */
    public void writeLine(Result result, OutputStream out) {
        writeLine(result, Explaining.NOTHING, out);
    }

    /** The same with what explains it. */
    public void writeLine(Result result, Explaining explaining, OutputStream out) {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            new Writing(json, explaining).result(result);
        }
    }

    /** One assessment as an indented object; several as an array. */
    public void write(List<Result> results, Writer out) {
        write(results, Explaining.NOTHING, out);
    }

    /** The same with what explains each. */
    public void write(List<Result> results, Explaining explaining, Writer out) {
        try (JsonGenerator json = FACTORY.createGenerator(indenting(), out)) {
            Writing writing = new Writing(json, explaining);
            if (results.size() == 1) {
                writing.result(results.get(0));
            } else {
                json.writeStartArray();
                results.forEach(writing::result);
                json.writeEndArray();
            }
        }
    }

    /** The problems of one line of NDJSON, as a single line of UTF-8 without its end. */
    public static void writeProblems(int line, List<Problem> problems, OutputStream out) {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeNumberProperty("line", line);
            json.writeArrayPropertyStart("problems");
            for (Problem problem : problems) {
                json.writeStartObject();
                json.writeStringProperty("file", problem.at().file());
                json.writeNumberProperty("line", problem.at().line());
                json.writeNumberProperty("column", problem.at().column());
                json.writeStringProperty("message", problem.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /** A day, or a moment that is not its midday. */
    static String date(LocalDateTime at) {
        return at.toLocalTime().equals(LocalTime.NOON) ? at.toLocalDate().toString() : at.toString();
    }

    private static ObjectWriteContext indenting() {
        return new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
            }

            @Override
            public boolean hasPrettyPrinter() {
                return true;
            }
        };
    }

    /** One run over one generator. */
    private final class Writing {
        private final JsonGenerator json;
        private final Explaining explaining;
        private final IdentityHashMap<Reason, SerializableString> reasons = new IdentityHashMap<>();

        private Writing(JsonGenerator json, Explaining explaining) {
            this.json = json;
            this.explaining = explaining;
        }

        private void result(Result result) {
            Assessment a = result.assessment();
            json.writeStartObject();
            a.profile().patient().ifPresent(patient -> json.writeStringProperty("patient", patient));
            json.writeStringProperty("date", date(a.profile().at()));
            json.writeObjectPropertyStart("ruleSet");
            known("fingerprint", a.rules().fingerprint());
            json.writeNumberProperty("rules", a.rules().knowledge().rules().size());
            json.writeNumberProperty("exercises", a.exercises().size());
            json.writeEndObject();
            known("urgency", a.urgency().code());
            known("ceiling", a.ceiling().code());
            bool("hold", a.hold());
            array("escalations", a.escalations(), this::escalation);
            array("exercises", a.exercises(), this::exercise);
            strings("to", a.to());
            array("limits", a.limits(), this::limit);
            array("asks", a.asks(), this::question);
            array("couldMatter", a.couldMatter(), this::question);
            array("lapsed", a.profile().lapsed(), this::lapsed);
            array("advice", a.advice(), this::advice);
            json.writeObjectPropertyStart("dose");
            a.doses().forEach(this::dose);
            json.writeEndObject();
            strings("preferred", a.preferred());
            a.review().ifPresent(review -> {
                json.writeObjectPropertyStart("review");
                json.writeNumberProperty("weeks", review.weeks());
                strings("rules", review.rules());
                json.writeEndObject();
            });
            strings("contradictions", a.contradictions());
            array("notes", a.notes(), json::writeString);
            strings("fired", a.fired());
            WeekJson.write(result.week(), json);
            result.course().ifPresent(course -> new CourseJson(json).write(course));
            ExplanationJson.write(a, explaining, json);
            json.writeEndObject();
        }

        /** A text that the rules or this program bring along, not the profile. */
        private void known(String name, String text) {
            json.writeName(JsonReport.this.known(name));
            json.writeString(JsonReport.this.known(text));
        }

        private void bool(String name, boolean value) {
            json.writeName(JsonReport.this.known(name));
            json.writeBoolean(value);
        }

        private <T> void array(String name, Collection<T> items, Consumer<T> write) {
            json.writeName(JsonReport.this.known(name));
            json.writeStartArray();
            items.forEach(write);
            json.writeEndArray();
        }

        private void strings(String name, Collection<String> values) {
            array(name, values, value -> json.writeString(JsonReport.this.known(value)));
        }

        private void basis(RuleCard rule, List<Because> because) {
            strings("sources", rule.sourceIds());
            known("grade", rule.grade().name());
            array("because", because, this::because);
        }

        private void escalation(Said<Escalate> said) {
            json.writeStartObject();
            known("urgency", said.conclusion().urgency().code());
            known("within", said.conclusion().within());
            strings("to", said.conclusion().to());
            known("advice", said.rule().reason());
            known("rule", said.rule().id());
            basis(said.rule(), said.because());
            json.writeEndObject();
        }

        private void exercise(ExerciseVerdict verdict) {
            json.writeStartObject();
            known("id", verdict.exercise().id());
            known("name", verdict.exercise().name());
            known("verdict", verdict.verdict().code());
            bool("available", verdict.available());
            array("reasons", verdict.reasons(), this::reason);
            strings("conditions", verdict.conditions());
            strings("offers", verdict.offers());
            json.writeEndObject();
        }

        /** Many exercises share a reason, so each is put into words once. */
        private void reason(Reason reason) {
            json.writeRawValue(reasons.computeIfAbsent(reason, this::alone));
        }

        private SerializableString alone(Reason reason) {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
                new Writing(json, Explaining.NOTHING).whole(reason);
            }
            return new SerializedString(text.toString());
        }

        private void whole(Reason reason) {
            json.writeStartObject();
            known("verdict", reason.verdict().code());
            known("rule", reason.rule().id());
            known("reason", reason.rule().reason());
            basis(reason.rule(), reason.because());
            reason.ceiling().ifPresent(ceiling -> known("ceiling", ceiling.code()));
            boolean selected = reason.ceiling().isEmpty() && reason.verdict() != Verdict.HELD;
            reason.rule().lift().filter(lift -> selected).ifPresent(lift -> {
                json.writeObjectPropertyStart("lift");
                known("to", lift.to().code());
                strings("attest", lift.attestations());
                bool("done", reason.lifted());
                json.writeEndObject();
            });
            json.writeEndObject();
        }

        private void limit(Limitation limit) {
            json.writeStartObject();
            limit.ceiling().ifPresentOrElse(ceiling -> known("ceiling", ceiling.code()), () -> bool("hold", true));
            known("rule", limit.rule().id());
            known("reason", limit.rule().reason());
            basis(limit.rule(), limit.because());
            json.writeEndObject();
        }

        private void question(OpenQuestion question) {
            json.writeStartObject();
            known("finding", question.finding().code());
            known("question", question.finding().question());
            strings("rules", question.rules());
            json.writeEndObject();
        }

        private void lapsed(LapsedAnswer lapsed) {
            json.writeStartObject();
            known("finding", lapsed.finding());
            json.writeStringProperty("answered", lapsed.answered().toString());
            json.writeEndObject();
        }

        private void advice(Said<Advise> said) {
            json.writeStartObject();
            known("text", said.conclusion().text());
            known("rule", said.rule().id());
            known("reason", said.rule().reason());
            basis(said.rule(), said.because());
            json.writeEndObject();
        }

        private void dose(DoseAdvice dose) {
            json.writeObjectPropertyStart(dose.measure().code());
            if (dose.measure().combine() == Measure.Combine.WORDS) {
                strings("values", dose.words());
            } else {
                number("least", dose.least());
                number("most", dose.most());
            }
            strings("rules", dose.rules());
            json.writeEndObject();
        }

        private void because(Because because) {
            json.writeStartObject();
            if (because instanceof Because.OfFinding finding) {
                known("finding", finding.finding());
                json.writeName("value");
                finding.value().ifPresentOrElse(this::answer, json::writeNull);
                if (!finding.by().isEmpty()) {
                    strings("from", finding.from());
                    strings("by", finding.by());
                }
            } else if (because instanceof Because.OfLog log) {
                known("log", log.measure());
                number("value", log.value());
            } else if (because instanceof Because.OfAttestation attestation) {
                known("attestation", attestation.attestation());
            }
            json.writeEndObject();
        }

        private void answer(Answer answer) {
            AnswerJson.write(answer, json);
        }

        private void number(String name, double value) {
            json.writeName(name);
            AnswerJson.write(value, json);
        }
    }
}
