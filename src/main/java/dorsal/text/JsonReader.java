package dorsal.text;

import dorsal.text.DataNode.Entry;
import dorsal.text.DataNode.Mapping;
import dorsal.text.DataNode.Scalar;
import dorsal.text.DataNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** Reads one JSON object into {@link DataNode}s; YAML would read it too, but slower and with less fitting messages. */
final class JsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final String file;
    private final JsonParser json;
    private final Problems problems;

    private JsonReader(String file, JsonParser json, Problems problems) {
        this.file = file;
        this.json = json;
        this.problems = problems;
    }

    /** True when a text begins as only a JSON object does: with a brace and a quoted key. */
    static boolean reads(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{")) {
            return false;
        }
        String inside = start.substring(1).stripLeading();
        return inside.startsWith("\"") || inside.startsWith("}");
    }

    static Optional<DataNode> read(SourceText source, Problems problems) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), source.text())) {
            JsonReader reader = new JsonReader(source.name(), json, problems);
            json.nextToken();
            DataNode node = reader.value();
            if (json.nextToken() != null) {
                problems.add(reader.at(), "Something stands after the end of the object.", "Expected one object.");
            }
            return Optional.of(node);
        } catch (StreamConstraintsException e) {
            problems.add(
                    Position.startOf(source.name()),
                    "This text is nested too deeply or too large.",
                    "Expected plain data.");
        } catch (StreamReadException e) {
            problems.add(at(source.name(), e.getLocation()), "This is not valid JSON: " + firstLine(e) + ".", "");
        }
        return Optional.empty();
    }

    /** What is wrong, without what only a programmer of the parser would want to know. */
    private static String firstLine(StreamReadException e) {
        String line = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("unreadable");
        return line.replaceFirst("\\s*\\(start marker at .*", "")
                .replaceFirst(": enable .*", "")
                .replaceFirst("[.;:]+$", "");
    }

    private static Position at(String file, TokenStreamLocation location) {
        return new Position(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private Position at() {
        return at(file, json.currentTokenLocation());
    }

    private DataNode value() {
        Position at = at();
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return object(at);
        }
        if (token == JsonToken.START_ARRAY) {
            List<DataNode> items = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(value());
            }
            return new Sequence(at, items);
        }
        String text = json.getString();
        SourceText.invisibleIn(text, at).ifPresent(problems::add);
        return new Scalar(at, text, token == JsonToken.VALUE_STRING);
    }

    private Mapping object(Position at) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            Position keyAt = at();
            String key = json.currentName();
            SourceText.invisibleIn(key, keyAt).ifPresent(problems::add);
            json.nextToken();
            Entry before = entries.putIfAbsent(key, new Entry(keyAt, key, value()));
            if (before != null) {
                problems.add(DataReader.repeated(key, keyAt, before));
            }
        }
        return new Mapping(at, List.copyOf(entries.values()));
    }
}
