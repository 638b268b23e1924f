package dorsal.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A text as it was written, decoded strictly: UTF-8, a byte-order mark is dropped, CRLF and CR become LF.
 *
 * @param name the name people know it by
 * @param text the whole text with LF line ends
 */
public record SourceText(String name, String text) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int ENOUGH_PROBLEMS = 10;

    /**
     * Decodes a text.
     *
     * @throws ProblemsException if it is not UTF-8, or holds control or bidirectional characters
     */
    public static SourceText decode(String name, byte[] bytes) {
        SourceText source = new SourceText(name, normalise(decodeUtf8(name, bytes)));
        source.refuseInvisible();
        return source;
    }

    private static String decodeUtf8(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemsException(Problem.of(
                            firstBadByte(name, bytes), "This file is not UTF-8 text.", "Expected text saved as UTF-8.")
                    .maybe(Optional.of("Maybe save it again with the encoding UTF-8.")));
        }
    }

    private static Position firstBadByte(String name, byte[] bytes) {
        String lenient = new String(bytes, StandardCharsets.UTF_8);
        int bad = Math.max(0, lenient.indexOf('\uFFFD'));
        return new SourceText(name, lenient).positionOf(bad);
    }

    private static String normalise(String text) {
        String withoutMark = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        return withoutMark.indexOf('\r') < 0
                ? withoutMark
                : withoutMark.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Characters that cannot be seen could make a text read otherwise than it acts. */
    private void refuseInvisible() {
        Problems problems = new Problems();
        for (int i = 0; i < text.length() && problems.size() < ENOUGH_PROBLEMS; i++) {
            if (isInvisible(text.charAt(i))) {
                problems.add(invisible(positionOf(i), text.charAt(i)));
            }
        }
        problems.throwIfAny();
    }

    private static Problem invisible(Position at, char c) {
        return Problem.of(
                at,
                "The invisible character U+%04X stands here.".formatted((int) c),
                "Expected visible text, spaces and tabs only.");
    }

    /** The first invisible character that a value holds once its escapes are read, as a problem at its position. */
    static Optional<Problem> invisibleIn(String value, Position at) {
        for (int i = 0; i < value.length(); i++) {
            if (isInvisible(value.charAt(i))) {
                return Optional.of(invisible(at, value.charAt(i)));
            }
        }
        return Optional.empty();
    }

    private static boolean isInvisible(char c) {
        if (c >= ' ' && c <= '~') {
            return false; // the common case, ahead of any look-up
        }
        int type = Character.getType(c);
        return (Character.isISOControl(c) && c != '\n' && c != '\t')
                || type == Character.FORMAT
                || type == Character.SPACE_SEPARATOR
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    public boolean isBlank() {
        return text.isBlank();
    }

    /** The lines without their ends; line n of the text is element n-1. */
    public List<String> lines() {
        return List.of(text.split("\n", -1));
    }

    /** The 1-based line and column of a character of the text. */
    public Position positionOf(int index) {
        int line = 1;
        int lineStart = 0;
        int end = Math.min(index, text.length());
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Position(name, line, end - lineStart + 1);
    }
}
