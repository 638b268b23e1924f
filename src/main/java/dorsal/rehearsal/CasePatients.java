package dorsal.rehearsal;

import dorsal.assessment.Assessor;
import dorsal.clinical.Conclusion.Escalate;
import dorsal.clinical.Conclusion.Hold;
import dorsal.clinical.Conclusion.Limit;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.Profile;
import dorsal.knowledge.RuleCard;
import dorsal.knowledge.RuleSet;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The patients of a folder's cases, from whom generated patients start.
 *
 * @param plain one who was asked everything that has to be asked first, and of whom the rules say least
 * @param all in the order of the cases
 */
public record CasePatients(Profile plain, List<Profile> all) {
    public CasePatients {
        all = List.copyOf(all);
    }

    /**
     * Those of the rules' own folder.
     *
     * @param today the date of a case that gives none
     * @throws dorsal.text.ProblemsException if a case file has a problem
     */
    public static CasePatients of(RuleSet rules, LocalDate today) {
        return of(new Candidate(rules, CaseReader.read(rules.knowledge(), today)), today);
    }

    /** Those of cases that were read already. */
    static CasePatients of(Candidate candidate, LocalDate today) {
        RuleSet rules = candidate.rules();
        List<Profile> all = candidate.cases().stream().map(Case::profile).toList();
        List<String> askedFirst = rules.vocabulary().findings().values().stream()
                .filter(finding -> finding.askFirst() && finding.askWhen().isEmpty())
                .map(FindingDefinition::code)
                .toList();
        Profile plain = new Profile(Optional.empty(), today.atTime(LocalTime.NOON), Map.of(), List.of(), List.of());
        long least = Long.MAX_VALUE;
        for (Profile profile : all) {
            if (profile.answers().keySet().containsAll(askedFirst)) {
                long said = said(profile, rules);
                if (said < least) {
                    least = said;
                    plain = profile;
                }
            }
        }
        return new CasePatients(plain, all);
    }

    /** How much the rules say of a patient: escalations, ceilings and holds weigh more than all the rest. */
    private static long said(Profile profile, RuleSet rules) {
        long said = 0;
        for (String id : Assessor.fired(profile, rules)) {
            RuleCard rule = rules.rule(id);
            boolean grave = rule.says(Escalate.class) || rule.says(Hold.class) || rule.says(Limit.class);
            said += grave ? rules.knowledge().rules().size() : 1;
        }
        return said;
    }
}
