package dorsal.text;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Documents that were read already: the same text under the same name is read once, however often it is asked for. */
public final class ParsedTexts {
    private final Map<SourceText, DataNode> documents = new ConcurrentHashMap<>();

    /** As {@link DataReader#read}. A text with problems is read again each time, so that they are told each time. */
    public Optional<DataNode> read(SourceText text, Problems problems) {
        DataNode known = documents.get(text);
        if (known != null) {
            return Optional.of(known);
        }
        Problems own = new Problems();
        Optional<DataNode> read = DataReader.read(text, own);
        if (own.isEmpty()) {
            read.ifPresent(document -> documents.put(text, document));
        }
        problems.addAll(own.sorted());
        return read;
    }

    /** What is known of these texts, and nothing else. */
    public ParsedTexts only(Collection<SourceText> texts) {
        Set<SourceText> kept = new HashSet<>(texts);
        ParsedTexts only = new ParsedTexts();
        documents.forEach((text, document) -> {
            if (kept.contains(text)) {
                only.documents.put(text, document);
            }
        });
        return only;
    }
}
