package dorsal.report;

import dorsal.clinical.Exercise;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All figures on one page, to be looked at: run {@link #main}, then open {@code target/figures.html}; {@code
 * target/figures/} has each by itself.
 */
final class FigureGallery {
    private FigureGallery() {}

    public static void main(String[] args) throws IOException {
        Path rules = Path.of(args.length > 0 ? args[0] : "rules");
        write(Knowledge.read(KnowledgeFolder.read(rules)).vocabulary(), Path.of("target"));
    }

    /** Writes the page and the single pictures; gives the page. */
    static Path write(Vocabulary vocabulary, Path target) throws IOException {
        Path single = Files.createDirectories(target.resolve("figures"));
        StringBuilder page = new StringBuilder();
        page.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Figures</title><style>")
                .append("body{font:15px sans-serif;columns:4 16em}section{break-inside:avoid;margin:0 0 2em}")
                .append(
                        "svg{width:45mm;max-height:60mm}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}}")
                .append("</style>\n");
        for (Exercise exercise : vocabulary.catalogue()) {
            Optional<String> svg = vocabulary.figure(exercise.id()).map(FigureDrawing::svg);
            if (svg.isPresent()) {
                Files.writeString(single.resolve(exercise.id() + ".svg"), svg.get());
                page.append("<section><h3>%s</h3>%s<ul>".formatted(exercise.name(), svg.get()));
                exercise.steps()
                        .forEach(step -> page.append("<li>").append(step).append("</li>"));
                page.append("</ul></section>\n");
            }
        }
        return Files.writeString(target.resolve("figures.html"), page.append("</html>\n"));
    }
}
