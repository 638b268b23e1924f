package dorsal.web;

import dorsal.knowledge.KnowledgeFolder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/**
 * A file of a rules folder as pages speak of it.
 *
 * @param path below the folder, with {@code /}
 * @param contents empty where there is no such file
 */
record RuleFile(String path, Optional<byte[]> contents) {
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final int LONGEST = 200;

    /** A file of a folder that may be there or not; a path that no file of rules has is refused. */
    static RuleFile in(KnowledgeFolder folder, String path) {
        if (!mayBe(path)) {
            throw new Refusal(
                    HttpStatus.NOT_FOUND,
                    "This cannot be a file of rules. Expected rules (FOLDER/NAME.dslr), cases (FOLDER/NAME.cases.yaml)"
                            + " or a file of words, in letters, digits and . _ - only.");
        }
        return new RuleFile(path, Optional.ofNullable(folder.contents().get(path)));
    }

    /** True for a path that a file of rules can have. */
    static boolean mayBe(String path) {
        return path.length() <= LONGEST && PATH.matcher(path).matches() && KnowledgeFolder.isRead(path);
    }

    /** What tells whether the file still is the one that somebody read; "none" for no file. */
    String stamp() {
        return contents.map(RuleFile::hash).orElse("none");
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As text; no text where the file is none, since a page would change what it cannot show. */
    String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(contents.orElse(new byte[0])))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(HttpStatus.CONFLICT, "This file is not text in UTF-8; mend it with an editor.");
        }
    }

    /** The contents that a form means: lines end as they did, the last one too; nothing but space is no file. */
    Optional<byte[]> edited(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        String whole = lines.endsWith("\n") ? lines : lines + "\n";
        boolean windows = contents.isPresent() && text().contains("\r\n");
        return Optional.of((windows ? whole.replace("\n", "\r\n") : whole).getBytes(StandardCharsets.UTF_8));
    }

    static String link(String page, String path) {
        return page + "?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
