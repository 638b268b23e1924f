package dorsal.clinical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one rule concludes, in the order written and by kind: every assessment asks for them by kind. */
public final class Conclusions {
    private final List<Conclusion> all;
    private final Map<Class<? extends Conclusion>, List<Conclusion>> byKind = new HashMap<>();

    public Conclusions(List<Conclusion> all) {
        this.all = List.copyOf(all);
        for (Conclusion conclusion : all) {
            byKind.computeIfAbsent(conclusion.getClass(), kind -> new ArrayList<>())
                    .add(conclusion);
        }
    }

    public List<Conclusion> all() {
        return all;
    }

    @SuppressWarnings("unchecked") // a list under a kind holds only conclusions of that kind
    public <C extends Conclusion> List<C> of(Class<C> kind) {
        return (List<C>) byKind.getOrDefault(kind, List.of());
    }
}
