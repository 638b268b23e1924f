package dorsal.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a clinician decides otherwise than the rules; what is kept is the code. */
enum OverrideReason {
    EXAMINATION("My examination says otherwise"),
    SPECIALIST_ADVICE("A specialist advised otherwise"),
    ALREADY_MANAGED("It is being managed already"),
    ANSWER_WRONG("An answer was wrong or out of date"),
    PATIENT_PREFERENCE("The patient decides so"),
    RULE_DOES_NOT_FIT("The rule does not fit this patient"),
    OTHER("Something else (say what)");

    private final String words;

    OverrideReason(String words) {
        this.words = words;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String words() {
        return words;
    }

    static Optional<OverrideReason> find(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }
}
