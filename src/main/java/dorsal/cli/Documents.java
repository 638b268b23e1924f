package dorsal.cli;

import dorsal.text.Position;
import dorsal.text.Problem;
import dorsal.text.ProblemsException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The documents of a file or of standard input: one, or one on every line (NDJSON). A text is NDJSON when its first line
 * begins with a brace and is a whole object, or when a second line begins with a brace too; but not when the first line
 * ends within a list, as that of a series of visits written over several lines does.
 */
final class Documents {
    private static final String STANDARD_INPUT = "-";

    private Documents() {}

    /** Takes one document: its file, the line of it at which the document begins, and its bytes. */
    interface Use {
        void accept(String file, int line, byte[] bytes);
    }

    /**
     * Hands every document on, in order, without keeping more than one line of NDJSON in memory.
     *
     * @throws ProblemsException if the file is missing or cannot be read
     */
    static void forEach(String file, InputStream standardInput, Use use) {
        try {
            if (file.equals(STANDARD_INPUT)) {
                split(file, new BufferedInputStream(standardInput), use);
                return;
            }
            Path path = Path.of(file);
            if (!Files.isRegularFile(path)) {
                throw new ProblemsException(Problem.of(
                        Position.startOf(file),
                        Files.exists(path) ? "This is not a file." : "There is no such file.",
                        "Expected a profile as YAML, JSON or NDJSON."));
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
                split(file, in, use);
            }
        } catch (IOException e) {
            throw new ProblemsException(
                    Problem.of(Position.startOf(file), "This file cannot be read: " + e.getMessage() + "."));
        }
    }

    private static void split(String file, InputStream in, Use use) throws IOException {
        List<byte[]> head = new ArrayList<>();
        byte[] line = readLine(in);
        while (line.length > 0 && (isBlank(line) || head.stream().allMatch(Documents::isBlank))) {
            head.add(line);
            line = readLine(in);
        }
        byte[] first = head.stream().filter(part -> !isBlank(part)).findFirst().orElse(line);
        if (line.length > 0) {
            head.add(line);
        }
        boolean lines = opens(first) && !endsInList(first) && (closes(first) || (line.length > 0 && opens(line)));
        if (!lines) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] part : head) {
                all.write(part);
            }
            in.transferTo(all);
            use.accept(file, 1, all.toByteArray());
            return;
        }
        int number = 0;
        for (byte[] part : head) {
            hand(file, ++number, part, use);
        }
        for (byte[] next = readLine(in); next.length > 0; next = readLine(in)) {
            hand(file, ++number, next, use);
        }
    }

    private static void hand(String file, int number, byte[] line, Use use) {
        if (!isBlank(line)) {
            boolean ended = line[line.length - 1] == '\n';
            use.accept(file, number, ended ? Arrays.copyOf(line, line.length - 1) : line);
        }
    }

    /** The next line with its end; empty at the end of the text. */
    private static byte[] readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(2048);
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private static String text(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
    }

    private static boolean isBlank(byte[] line) {
        return text(line).isEmpty();
    }

    private static boolean opens(byte[] line) {
        return text(line).startsWith("{");
    }

    /** True for a line whose last word is within a list, and that nobody can take for a whole object or a broken one. */
    private static boolean endsInList(byte[] line) {
        String text = text(line);
        if (!text.endsWith("[") && !text.endsWith(",")) {
            return false;
        }
        int open = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                open += c == '[' ? 1 : c == ']' ? -1 : 0;
            }
        }
        return open > 0;
    }

    private static boolean closes(byte[] line) {
        return text(line).endsWith("}");
    }
}
