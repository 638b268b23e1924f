package dorsal.web;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a template is given, by name. A template cannot compute, so everything that it decides on is here. */
final class View extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    static View of(String name, Object value) {
        return new View().with(name, value);
    }

    View with(String name, Object value) {
        put(name, value);
        return this;
    }

    /** Text, or nothing: an empty text counts as false in a template. */
    View with(String name, Optional<?> value) {
        put(name, value.map(String::valueOf).orElse(""));
        return this;
    }

    /** A list, and under {@code has-NAME} whether there is anything in it. */
    View list(String name, Collection<?> values) {
        put(name, values);
        put("has-" + name, !values.isEmpty());
        return this;
    }

    View all(Map<String, Object> others) {
        putAll(others);
        return this;
    }
}
