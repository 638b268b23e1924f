package dorsal.store;

import dorsal.text.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Rows as JSON, for exports and backups: texts, whole numbers, yes and no, moments in UTC. */
final class RowJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(20_000_000).build())
            .build();

    private RowJson() {}

    /** A map on one line, as UTF-8. */
    static byte[] write(Map<String, ?> values) {
        return JsonWriter.write(values).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The values of a line, by column; names that are no column are left out.
     *
     * @throws IllegalArgumentException if it is not what {@link #write} writes
     */
    static Map<String, Object> read(String line, List<Column> columns) {
        Map<String, Column.Kind> kinds = new LinkedHashMap<>();
        columns.forEach(column -> kinds.put(column.name(), column.kind()));
        Map<String, Object> values = new LinkedHashMap<>();
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            expect(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                expect(token != null && token.isScalarValue());
                Column.Kind kind = kinds.get(name);
                if (kind != null) {
                    values.put(
                            name,
                            switch (kind) {
                                case TEXT -> json.getString();
                                case NUMBER -> json.getLongValue();
                                case FLAG -> json.getBooleanValue();
                                case MOMENT -> Instant.parse(json.getString());
                            });
                }
            }
            return values;
        } catch (JacksonException | java.time.DateTimeException e) {
            throw new IllegalArgumentException("no row", e);
        }
    }

    private static void expect(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("no row");
        }
    }
}
