package dorsal.knowledge;

import java.util.Arrays;
import java.util.Locale;

/** What may stand in a gap of a sentence. */
enum SlotType {
    YES_NO(SlotType.WORD, "a finding (findings.yaml) answered with yes or no"),
    NUMBER(SlotType.WORD, "a finding (findings.yaml) answered with a number"),
    CHOICE(SlotType.WORD, "a finding (findings.yaml) answered with one of several words"),
    CHOICES(SlotType.WORD, "a finding (findings.yaml) answered with any of several words"),
    FINDING(SlotType.WORD, "a finding of any kind (findings.yaml)"),
    FINDINGS(SlotType.LIST, "one or more findings that can be asked (findings.yaml)"),
    DERIVED(SlotType.WORD, "a finding that rules may conclude (findings.yaml, 'derived: true')"),
    VALUE(SlotType.WORD, "one of the words that this finding is answered with"),
    VALUES(SlotType.LIST, "one or more of the words that this finding is answered with"),
    N(SlotType.WORD, "a number that this finding can reach; a difference may be below 0"),
    COUNT(SlotType.WORD, "a whole number from 1 to 100"),
    AMOUNT(SlotType.WORD, "a number from 0 to 1000"),
    SCORE(SlotType.WORD, "a whole number from 0 to 10"),
    ATTESTATION(SlotType.WORD, "an attestation (attestations.yaml)"),
    ATTESTATIONS(SlotType.LIST, "one or more attestations, all needed (attestations.yaml)"),
    EXERCISES(SlotType.LIST, "one or more exercises (exercises.yaml)"),
    MOVEMENTS(SlotType.LIST, "one or more movements (movements.yaml)"),
    LEVELS(SlotType.LIST, "one or more levels of training"),
    DEMANDS(SlotType.LIST, "one or more levels of demand"),
    CATEGORIES(SlotType.LIST, "one or more categories of exercises"),
    DESTINATIONS(SlotType.LIST, "one or more places to send the patient to (destinations.yaml)"),
    URGENCY(SlotType.WORD, "how soon the patient must be seen"),
    CEILING(SlotType.WORD, "how hard the patient may work at all"),
    VERDICT(SlotType.WORD, "what the restriction is eased to"),
    MEASURE(SlotType.WORD, "something to dose (doses.yaml)"),
    WORDS(SlotType.LIST, "one or more words that say the dose"),
    RESTRICT("avoid|use with caution|prefer", "what is said of the exercises"),
    TEXT("\"[^\"]*\"", "words of your own in straight double quotes");

    private static final String WORD = "[^\\s,\"]+";
    private static final String LIST = "[^\\s,\"]+(?:[ \\t]*,[ \\t]*[^\\s,\"]+)*";

    private final String pattern;
    private final String stands;

    SlotType(String pattern, String stands) {
        this.pattern = pattern;
        this.stands = stands;
    }

    String pattern() {
        return pattern;
    }

    /** What may stand in the gap, in words. */
    String stands() {
        return stands;
    }

    /** True when several values may stand in it, with commas between them. */
    boolean isList() {
        return pattern.equals(LIST);
    }

    /** Its name as placeholders write it. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static SlotType of(String code) {
        return Arrays.stream(values())
                .filter(type -> type.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No placeholder is called {" + code + "}."));
    }
}
