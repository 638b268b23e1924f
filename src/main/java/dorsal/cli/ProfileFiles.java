package dorsal.cli;

import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.ProblemsException;
import dorsal.text.SourceText;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The profiles or series of files: one document each, or one on every line. */
final class ProfileFiles {
    private ProfileFiles() {}

    /**
     * All of them, in order.
     *
     * @param in standard input, for the file {@code -}
     * @throws ProblemsException with every problem of every profile
     */
    static <T> List<T> read(List<String> files, InputStream in, Function<SourceText, T> reader) {
        Problems problems = new Problems();
        List<T> profiles = new ArrayList<>();
        for (String file : files) {
            try {
                Documents.forEach(file, in, (name, line, bytes) -> {
                    try {
                        profiles.add(read(reader, name, line, bytes));
                    } catch (ProblemsException e) {
                        problems.addAll(e.problems());
                    }
                });
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
            }
        }
        problems.throwIfAny();
        return profiles;
    }

    /** One profile, that begins at a line of a file. */
    static <T> T read(Function<SourceText, T> reader, String file, int line, byte[] bytes) {
        try {
            return reader.apply(SourceText.decode(file, bytes));
        } catch (ProblemsException e) {
            throw new ProblemsException(e.problems().stream()
                    .map((Problem problem) -> problem.movedDown(line - 1))
                    .toList());
        }
    }
}
