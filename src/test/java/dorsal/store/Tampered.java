package dorsal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a chart, as somebody sees them who has them. */
final class Tampered {
    private Tampered() {}

    /** Of the database in a file. */
    static String url(Path data) {
        return "jdbc:h2:file:" + data.resolve("chart/chart").toAbsolutePath() + ";AUTO_SERVER=TRUE";
    }

    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            List<Path> inside;
            try (Stream<Path> files = Files.walk(folder)) {
                inside = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : inside) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
