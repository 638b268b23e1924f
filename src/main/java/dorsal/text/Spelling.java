package dorsal.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Nearest names, for "Maybe you meant …". */
public final class Spelling {
    private static final int MOST_SUGGESTIONS = 3;

    private Spelling() {}

    /** "Maybe you meant 'osteoporosis'." when a candidate is near enough to be a slip of the hand. */
    public static Optional<String> suggest(String word, Collection<String> candidates) {
        List<String> near = nearest(word, candidates);
        if (near.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("Maybe you meant '" + String.join("' or '", near) + "'.");
    }

    /** The candidates within about a third of the word's length, nearest first, at most three. */
    static List<String> nearest(String word, Collection<String> candidates) {
        int limit = Math.max(1, Math.min(word.length(), 24) / 3);
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= limit)
                .map(candidate -> new Near(candidate, distance(word, candidate)))
                .filter(near -> near.distance() <= limit)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::candidate))
                .limit(MOST_SUGGESTIONS)
                .map(Near::candidate)
                .toList();
    }

    /** Single-character insertions, deletions, replacements and swaps of neighbours between two words. */
    public static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    private record Near(String candidate, int distance) {}
}
