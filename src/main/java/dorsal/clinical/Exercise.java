package dorsal.clinical;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An entry of the catalogue.
 *
 * @param level training level it is meant for
 * @param demand the lowest ceiling under which it may still be done
 * @param movements what it does to the body; rules select by these
 * @param kits alternative sets of equipment, each complete; one empty kit means nothing special is needed
 * @param recoveryHours least hours before the same region is loaded again; 0 for daily work
 * @param doses least and most by measure at the usual dose
 * @param eachSide the dose is for each side
 * @param substitutes what to offer in its place
 */
public record Exercise(
        String id,
        String name,
        List<String> aliases,
        String category,
        String level,
        Ceiling demand,
        Set<String> movements,
        Set<String> settings,
        List<Set<String>> kits,
        List<String> qualities,
        Set<String> regions,
        List<Muscle> muscles,
        int recoveryHours,
        Map<String, Dose> doses,
        boolean eachSide,
        List<String> cues,
        List<String> steps,
        List<String> modifications,
        List<String> regressions,
        List<String> substitutes,
        String notes,
        List<String> sources,
        Grade grade) {
    public Exercise {
        aliases = List.copyOf(aliases);
        movements = Set.copyOf(movements);
        settings = Set.copyOf(settings);
        kits = List.copyOf(kits);
        qualities = List.copyOf(qualities);
        regions = Set.copyOf(regions);
        muscles = List.copyOf(muscles);
        doses = Map.copyOf(doses);
        cues = List.copyOf(cues);
        steps = List.copyOf(steps);
        modifications = List.copyOf(modifications);
        regressions = List.copyOf(regressions);
        substitutes = List.copyOf(substitutes);
        sources = List.copyOf(sources);
    }

    /** A muscle and the layer of the back it belongs to. */
    public record Muscle(String name, String layer) {}

    /** Least and most of one measure. */
    public record Dose(double least, double most) {}
}
