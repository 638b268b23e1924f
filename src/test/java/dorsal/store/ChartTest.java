package dorsal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dorsal.clinical.Urgency;
import dorsal.store.ClinicalOverride.Decision;
import dorsal.store.ClinicalOverride.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Patients, visits, drafts, overrides and publications, in either database. */
class ChartTest extends ChartTests {
    @ParameterizedTest
    @EnumSource
    void aPatientHasAnIdThatIsGivenOrMade(Kept kept) {
        Chart chart = open(kept);

        Patient given = chart.patients().create("Clinic-7", "ann");
        Patient made = chart.patients().create("bob");

        assertThat(made.id()).matches("[2-9a-z]{8}");
        assertThat(chart.patients().find("Clinic-7")).contains(given);
        assertThat(chart.patients().list("", 10)).containsExactly(made, given);
        assertThat(chart.patients().list("cLINIC", 10)).containsExactly(given);
        assertThat(chart.patients().list("", 1)).containsExactly(made);
        assertThat(chart.patients().find("nobody")).isEmpty();
        assertThatThrownBy(() -> chart.patients().create("Clinic-7", "bob")).isInstanceOf(ChartRefusal.class);
        assertThatThrownBy(() -> chart.patients().create(" ", "bob")).isInstanceOf(ChartRefusal.class);
        assertThatThrownBy(() -> chart.patients().create("x".repeat(65), "bob")).isInstanceOf(ChartRefusal.class);
        assertThat(chart.audit().head().number()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aVisitIsReadAsItWasSaved(Kept kept) {
        Chart chart = open(kept);
        Patient patient = chart.patients().create("p", "ann");

        Visit first = chart.visits().save(visit(patient, Urgency.NONE, "a", "b"), "ann");
        Visit second = chart.visits().save(visit(now(chart), Urgency.EMERGENCY), "bob");

        assertThat(chart.visits().find(first.number())).contains(first);
        assertThat(first.rules()).containsExactly("a", "b");
        assertThat(chart.visits().last("p")).contains(second);
        assertThat(chart.visits().list("p"))
                .extracting(Visit.Summary::number)
                .containsExactly(second.number(), first.number());
        assertThat(now(chart).lastUrgency()).contains(Urgency.EMERGENCY);
        assertThat(now(chart).lastVisit()).contains(second.at());
        assertThat(now(chart).changedBy()).isEqualTo("bob");
        assertSound(chart);
    }

    private static Patient now(Chart chart) {
        return chart.patients().find("p").orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void aVisitOnAnOlderStateIsRefusedAndItsDraftStays(Kept kept) {
        Chart chart = open(kept);
        Patient read = chart.patients().create("p", "ann");
        chart.visits().keepDraft("p", "bob", read.state(), "typed");
        Visit saved = chart.visits().save(visit(read, Urgency.NONE), "ann");

        assertThatThrownBy(() -> chart.visits().save(visit(read, Urgency.SOON), "bob"))
                .isInstanceOfSatisfying(
                        ChangedMeanwhile.class,
                        changed -> assertThat(changed.patient()).isEqualTo(now(chart)))
                .hasMessageContaining("ann");

        assertThat(chart.visits().list("p")).hasSize(1);
        assertThat(chart.visits().draft("p", "bob"))
                .get()
                .extracting(Draft::profile)
                .isEqualTo("typed");
        chart.visits().save(visit(now(chart), Urgency.SOON), "bob");
        assertThat(chart.visits().draft("p", "bob")).isEmpty();
        assertThat(now(chart).state()).isGreaterThan(saved.number());
        assertSound(chart);
    }

    @ParameterizedTest
    @EnumSource
    void lookingAtAChartDoesNotChangeIt(Kept kept) {
        Chart chart = open(kept);
        Patient patient = chart.patients().create("p", "ann");

        chart.audit().note("bob", "chart opened", Optional.of("p"), Optional.empty());

        assertThat(now(chart)).isEqualTo(patient);
        assertThat(chart.audit().list(Optional.of("p"), Long.MAX_VALUE, 10))
                .extracting(AuditEntry::action)
                .containsExactly("chart opened", "patient added");
    }

    @ParameterizedTest
    @EnumSource
    void eachUserHasOneDraftOfAPatientWhichIsReplaced(Kept kept) {
        Chart chart = open(kept);
        chart.patients().create("p", "ann");

        chart.visits().keepDraft("p", "ann", 1, "first");
        chart.visits().keepDraft("p", "ann", 1, "second");
        chart.visits().keepDraft("p", "bob", 1, "third");
        reopen(chart);

        Chart again = reopened();
        assertThat(again.visits().drafts("p"))
                .extracting(Draft::by, Draft::profile)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("ann", "second"),
                        org.assertj.core.groups.Tuple.tuple("bob", "third"));
        again.visits().discardDraft("p", "bob");
        assertThat(again.visits().drafts("p")).hasSize(1);
        assertThatThrownBy(() -> again.visits().keepDraft("nobody", "ann", 1, "x"))
                .isInstanceOf(ChartRefusal.class);
    }

    @ParameterizedTest
    @EnumSource
    void anOverrideIsKeptCountedAndTakenBack(Kept kept) {
        Chart chart = open(kept);
        Patient patient = chart.patients().create("p", "ann");
        Visit first = chart.visits().save(visit(patient, Urgency.SOON, "r1", "r2"), "ann");
        Visit second = chart.visits().save(visit(now(chart), Urgency.SOON, "r1"), "ann");
        Decision verdict = new Decision(
                Kind.VERDICT, "deadlift", List.of("r1"), "avoid", "caution", "patient-known", "lifts at work");
        Decision escalation = new Decision(Kind.ESCALATION, "r2", List.of("r2"), "soon", "none", "already-seen", "");

        ClinicalOverride one = chart.overrides().add("p", first.number(), verdict, "ann");
        ClinicalOverride same = chart.overrides().add("p", first.number(), verdict, "ann");
        ClinicalOverride two = chart.overrides().add("p", first.number(), escalation, "bob");

        assertThat(chart.overrides().list("p")).containsExactly(two, same, one);
        assertThat(chart.overrides().byRule())
                .containsExactly(
                        new RuleUse("r2", 1, 1, new TreeMap<>(Map.of("already-seen", 1))),
                        new RuleUse("r1", 2, 1, new TreeMap<>(Map.of("patient-known", 2))));
        assertThat(chart.overrides().byRule().get(1).rate()).isEqualTo(0.5);
        ClinicalOverride back = chart.overrides().withdraw(two.number(), "ann", "mistake");
        assertThat(chart.overrides().find(two.number())).contains(back);
        assertThat(chart.overrides().byRule())
                .containsExactly(
                        new RuleUse("r1", 2, 1, new TreeMap<>(Map.of("patient-known", 2))),
                        new RuleUse("r2", 1, 0, new TreeMap<>()));
        assertThatThrownBy(() -> chart.overrides().withdraw(two.number(), "ann", "again"))
                .isInstanceOf(ChartRefusal.class);
        chart.patients().create("q", "ann");
        assertThatThrownBy(() -> chart.overrides().add("q", second.number(), verdict, "ann"))
                .isInstanceOf(ChartRefusal.class);
        assertThatThrownBy(() -> new Decision(Kind.VERDICT, "x", List.of(), "avoid", "caution", "c", ""))
                .isInstanceOf(ChartRefusal.class);
        assertSound(chart);
    }

    @ParameterizedTest
    @EnumSource
    void aProgrammeUnderAnEmergencyIsOpenedForAReason(Kept kept) {
        Chart chart = open(kept);
        Visit visit = chart.visits().save(visit(chart.patients().create("p", "ann"), Urgency.EMERGENCY), "ann");

        assertThatThrownBy(() -> chart.visits().openProgramme("p", visit.number(), "ann", " "))
                .isInstanceOf(ChartRefusal.class);
        ProgrammeOpening opening = chart.visits().openProgramme("p", visit.number(), "ann", "seen in hospital");

        assertThat(chart.visits().openings(visit.number())).containsExactly(opening);
        assertSound(chart);
    }

    @ParameterizedTest
    @EnumSource
    void rulesNeedASecondPersonUnlessThereIsNone(Kept kept) {
        Chart chart = open(kept);
        Publications publications = chart.publications();
        long softer = publications
                .propose("sha256:new", Optional.of("sha256:old"), "too strict", "{\"changed\":3}", "ann")
                .number();

        assertThatThrownBy(() -> publications.approve(softer, "ann", "", false)).isInstanceOf(ChartRefusal.class);
        assertThat(publications.open()).hasSize(1);
        assertThat(publications.approve(softer, "bob", "agreed", false).approved())
                .isTrue();
        assertThat(publications.cameIntoUse(softer, "ann").open()).isFalse();
        assertThatThrownBy(() -> publications.refuse(softer, "bob", "late")).isInstanceOf(ChartRefusal.class);

        long alone = publications
                .propose("sha256:3", Optional.empty(), "why", "", "ann")
                .number();
        assertThat(publications.approve(alone, "ann", "", true).approved()).isTrue();
        assertThat(publications.refuse(alone, "bob", "no").approved()).isFalse();
        assertThat(publications.list()).extracting(Publication::number).containsExactly(alone, softer);
        assertThat(publications.find(softer).orElseThrow().decisions())
                .extracting(Publication.Decision::by)
                .containsExactly("bob", "ann");
        assertSound(chart);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsKeptOfAPatientIsExportedAndErased(Kept kept) {
        Chart chart = open(kept);
        chart.patients().create("other", "ann");
        Patient patient = chart.patients().create("p", "ann");
        Visit visit = chart.visits().save(visit(patient, Urgency.SOON, "r1"), "ann");
        ClinicalOverride override = chart.overrides()
                .add(
                        "p",
                        visit.number(),
                        new Decision(Kind.ESCALATION, "r1", List.of("r1"), "soon", "none", "seen", "secret words"),
                        "ann");
        chart.overrides().withdraw(override.number(), "ann", "secret too");
        chart.visits().openProgramme("p", visit.number(), "ann", "secret also");
        chart.visits().keepDraft("p", "bob", 1, "secret draft");

        String export = new String(chart.patients().export("p", "eve"), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(export)
                .contains("\"rules\":[\"r1\"]", "secret words", "secret too", "secret also", "secret draft")
                .contains("\"action\":\"override withdrawn\"", "\"action\":\"chart exported\"")
                .doesNotContain("\"patient\":\"other\"");
        assertThatThrownBy(() -> chart.patients().erase("p", "ann", "")).isInstanceOf(ChartRefusal.class);
        chart.patients().erase("p", "ann", "asked for it");
        assertThat(chart.patients().find("p")).isEmpty();
        assertThatThrownBy(() -> chart.patients().export("p", "eve")).isInstanceOf(ChartRefusal.class);
        assertThat(chart.visits().find(visit.number())).isEmpty();
        assertThat(chart.visits().drafts("p")).isEmpty();
        assertThat(chart.overrides().list("p")).isEmpty();
        assertThat(chart.overrides().byRule()).isEmpty();
        assertThatThrownBy(() -> chart.patients().create("p", "ann")).isInstanceOf(ChartRefusal.class);
        assertThat(chart.audit().list(Optional.of("p"), Long.MAX_VALUE, 1))
                .singleElement()
                .extracting(AuditEntry::action, AuditEntry::by)
                .containsExactly("patient deleted", "ann");
        assertThat(chart.patients().list("", 10)).extracting(Patient::id).containsExactly("other");
        assertSound(chart);
    }

    @ParameterizedTest
    @EnumSource
    void everyTextComesBackAsItWas(Kept kept) {
        Chart chart = open(kept);
        List<String> odd = List.of(
                "'; drop table visit; --",
                "\" or 1=1 /*",
                "$$ :name ? ?? ::text {fn now()} \\' \\0 %s ${x}",
                "<script>alert(1)</script>",
                "\u202e\u200b\ufeff\u0001\u001f\u0085\u2028\ud83e\uddb4\ud83c\uddec\ud83c\udde7",
                "e\u0301 é ß İı \t\r\n trailing  ",
                "\uffff\ufffd\u0300");
        for (int i = 0; i < odd.size(); i++) {
            String text = odd.get(i);
            String rule = text.replace("\n", "");
            Patient patient = chart.patients().create("p" + i, text);
            Visit visit = chart.visits()
                    .save(
                            new Visit.Entered(
                                    patient.id(), patient.state(), text, text, text, Urgency.NONE, List.of(rule)),
                            text);
            assertThat(chart.visits().find(visit.number())).contains(visit);
            Decision decision = new Decision(Kind.VERDICT, text, List.of(rule), text, text, text, text);
            ClinicalOverride override = chart.overrides().add(patient.id(), visit.number(), decision, text);
            chart.overrides().withdraw(override.number(), text, text);
            assertThat(chart.overrides().list(patient.id()).get(0).decision()).isEqualTo(decision);
            Draft draft = chart.visits().keepDraft(patient.id(), text, 1, text);
            assertThat(chart.visits().draft(patient.id(), text)).contains(draft);
            Publication publication = chart.publications().propose(text, Optional.of(text), text, text, text);
            assertThat(chart.publications().find(publication.number())).contains(publication);
            chart.audit()
                    .note(text, text.substring(0, Math.min(60, text.length())), Optional.empty(), Optional.of(text));
            assertThat(chart.users().find(text)).isEmpty();
            assertThat(chart.users().logIn(text, text, text).user()).isEmpty();
            assertThat(chart.tokens().use("dorsal_" + text)).isEmpty();
            assertThat(chart.patients().list(text, 5)).isEmpty();
        }
        assertThat(IntStream.range(0, odd.size()).mapToObj(i -> chart.patients().find("p" + i)))
                .allMatch(Optional::isPresent);
        assertSound(chart);
    }

    @ParameterizedTest
    @EnumSource
    void aTextThatCannotBeKeptIsRefusedAndNothingIsWritten(Kept kept) {
        Chart chart = open(kept);
        Patient patient = chart.patients().create("p", "ann");

        for (String text : List.of("a\0b", "half \ud800 of a pair", "x".repeat(1_000_001))) {
            assertThatThrownBy(() -> chart.visits()
                            .save(
                                    new Visit.Entered(
                                            "p", patient.state(), text, "{}", "sha256:1", Urgency.NONE, List.of()),
                                    "ann"))
                    .isInstanceOf(ChartRefusal.class);
            assertThatThrownBy(() -> chart.visits().keepDraft("p", "ann", 1, text))
                    .isInstanceOf(ChartRefusal.class);
            assertThatThrownBy(() -> chart.patients().erase("p", "ann", text)).isInstanceOf(ChartRefusal.class);
            assertThatThrownBy(() -> chart.audit().note(text, "note", Optional.empty(), Optional.empty()))
                    .isInstanceOf(ChartRefusal.class);
        }
        assertThat(now(chart)).isEqualTo(patient);
        assertThat(chart.audit().head().number()).isEqualTo(1);
        assertSound(chart);
    }
}
