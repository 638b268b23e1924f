package dorsal.report;

import java.util.List;

/** Text for a terminal: wrapped at 80 columns, coloured only where colour is wanted. */
final class Page {
    static final int WIDTH = 80;
    private static final String RESET = "\u001B[0m";

    /** How a line stands out on a terminal; severity is always said in words too. */
    enum Style {
        PLAIN(""),
        HEADING("\u001B[1m"),
        DANGER("\u001B[1;31m"),
        CAUTION("\u001B[33m"),
        GOOD("\u001B[32m"),
        FAINT("\u001B[2m");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private final StringBuilder text = new StringBuilder();
    private final boolean colour;

    Page(boolean colour) {
        this.colour = colour;
    }

    Page blank() {
        text.append('\n');
        return this;
    }

    Page heading(String words) {
        return line(Style.HEADING, words);
    }

    Page line(Style style, String words) {
        wrapped(style, "", "", words);
        return this;
    }

    /** A line just as it is, however long. */
    Page verbatim(String line) {
        return verbatim(Style.PLAIN, line);
    }

    Page verbatim(Style style, String line) {
        put(style, line);
        return this;
    }

    /** A paragraph whose first line begins with {@code first} and whose others begin with as many spaces. */
    Page paragraph(String first, String words) {
        return paragraph(Style.PLAIN, first, words);
    }

    Page paragraph(Style style, String first, String words) {
        wrapped(style, first, " ".repeat(first.length()), words);
        return this;
    }

    Page list(String first, List<String> words) {
        return paragraph(first, String.join(", ", words));
    }

    private void wrapped(Style style, String first, String rest, String words) {
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : words.strip().split("\\s+")) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                put(style, line);
                line = new StringBuilder(rest);
                empty = true;
            }
            if (!empty) {
                line.append(' ');
            }
            line.append(word);
            empty = false;
        }
        put(style, line);
    }

    private void put(Style style, CharSequence line) {
        if (colour && !style.code.isEmpty()) {
            text.append(style.code).append(line).append(RESET);
        } else {
            text.append(line);
        }
        text.append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
