package dorsal.rehearsal;

import dorsal.assessment.Assessor;
import dorsal.clinical.Answer;
import dorsal.clinical.Profile;
import dorsal.knowledge.RuleSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * What a change of rules changes for patients, before it is live.
 *
 * @param changes of the rules themselves
 * @param patients how many were assessed with both
 * @param changed those for whom anything is other, the ones that are guarded less first
 */
public record Impact(RuleSet before, RuleSet after, RuleChanges changes, int patients, List<PatientImpact> changed) {
    /** Made-up patients are drawn from this seed, so that two people see the same. */
    private static final long SEED = 20_261_122;

    private static final int LEAST_PATIENTS = 2_000;
    private static final int MOST_WORDS = 6;

    /** A patient and what to call them. */
    public record Named(String name, Profile profile) {}

    /** For these patients. */
    public static Impact on(List<Named> patients, RuleSet before, RuleSet after) {
        return on(patients, before, after, Progress.UNSEEN);
    }

    private static Impact on(List<Named> patients, RuleSet before, RuleSet after, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        List<PatientImpact> changed = patients.parallelStream()
                .map(patient -> {
                    PatientImpact impact = PatientImpact.between(
                            patient.name(),
                            Assessor.assess(Cohort.inWordsOf(before.vocabulary(), patient.profile()), before),
                            Assessor.assess(Cohort.inWordsOf(after.vocabulary(), patient.profile()), after));
                    progress.at("Assessing patients with both rule sets", done.incrementAndGet(), patients.size());
                    return impact;
                })
                .filter(impact -> !impact.isNone())
                .sorted(PatientImpact.weakenedFirst())
                .toList();
        return new Impact(
                before, after, RuleChanges.between(before.knowledge(), after.knowledge()), patients.size(), changed);
    }

    /**
     * For the patients of all cases of both, patients made for every rule of both, and generated ones: at least 2,000
     * besides the cases.
     *
     * @param today the date of patients without one
     */
    public static Impact onMadeUpPatients(Candidate before, Candidate after, LocalDate today) {
        return onMadeUpPatients(before, after, today, Progress.UNSEEN);
    }

    /** The same, for somebody who waits. */
    public static Impact onMadeUpPatients(Candidate before, Candidate after, LocalDate today, Progress progress) {
        progress.at("Making up patients for every rule", 0, 0);
        List<Named> patients = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Candidate candidate : List.of(after, before)) {
            for (Case tried : candidate.cases()) {
                if (seen.add(tried.id())) {
                    patients.add(new Named("case " + tried.id() + " (" + tried.title() + ")", tried.profile()));
                }
            }
        }
        CasePatients known = CasePatients.of(after, today);
        int number = 0;
        for (Profile profile : Cohort.of(
                List.of(before.rules(), after.rules()),
                List.of(CasePatients.of(before, today), known),
                LEAST_PATIENTS,
                SEED)) {
            patients.add(new Named("made-up patient " + ++number + inWords(profile, known.plain()), profile));
        }
        return on(patients, before.rules(), after.rules(), progress);
    }

    /** What is other about a made-up patient than about a plain one, the first few answers. */
    private static String inWords(Profile profile, Profile plain) {
        List<String> others = new ArrayList<>();
        for (String finding : new TreeSet<>(profile.answers().keySet())) {
            Answer answer = profile.answers().get(finding);
            if (answer != null && !answer.equals(plain.answers().get(finding))) {
                others.add(finding + " " + answer);
            }
        }
        for (String finding : new TreeSet<>(plain.answers().keySet())) {
            if (!profile.answers().containsKey(finding)) {
                others.add(finding + " not answered");
            }
        }
        if (others.isEmpty()) {
            return "";
        }
        boolean more = others.size() > MOST_WORDS;
        return others.stream().limit(MOST_WORDS).collect(Collectors.joining(", ", " (", more ? ", …)" : ")"));
    }

    /** Patients that are guarded less than before. */
    public List<PatientImpact> weakened() {
        return changed.stream().filter(PatientImpact::isWeakened).toList();
    }
}
