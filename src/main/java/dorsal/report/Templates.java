package dorsal.report;

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

/** The templates of pages, {@code NAME.mustache} in one folder. They escape what they are given, and cannot compute. */
public final class Templates {
    private final String folder;
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();
    private final Mustache.Compiler compiler =
            Mustache.compiler().emptyStringIsFalse(true).withLoader(this::open);

    /** @param folder of the class path, for example {@code /dorsal/web/} */
    public Templates(String folder) {
        this.folder = folder;
    }

    private Reader open(String name) {
        InputStream file = Templates.class.getResourceAsStream(folder + name + ".mustache");
        if (file == null) {
            throw new IllegalArgumentException("There is no template '%s'.".formatted(name));
        }
        return new InputStreamReader(file, StandardCharsets.UTF_8);
    }

    /** HTML of a template; a name that the template speaks of and the view lacks is a fault of ours. */
    public String render(String name, Map<String, Object> view) {
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
