package dorsal.report;

import dorsal.clinical.Answer;
import tools.jackson.core.JsonGenerator;

/** Answers and numbers as JSON. */
final class AnswerJson {
    private AnswerJson() {}

    static void write(Answer answer, JsonGenerator json) {
        if (answer instanceof Answer.YesNo yesNo) {
            json.writeBoolean(yesNo.yes());
        } else if (answer instanceof Answer.Quantity quantity) {
            write(quantity.value(), json);
        } else if (answer instanceof Answer.Choice choice) {
            json.writeString(choice.value());
        } else if (answer instanceof Answer.Choices choices) {
            json.writeStartArray();
            choices.sorted().forEach(json::writeString);
            json.writeEndArray();
        }
    }

    /** 6 rather than 6.0: a whole number stays one. */
    static void write(double value, JsonGenerator json) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }
}
