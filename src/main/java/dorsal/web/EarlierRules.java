package dorsal.web;

import dorsal.activation.RuleSetArchive;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RuleSet;
import dorsal.text.ProblemsException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * Rule sets that were in use, compiled when somebody asks for one; the last few are kept ready. While one is compiled,
 * nobody waits who asks for another that is ready.
 */
final class EarlierRules {
    private static final int MOST_READY = 8;

    private final RuleSetArchive archive;

    private final Object compiling = new Object();

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
    RuleSet find(String fingerprint) {
        return ready(fingerprint).orElseGet(() -> compiled(fingerprint));
    }

    private RuleSet compiled(String fingerprint) {
        synchronized (compiling) {
            try {
                KnowledgeFolder folder = archive.find(fingerprint);
                RuleSet found = ready(folder.fingerprint()).orElseGet(() -> RuleSet.of(Knowledge.read(folder)));
                keepReady(found);
                return found;
            } catch (ProblemsException e) {
                throw new Refusal(HttpStatus.NOT_FOUND, e.problems().get(0).message());
            }
        }
    }

    private Optional<RuleSet> ready(String fingerprint) {
        synchronized (ready) {
            return Optional.ofNullable(ready.get(fingerprint));
        }
    }

    /** A rule set by which patients are assessed now: their results will be asked for when others are in use. */
    void keepReady(RuleSet rules) {
        synchronized (ready) {
            ready.put(rules.fingerprint(), rules);
        }
    }
}
