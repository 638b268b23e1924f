package dorsal.report;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** One JSON text while it is written; an Optional that is empty leaves its property out. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    /** @param json a text that is being written, within an object */
    Json(JsonGenerator json) {
        this.json = json;
    }

    /** An object as UTF-8, on one line. */
    static byte[] object(Consumer<Json> properties) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            properties.accept(new Json(json));
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    void text(String name, String value) {
        json.writeStringProperty(name, value);
    }

    void text(String name, Optional<String> value) {
        value.ifPresent(text -> text(name, text));
    }

    void textOrNull(String name, Optional<String> value) {
        value.ifPresentOrElse(text -> text(name, text), () -> json.writeNullProperty(name));
    }

    void flag(String name, boolean value) {
        json.writeBooleanProperty(name, value);
    }

    /** 6 rather than 6.0: a whole number stays one. */
    void number(String name, double value) {
        json.writeName(name);
        AnswerJson.write(value, json);
    }

    /** A moment to the second, with the offset that the zone has then. */
    void moment(String name, Instant value, ZoneId zone) {
        text(
                name,
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value.atZone(zone).truncatedTo(ChronoUnit.SECONDS)));
    }

    void object(String name, Runnable properties) {
        json.writeObjectPropertyStart(name);
        properties.run();
        json.writeEndObject();
    }

    /** An array of objects, each of which {@code properties} fills. */
    <T> void objects(String name, Collection<T> items, Consumer<T> properties) {
        json.writeArrayPropertyStart(name);
        for (T item : items) {
            json.writeStartObject();
            properties.accept(item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    void texts(String name, Collection<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    /** The same texts in alphabetical order, for sets that have none. */
    void sorted(String name, Collection<String> values) {
        texts(name, values.stream().sorted().toList());
    }

    /** An array of arrays of texts, in alphabetical order within and among themselves as given. */
    void sortedLists(String name, Collection<? extends Collection<String>> lists) {
        json.writeArrayPropertyStart(name);
        for (Collection<String> list : lists) {
            json.writeStartArray();
            list.stream().sorted().forEach(json::writeString);
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
