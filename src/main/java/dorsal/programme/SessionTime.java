package dorsal.programme;

import dorsal.knowledge.ProgrammeTerms;
import dorsal.knowledge.ProgrammeTerms.On;
import dorsal.programme.Week.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long a day takes, and what gives way when that is more than there is. */
final class SessionTime {
    private static final double SHORTEST_MINUTES = 5;
    private static final double MINUTE = 60;

    private final ProgrammeTerms terms;
    private final Frame frame;

    SessionTime(ProgrammeTerms terms, Frame frame) {
        this.terms = terms;
        this.frame = frame;
    }

    boolean isOver(List<Item> items) {
        return frame.sessionMinutes().map(minutes -> over(items, minutes) > 0).orElse(false);
    }

    /**
     * One step towards the time there is: a second exercise of a part goes first, then aerobic work is shortened, then
     * what is not of the session itself goes, and one exercise always stays.
     *
     * @return what gave way; nothing when no more can be done
     */
    Optional<Item> shorten(List<Item> items) {
        double over = over(items, frame.sessionMinutes().orElseThrow());
        List<Item> timed = timed(items);
        if (timed.size() < 2) {
            return timed.stream().filter(item -> shorten(items, item, over)).findFirst();
        }
        for (int i = timed.size() - 1; i >= 0; i--) {
            Item item = timed.get(i);
            if (timed.stream().filter(other -> other.isFor(item.part())).count() > 1) {
                return remove(items, item);
            }
        }
        for (Item item : timed) {
            if (item.part().weekMinutes().isPresent() && shorten(items, item, over)) {
                return Optional.of(item);
            }
        }
        for (int i = timed.size() - 1; i >= 0; i--) {
            if (timed.get(i).part().on() != On.SESSION) {
                return remove(items, timed.get(i));
            }
        }
        return remove(items, timed.get(timed.size() - 1));
    }

    private static Optional<Item> remove(List<Item> items, Item item) {
        items.remove(item);
        return Optional.of(item);
    }

    private static boolean shorten(List<Item> items, Item item, double over) {
        double minutes = item.dose().getOrDefault(Dosage.MINUTES, 0.0);
        double left =
                Math.max(SHORTEST_MINUTES, Math.floor((minutes - over / MINUTE) / SHORTEST_MINUTES) * SHORTEST_MINUTES);
        if (left >= minutes) {
            return false;
        }
        Map<String, Double> shorter = new LinkedHashMap<>(item.dose());
        shorter.put(Dosage.MINUTES, left);
        items.set(
                items.indexOf(item),
                new Item(item.verdict(), item.part(), shorter, item.condition(), item.rule(), item.why()));
        return true;
    }

    /** Seconds too many; negative when there is time left. */
    private double over(List<Item> items, double minutes) {
        return timed(items).stream().mapToDouble(this::seconds).sum() - minutes * MINUTE;
    }

    private static List<Item> timed(List<Item> items) {
        return items.stream().filter(item -> !item.part().outsideSession()).toList();
    }

    private double seconds(Item item) {
        Map<String, Double> dose = item.dose();
        Double minutes = dose.get(Dosage.MINUTES);
        if (minutes != null) {
            return minutes * MINUTE;
        }
        double sides = item.verdict().exercise().eachSide() ? 2 : 1;
        double sets = dose.getOrDefault(Dosage.SETS, 1.0);
        double each = Math.max(terms.secondsPerRepetition(), dose.getOrDefault(Dosage.HOLD, 0.0));
        return sets * dose.getOrDefault(Dosage.REPS, 1.0) * each * sides + (sets - 1) * frame.restSeconds();
    }
}
