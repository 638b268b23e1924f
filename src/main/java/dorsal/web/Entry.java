package dorsal.web;

import dorsal.assessment.Assessor;
import dorsal.assessment.ProfileReader;
import dorsal.clinical.FindingDefinition;
import dorsal.clinical.FindingDefinition.Type;
import dorsal.clinical.Profile;
import dorsal.clinical.Truth;
import dorsal.knowledge.RuleSet;
import dorsal.knowledge.Vocabulary;
import dorsal.text.Problem;
import dorsal.text.ProblemsException;
import dorsal.text.SourceText;
import dorsal.web.FormAnswers.Written;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A form that was filled in, read as a profile.
 *
 * @param text of the profile
 * @param profile empty when something is wrong
 * @param readable what is left without the answers that are wrong; for a warning, never for a result
 * @param problems by field, in the order of the form; {@code ""} for those that belong to none
 * @param worthAsking findings with a condition of their own that holds, by what can be read
 */
record Entry(
        FormAnswers answers,
        String text,
        Optional<Profile> profile,
        Optional<Profile> readable,
        Map<String, List<String>> problems,
        Set<String> worthAsking) {

    /** @param now in the local time of the practice; nothing may be of a later day */
    static Entry of(FormAnswers answers, String patient, RuleSet rules, LocalDateTime now) {
        Vocabulary vocabulary = rules.vocabulary();
        Set<String> lists = vocabulary.findings().values().stream()
                .filter(finding -> finding.type() == Type.CHOICES)
                .map(FindingDefinition::code)
                .collect(Collectors.toSet());
        LocalDate today = now.toLocalDate();
        String moment = now.truncatedTo(ChronoUnit.SECONDS).toString();
        // Training of this morning is before an assessment of this afternoon, so today's has a time of day.
        FormAnswers dated = answers.date().equals(today.toString()) ? answers.dated("") : answers;
        Written written = dated.write(patient, moment, lists);
        ProfileReader reader = new ProfileReader(vocabulary, today);
        try {
            Profile profile = reader.read(new SourceText("profile", written.text()));
            return new Entry(
                    answers,
                    written.text(),
                    Optional.of(profile),
                    Optional.of(profile),
                    Map.of(),
                    worthAsking(profile, rules));
        } catch (ProblemsException e) {
            Map<String, List<String>> problems = byField(e.problems(), written, vocabulary);
            Optional<Profile> readable = readable(dated, problems.keySet(), patient, moment, lists, reader);
            Set<String> asked =
                    readable.map(profile -> worthAsking(profile, rules)).orElse(Set.of());
            return new Entry(answers, written.text(), Optional.empty(), readable, problems, asked);
        }
    }

    private static Optional<Profile> readable(
            FormAnswers answers,
            Set<String> wrong,
            String patient,
            String moment,
            Set<String> lists,
            ProfileReader reader) {
        try {
            String text = answers.without(wrong).write(patient, moment, lists).text();
            return Optional.of(reader.read(new SourceText("profile", text)));
        } catch (ProblemsException e) {
            return Optional.empty();
        }
    }

    private static Map<String, List<String>> byField(List<Problem> problems, Written written, Vocabulary vocabulary) {
        Map<String, List<String>> byField = new LinkedHashMap<>();
        vocabulary.findings().keySet().forEach(code -> byField.put(code, new ArrayList<>()));
        for (Problem problem : problems) {
            String field = written.fields().getOrDefault(problem.at().line(), "");
            byField.computeIfAbsent(field, f -> new ArrayList<>()).add(problem.message());
        }
        byField.values().removeIf(List::isEmpty);
        return byField;
    }

    private static Set<String> worthAsking(Profile profile, RuleSet rules) {
        var picture = Assessor.reckon(profile, rules).picture();
        Set<String> asked = new LinkedHashSet<>();
        for (FindingDefinition finding : rules.vocabulary().findings().values()) {
            if (finding.askWhen()
                    .filter(condition -> condition.truth(picture) == Truth.TRUE)
                    .isPresent()) {
                asked.add(finding.code());
            }
        }
        return asked;
    }

    /** Findings that are shown although their own condition may not hold: those answered, wrong, or asked by a rule. */
    Set<String> shown(List<String> askedByRules) {
        Set<String> shown = new HashSet<>(worthAsking);
        shown.addAll(answers.findings().keySet());
        shown.addAll(problems.keySet());
        shown.addAll(askedByRules);
        return shown;
    }
}
