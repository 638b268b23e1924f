package dorsal.cli;

import dorsal.clinical.Profile;
import dorsal.text.Problem;
import dorsal.text.Problems;
import dorsal.text.ProblemsException;
import dorsal.text.SourceText;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The profiles of files: one document each, or one on every line. */
final class ProfileFiles {
    private ProfileFiles() {}

    /**
     * All of them, in order.
     *
     * @param in standard input, for the file {@code -}
     * @throws ProblemsException with every problem of every profile
     */
    static List<Profile> read(List<String> files, InputStream in, Function<SourceText, Profile> reader) {
        Problems problems = new Problems();
        List<Profile> profiles = new ArrayList<>();
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
    static Profile read(Function<SourceText, Profile> reader, String file, int line, byte[] bytes) {
        try {
            return reader.apply(SourceText.decode(file, bytes));
        } catch (ProblemsException e) {
            throw new ProblemsException(e.problems().stream()
                    .map((Problem problem) -> problem.movedDown(line - 1))
                    .toList());
        }
    }
}
