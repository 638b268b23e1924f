package dorsal.knowledge;

import java.util.Arrays;
import java.util.Locale;

/** What may stand in a gap of a sentence. */
enum SlotType {
    YES_NO(SlotType.WORD),
    NUMBER(SlotType.WORD),
    CHOICE(SlotType.WORD),
    CHOICES(SlotType.WORD),
    FINDING(SlotType.WORD),
    FINDINGS(SlotType.LIST),
    DERIVED(SlotType.WORD),
    VALUE(SlotType.WORD),
    VALUES(SlotType.LIST),
    N(SlotType.WORD),
    COUNT(SlotType.WORD),
    AMOUNT(SlotType.WORD),
    SCORE(SlotType.WORD),
    ATTESTATION(SlotType.WORD),
    ATTESTATIONS(SlotType.LIST),
    EXERCISES(SlotType.LIST),
    MOVEMENTS(SlotType.LIST),
    LEVELS(SlotType.LIST),
    DEMANDS(SlotType.LIST),
    CATEGORIES(SlotType.LIST),
    DESTINATIONS(SlotType.LIST),
    URGENCY(SlotType.WORD),
    CEILING(SlotType.WORD),
    VERDICT(SlotType.WORD),
    MEASURE(SlotType.WORD),
    WORDS(SlotType.LIST),
    RESTRICT("avoid|use with caution|prefer"),
    TEXT("\"[^\"]*\"");

    private static final String WORD = "[^\\s,\"]+";
    private static final String LIST = "[^\\s,\"]+(?:[ \\t]*,[ \\t]*[^\\s,\"]+)*";

    private final String pattern;

    SlotType(String pattern) {
        this.pattern = pattern;
    }

    String pattern() {
        return pattern;
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
