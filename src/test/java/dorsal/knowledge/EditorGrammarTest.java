package dorsal.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EditorGrammarTest {
    private static final Path GRAMMAR = Path.of("docs/editors/vscode/syntaxes/dorsal.tmLanguage.json");

    @Test
    void theCheckedInGrammarIsThatOfTheSentences() throws IOException {
        if (System.getProperty("grammar.write") != null) {
            Files.writeString(GRAMMAR, EditorGrammar.json());
        }
        assertThat(EditorGrammar.json()).isEqualTo(Files.readString(GRAMMAR));
    }
}
