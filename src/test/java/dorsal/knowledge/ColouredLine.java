package dorsal.knowledge;

import dev.secondsun.tm4e.core.grammar.IGrammar;
import dev.secondsun.tm4e.core.grammar.IToken;
import dev.secondsun.tm4e.core.grammar.ITokenizeLineResult;
import dev.secondsun.tm4e.core.grammar.StackElement;
import dev.secondsun.tm4e.core.registry.Registry;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line as an editor colours it.
 *
 * @param number counted from 1
 * @param text the whole line
 * @param pieces what is coloured alike, in its order; blanks between them are left out
 */
record ColouredLine(int number, String text, List<Piece> pieces) {
    ColouredLine {
        pieces = List.copyOf(pieces);
    }

    /**
     * A piece of a line.
     *
     * @param scope the innermost scope, which decides the colour
     */
    record Piece(String text, String scope) {}

    private static final IGrammar GRAMMAR = load(Path.of("docs/editors/vscode/syntaxes/dorsal.tmLanguage.json"));

    /** The lines of a file, coloured one after another as the engine of an editor does it. */
    static List<ColouredLine> of(List<String> lines) {
        List<ColouredLine> coloured = new ArrayList<>();
        @Nullable StackElement state = null;
        for (String line : lines) {
            ITokenizeLineResult result = state == null ? GRAMMAR.tokenizeLine(line) : GRAMMAR.tokenizeLine(line, state);
            state = result.getRuleStack();
            coloured.add(new ColouredLine(coloured.size() + 1, line, pieces(line, result)));
        }
        return coloured;
    }

    boolean isIllegal() {
        return pieces.stream().anyMatch(piece -> piece.scope().startsWith("invalid"));
    }

    /** The text of all pieces of a kind. */
    List<String> of(String scopeBegins) {
        return pieces.stream()
                .filter(piece -> piece.scope().startsWith(scopeBegins))
                .map(Piece::text)
                .toList();
    }

    private static List<Piece> pieces(String line, ITokenizeLineResult result) {
        List<Piece> pieces = new ArrayList<>();
        for (IToken token : result.getTokens()) {
            int end = Math.min(token.getEndIndex(), line.length()); // the engine adds a line end
            String text = line.substring(Math.min(token.getStartIndex(), end), end);
            if (!text.isBlank()) {
                pieces.add(
                        new Piece(text, token.getScopes().get(token.getScopes().size() - 1)));
            }
        }
        return pieces;
    }

    private static IGrammar load(Path file) {
        try (InputStream json = Files.newInputStream(file)) {
            return new Registry().loadGrammarFromPathSync(file.getFileName().toString(), json);
        } catch (Exception e) { // the engine declares no other
            throw new IllegalStateException("The engine cannot read " + file + ".", e);
        }
    }
}
