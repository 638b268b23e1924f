package dorsal.web;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The templates of pages, {@code dorsal/web/NAME.mustache}. They escape what they are given, and cannot compute. */
final class Templates {
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();
    private final Mustache.Compiler compiler =
            Mustache.compiler().emptyStringIsFalse(true).withLoader(Templates::open);

    private static Reader open(String name) {
        InputStream file = Templates.class.getResourceAsStream("/dorsal/web/" + name + ".mustache");
        if (file == null) {
            throw new IllegalArgumentException("There is no template '%s'.".formatted(name));
        }
        return new InputStreamReader(file, StandardCharsets.UTF_8);
    }

    /** HTML of a template; a name that the template speaks of and the view lacks is a fault of ours. */
    String render(String name, Map<String, Object> view) {
        return compiled.computeIfAbsent(name, this::compile).execute(view);
    }

    private Template compile(String name) {
        try (Reader text = open(name)) {
            return compiler.compile(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
