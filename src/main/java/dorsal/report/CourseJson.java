package dorsal.report;

import dorsal.assessment.Said;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.course.Course;
import dorsal.course.Course.ChangedVerdict;
import dorsal.course.Course.Due;
import dorsal.course.Course.NewSign;
import dorsal.course.Course.NotRepeated;
import dorsal.course.Course.Visit;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/** The course over several visits, as the property {@code course} of an assessment. */
final class CourseJson {
    private final JsonGenerator json;
    private final Json values;

    CourseJson(JsonGenerator json) {
        this.json = json;
        this.values = new Json(json);
    }

    void write(Course course) {
        json.writeObjectPropertyStart("course");
        values.objects("visits", course.visits(), this::visit);
        json.writeStringProperty("course", course.direction().code());
        values.texts("rules", course.rules());
        values.objects("newSigns", course.newSigns(), this::newSign);
        values.objects("newEscalations", course.newEscalations(), this::escalation);
        json.writeName("urgencyBefore");
        course.urgencyBefore().ifPresentOrElse(urgency -> json.writeString(urgency.code()), json::writeNull);
        values.objects("notRepeated", course.notRepeated(), this::notRepeated);
        values.objects("verdictsChanged", course.verdictsChanged(), this::changed);
        due("reviewDue", course.reviewDue());
        due("reviewWasDue", course.reviewWasDue());
        overdue(course.reviewOverdueDays());
        json.writeEndObject();
    }

    private void overdue(OptionalLong days) {
        json.writeName("reviewOverdueDays");
        days.ifPresentOrElse(json::writeNumber, json::writeNull);
    }

    private void visit(Visit visit) {
        json.writeStringProperty("date", JsonReport.date(visit.at()));
        json.writeStringProperty("urgency", visit.urgency().code());
        json.writeStringProperty("ceiling", visit.ceiling().code());
        json.writeBooleanProperty("hold", visit.hold());
        number("pain", visit.pain());
        number("adherence", visit.adherence());
    }

    private void number(String name, Optional<Double> value) {
        json.writeName(name);
        value.ifPresentOrElse(number -> AnswerJson.write(number, json), json::writeNull);
    }

    private void newSign(NewSign sign) {
        json.writeStringProperty("finding", sign.finding().code());
        json.writeName("value");
        AnswerJson.write(sign.now(), json);
        json.writeName("before");
        sign.before().ifPresentOrElse(before -> AnswerJson.write(before, json), json::writeNull);
    }

    private void escalation(Said<Escalate> said) {
        json.writeStringProperty("rule", said.rule().id());
        json.writeStringProperty("urgency", said.conclusion().urgency().code());
    }

    private void notRepeated(NotRepeated forgotten) {
        json.writeStringProperty("finding", forgotten.finding());
        json.writeName("value");
        AnswerJson.write(forgotten.value(), json);
        json.writeStringProperty("date", forgotten.date().toString());
    }

    private void changed(ChangedVerdict changed) {
        json.writeStringProperty("exercise", changed.exercise().id());
        json.writeStringProperty("before", changed.before().code());
        json.writeStringProperty("now", changed.now().code());
    }

    private void due(String name, Optional<Due> due) {
        json.writeName(name);
        due.ifPresentOrElse(
                day -> {
                    json.writeStartObject();
                    json.writeStringProperty("date", day.date().toString());
                    values.texts("rules", day.rules());
                    json.writeEndObject();
                },
                json::writeNull);
    }
}
