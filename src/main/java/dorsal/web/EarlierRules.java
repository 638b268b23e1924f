package dorsal.web;

import dorsal.activation.RuleSetArchive;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.text.ProblemsException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import org.springframework.http.HttpStatus;

/** Rule sets that were in use, compiled when somebody asks for one; the last few are kept ready. */
final class EarlierRules {
    private static final int MOST_READY = 4;

    private final RuleSetArchive archive;

    private final Map<String, RuleSet> ready = new LinkedHashMap<>(MOST_READY, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Entry<String, RuleSet> eldest) {
            return size() > MOST_READY;
        }
    };

    EarlierRules(RuleSetArchive archive) {
        this.archive = archive;
    }

    /**
     * The rule set with a fingerprint.
     *
     * @param fingerprint or its beginning
     * @throws Refusal 404 if none is kept
     */
    synchronized RuleSet find(String fingerprint) {
        try {
            KnowledgeFolder folder = archive.find(fingerprint);
            RuleSet known = ready.get(folder.fingerprint());
            RuleSet found = known == null ? RuleSet.of(Knowledge.read(folder)) : known;
            ready.put(folder.fingerprint(), found);
            return found;
        } catch (ProblemsException e) {
            throw new Refusal(HttpStatus.NOT_FOUND, e.problems().get(0).message());
        }
    }
}
