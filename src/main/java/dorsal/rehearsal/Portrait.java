package dorsal.rehearsal;

import dorsal.clinical.Answer;
import dorsal.clinical.Attestation;
import dorsal.clinical.Check;
import dorsal.clinical.Condition.Kind;
import dorsal.clinical.Condition.Test;
import dorsal.clinical.Profile;
import dorsal.clinical.Workout;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A patient who presents as wanted: a plain one in whom no more was changed than that needs. */
final class Portrait {
    private final Profile plain;
    private final Presentation presentation;

    Portrait(Profile plain, Presentation presentation) {
        this.plain = plain;
        this.presentation = presentation;
    }

    /** In how many ways the answers vary: numbers at a threshold and a step inside, choices through their values. */
    int variants() {
        int most = 1;
        for (Map.Entry<String, AnswerSpace> required : presentation.answers().entrySet()) {
            most = Math.max(most, required.getValue().samples().size());
        }
        for (NumberRange range : presentation.differences().values()) {
            most = Math.max(most, range.samples().size());
        }
        for (NumberRange range : presentation.measures().values()) {
            most = Math.max(most, range.samples().size());
        }
        return most;
    }

    Profile variant(int number) {
        Map<String, Answer> answers = new TreeMap<>(plain.answers());
        presentation.answers().forEach((code, space) -> {
            List<Answer> samples = space.samples();
            if (samples.isEmpty()) {
                answers.remove(code);
            } else {
                answers.put(code, samples.get(Math.min(number, samples.size() - 1)));
            }
        });
        presentation.differences().forEach((code, range) -> differ(code, range.samples(), number, answers));
        return new Profile(Optional.empty(), plain.at(), answers, attestations(), log(number));
    }

    /** Answers two numbers so that their difference is one of the samples, the wanted one if it can be. */
    private void differ(String code, List<Double> samples, int number, Map<String, Answer> answers) {
        Test test = new Test(Kind.DIFFERENCE, code, new Check.Present());
        List<Double> wanted = new ArrayList<>(samples);
        if (number < wanted.size()) {
            wanted.add(0, wanted.get(number));
        }
        for (double difference : wanted) {
            if (differ(test, difference, answers)) {
                return;
            }
        }
    }

    private boolean differ(Test test, double difference, Map<String, Answer> answers) {
        AnswerSpace minuend = presentation.space(test.minuend());
        AnswerSpace subtrahend = presentation.space(test.subtrahend());
        Set<Double> starts = new LinkedHashSet<>();
        if (plain.answers().get(test.minuend()) instanceof Answer.Quantity now) {
            starts.add(now.value());
        }
        starts.addAll(minuend.numbers().samples());
        subtrahend.numbers().samples().forEach(value -> starts.add(sum(value, difference)));
        for (double start : starts) {
            Answer second = new Answer.Quantity(sum(start, -difference));
            if (minuend.fits(new Answer.Quantity(start)) && subtrahend.fits(second)) {
                answers.put(test.minuend(), new Answer.Quantity(start));
                answers.put(test.subtrahend(), second);
                return true;
            }
        }
        return false;
    }

    private static double sum(double a, double b) {
        return BigDecimal.valueOf(a).add(BigDecimal.valueOf(b)).doubleValue();
    }

    private List<Attestation> attestations() {
        List<Attestation> attestations = new ArrayList<>(plain.attestations());
        attestations.removeIf(attestation -> presentation.offRecord().contains(attestation.code()));
        for (String code : presentation.onRecord()) {
            attestations.add(new Attestation(code, ""));
        }
        return attestations;
    }

    private List<Workout> log(int number) {
        if (presentation.measures().isEmpty()) {
            return plain.trainingLog();
        }
        Map<String, Double> wanted = new TreeMap<>();
        presentation.measures().forEach((measure, range) -> {
            List<Double> samples = range.samples();
            wanted.put(measure, samples.get(Math.min(number, samples.size() - 1)));
        });
        return new TrainingDiary(presentation.vocabulary(), plain.at()).write(wanted);
    }
}
