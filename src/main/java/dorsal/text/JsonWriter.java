package dorsal.text;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes maps, lists, texts, whole numbers, yes and no, and moments (in UTC) as JSON on one line, to be read again by
 * {@link DataReader}.
 */
public final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    /**
     * A map as JSON, its keys in the order of the map.
     *
     * @throws IllegalArgumentException for a value that is none of those above
     */
    public static String write(Map<String, ?> map) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            value(map, json);
        }
        return text.toString();
    }

    private static void value(Object value, JsonGenerator json) {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((key, inner) -> {
                json.writeName(String.valueOf(key));
                value(inner, json);
            });
            json.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            json.writeStartArray();
            list.forEach(inner -> value(inner, json));
            json.writeEndArray();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Instant moment) {
            json.writeString(moment.toString());
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            throw new IllegalArgumentException("This value (%s) has no JSON.".formatted(value));
        }
    }
}
