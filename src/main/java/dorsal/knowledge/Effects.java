package dorsal.knowledge;

import dorsal.clinical.Conclusion;
import dorsal.clinical.Conclusion.Prefer;
import dorsal.clinical.Conclusion.PutLast;
import dorsal.clinical.Conclusion.Restrict;
import dorsal.clinical.Exercise;
import dorsal.clinical.Selector;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a conclusion comes to for the catalogue at hand: two that select the same exercises come to the same. */
final class Effects {
    private Effects() {}

    static Object of(Conclusion conclusion, Vocabulary vocabulary) {
        if (conclusion instanceof Restrict restrict) {
            return List.of(restrict.verdict(), selected(restrict.selector(), vocabulary));
        }
        if (conclusion instanceof Prefer prefer) {
            return List.of("prefer", selected(prefer.selector(), vocabulary));
        }
        if (conclusion instanceof PutLast last) {
            return List.of(
                    "last",
                    vocabulary.catalogue().stream()
                            .filter(exercise -> last.movements().stream().anyMatch(exercise.movements()::contains))
                            .map(Exercise::id)
                            .toList());
        }
        return conclusion;
    }

    private static List<Object> selected(Selector selector, Vocabulary vocabulary) {
        Set<String> ids = vocabulary.catalogue().stream()
                .filter(selector::takes)
                .map(Exercise::id)
                .collect(Collectors.toSet());
        return List.of(ids, selector.recovering());
    }
}
