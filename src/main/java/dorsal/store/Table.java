package dorsal.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The tables whose rows are never changed, each row with its entry in the audit trail. */
enum Table {
    PATIENT(),
    VISIT(
            longText("profile"),
            longText("result"),
            Column.text("fingerprint", 100),
            Column.text("urgency", 20),
            longText("rules")),
    CLINICAL_OVERRIDE(
            Column.number("visit"),
            Column.text("kind", 20),
            Column.text("what", 200),
            longText("rules"),
            Column.text("was", 200),
            Column.text("becomes", 200),
            Column.text("code", 100),
            reason()),
    OVERRIDE_WITHDRAWAL(Column.number("clinical_override"), reason()),
    PROGRAMME_OPENING(Column.number("visit"), reason()),
    ERASURE(reason()),
    PUBLICATION(Column.text("fingerprint", 100), Column.text("earlier", 100), reason(), longText("effect")),
    PUBLICATION_DECISION(Column.number("publication"), Column.text("decision", 20), reason()),
    ACCOUNT(
            Column.text("name", 64),
            Column.text("role", 20),
            Column.text("password", 300),
            Column.flag("must_change"),
            Column.flag("disabled"),
            Column.flag("single_sign_on"),
            Column.text("identity", 600)),
    API_TOKEN(Column.text("name", 64), Column.text("role", 20), Column.text("secret", 64), Column.flag("revoked"));

    /** What is removed when a patient is. */
    static final List<Table> OF_PATIENT =
            List.of(PATIENT, VISIT, CLINICAL_OVERRIDE, OVERRIDE_WITHDRAWAL, PROGRAMME_OPENING);

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
    private final List<Column> columns;

    Table(Column... own) {
        Stream<Column> first =
                Stream.of(Column.text("salt", 32), Column.moment("made_at"), Column.text("made_by", 200));
        Stream<Column> patient = isOfPatient(name()) ? Stream.of(Column.text("patient", 64)) : Stream.empty();
        columns = Stream.of(first, patient, Arrays.stream(own))
                .flatMap(part -> part)
                .toList();
    }

    private static boolean isOfPatient(String name) {
        return !name.startsWith("PUBLICATION") && !name.equals("ACCOUNT") && !name.equals("API_TOKEN");
    }

    private static Column longText(String name) {
        return Column.text(name, 1_000_000);
    }

    private static Column reason() {
        return Column.text("reason", 10_000);
    }

    /** All but {@code entry}, in the order in which they are hashed. */
    List<Column> columns() {
        return columns;
    }

    /** The name in SQL, in exports and in the audit trail. */
    String sql() {
        return name().toLowerCase(Locale.ROOT);
    }
}
