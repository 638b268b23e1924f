package dorsal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The architecture, as lists: which package may use which, and which library belongs to which package. */
class ArchitectureTest {
    /** Each package may use only those before it. */
    private static final List<String> ORDER = List.of(
            "text",
            "clinical",
            "knowledge",
            "assessment",
            "explanation",
            "course",
            "programme",
            "rehearsal",
            "activation",
            "report",
            "store");

    /** The edges may use all of {@link #ORDER}, and none knows another; the root package wires them. */
    private static final List<String> EDGES = List.of("cli", "web", "fhir", "cohort");

    /** Where each library may be used; a library that is not listed may be used nowhere. */
    private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries(
            Map.entry("org.kie", Set.of("knowledge", "assessment")),
            Map.entry("org.drools", Set.of("knowledge", "assessment")),
            Map.entry("org.snakeyaml.engine", Set.of("text")),
            Map.entry("tools.jackson", Set.of("text", "report", "store")),
            Map.entry("picocli", Set.of("cli")),
            Map.entry("com.samskivert.mustache", Set.of("report")),
            Map.entry("org.springframework", Set.of("web")),
            Map.entry("org.springframework.dao", Set.of("store")),
            Map.entry("org.springframework.jdbc", Set.of("store")),
            Map.entry("org.springframework.transaction", Set.of("store")),
            Map.entry("org.springframework.security.crypto", Set.of("store")),
            Map.entry("com.zaxxer.hikari", Set.of("store")),
            Map.entry("org.flywaydb", Set.of("store")),
            Map.entry("org.h2", Set.of("store")),
            Map.entry("jakarta.servlet", Set.of("web")),
            Map.entry("org.apache.catalina", Set.of("web")),
            Map.entry("org.apache.coyote", Set.of("web")),
            Map.entry("org.apache.tomcat", Set.of("web")),
            Map.entry("org.slf4j", Set.of("web")));

    private static final Set<String> EVERYWHERE = Set.of("java", "dorsal", "org.jspecify");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        assertThat(CLASSES)
                .isNotEmpty()
                .extracting(ArchitectureTest::area)
                .allMatch(area -> area.isEmpty() || ORDER.contains(area) || EDGES.contains(area));
    }

    @TestFactory
    Stream<DynamicTest> everyPackageUsesOnlyThoseBeforeIt() {
        return Stream.concat(ORDER.stream(), EDGES.stream())
                .map(area -> DynamicTest.dynamicTest(
                        area,
                        () -> noClasses()
                                .that()
                                .resideInAPackage("dorsal." + area + "..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(closedTo(area))
                                .allowEmptyShould(true)
                                .check(CLASSES)));
    }

    /** The root package, and what comes after an area. */
    private static String[] closedTo(String area) {
        List<String> closed = new ArrayList<>();
        closed.add("dorsal");
        Stream.concat(ORDER.stream().skip(ORDER.indexOf(area) + 1L), EDGES.stream())
                .filter(other -> !other.equals(area))
                .filter(other -> !EDGES.contains(area) || EDGES.contains(other))
                .forEach(other -> closed.add("dorsal." + other + ".."));
        return closed.toArray(String[]::new);
    }

    @Test
    void everyLibraryStaysInItsOwnPackage() {
        Set<String> strays = new TreeSet<>();
        for (JavaClass origin : CLASSES) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!target.isPrimitive() && !mayUse(area(origin), target.getPackageName())) {
                    strays.add(origin.getName() + " uses " + target.getName());
                }
            }
        }

        assertThat(strays).isEmpty();
    }

    private static boolean mayUse(String area, String used) {
        return EVERYWHERE.stream().anyMatch(library -> isIn(used, library))
                || LIBRARIES.entrySet().stream()
                        .anyMatch(library -> isIn(used, library.getKey())
                                && library.getValue().contains(area));
    }

    private static boolean isIn(String packageName, String parent) {
        return packageName.equals(parent) || packageName.startsWith(parent + ".");
    }

    /** The part of the program that a class belongs to; empty for the root package. */
    private static String area(JavaClass type) {
        String[] names = type.getPackageName().split("\\.");
        return names.length == 1 ? "" : names[1];
    }

    /** Spring brings one for its own settings; nothing of Dorsal hands a text to it. */
    @Test
    void noClassUsesAnExpressionLanguage() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.expression..", "jakarta.el..", "javax.script..")
                .check(CLASSES);
    }

    @Test
    void noClassIsNamedAfterNothingInParticular() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Helper|Common|Manager).*|.*Impl")
                .check(CLASSES);
    }

    @Test
    void nothingStaticCanChange() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<JavaPackage> packages = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
        CLASSES.forEach(type -> packages.add(type.getPackage()));

        assertThat(packages)
                .isNotEmpty()
                .allMatch(
                        part -> part.isAnnotatedWith("org.jspecify.annotations.NullMarked"),
                        "has a @NullMarked package-info");
    }
}
