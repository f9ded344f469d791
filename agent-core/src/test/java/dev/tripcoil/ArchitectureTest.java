package dev.tripcoil;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    private static final Set<String> BASE =
            ModuleFinder.ofSystem().find("java.base").orElseThrow().descriptor().packages();

    private static final DescribedPredicate<JavaClass> JAVA_BASE =
            DescribedPredicate.describe("are in java.base", each -> {
                var element = each.getBaseComponentType();
                return element.isPrimitive() || BASE.contains(element.getPackageName());
            });

    @Test
    void class_files_are_read() {
        assertThat(CLASSES.contain("dev.tripcoil.breaker.Breaker")).isTrue();
        assertThat(CLASSES.size()).isGreaterThan(50);
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("dev.tripcoil.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void breaker_knows_java_base_and_text_only() {
        classes()
                .that()
                .resideInAPackage("dev.tripcoil.breaker..")
                .should(onlyDependOnClassesThat(
                        JAVA_BASE.or(resideInAnyPackage("dev.tripcoil.breaker", "dev.tripcoil.text"))))
                .check(CLASSES);
    }

    @Test
    void text_and_what_applications_see_know_java_base_only() {
        classes()
                .that()
                .resideInAPackage("dev.tripcoil.text..")
                .or()
                .resideInAPackage("dev.tripcoil")
                .should(onlyDependOnClassesThat(JAVA_BASE.or(resideInAnyPackage("dev.tripcoil", "dev.tripcoil.text"))))
                .check(CLASSES);
    }

    @Test
    void guard_knows_the_breaker_the_exception_and_java_base_only() {
        classes()
                .that()
                .resideInAPackage("dev.tripcoil.guard..")
                .should(onlyDependOnClassesThat(JAVA_BASE.or(resideInAnyPackage(
                        "dev.tripcoil",
                        "dev.tripcoil.guard",
                        "dev.tripcoil.breaker",
                        "dev.tripcoil.async",
                        "dev.tripcoil.text"))))
                .check(CLASSES);
    }

    @Test
    void asm_is_known_to_weave_only() {
        onlyIn("org.objectweb.asm..", "dev.tripcoil.weave..");
    }

    @Test
    void snakeyaml_is_known_to_rules_only() {
        onlyIn("org.yaml..", "dev.tripcoil.rules..");
    }

    /** What is defined beside an application's library sees nothing else of the agent. */
    @Test
    void libraries_of_applications_are_known_to_what_stands_in_for_their_types_only() {
        onlyIn("reactor..", "dev.tripcoil.async.reactor");
        onlyIn("io.reactivex..", "dev.tripcoil.async.rxjava");
        onlyIn("kotlin..", "dev.tripcoil.async.kotlin");
        onlyIn("org.reactivestreams..", "dev.tripcoil.async.*");
        for (var name : new String[] {"reactor", "rxjava", "streams", "kotlin"}) {
            var own = "dev.tripcoil.async." + name;
            onlyIn(own, own);
            noClasses()
                    .that()
                    .resideInAPackage(own)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.tripcoil..").and(DescribedPredicate.not(resideInAPackage(own))))
                    .check(CLASSES);
        }
    }

    @Test
    void async_knows_java_base_only() {
        classes()
                .that()
                .resideInAPackage("dev.tripcoil.async")
                .should(onlyDependOnClassesThat(JAVA_BASE.or(resideInAnyPackage("dev.tripcoil.async"))))
                .check(CLASSES);
    }

    @Test
    void janino_is_known_to_expression_only() {
        onlyIn("org.codehaus..", "dev.tripcoil.expression");
    }

    @Test
    void expression_knows_class_files_and_nothing_else_of_ours() {
        noClasses()
                .that()
                .resideInAPackage("dev.tripcoil.expression..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.tripcoil..")
                        .and(DescribedPredicate.not(
                                resideInAnyPackage("dev.tripcoil.expression..", "dev.tripcoil.weave"))))
                .check(CLASSES);
    }

    @Test
    void jmx_is_known_to_jmx_only() {
        onlyIn("javax.management..", "dev.tripcoil.jmx..");
        onlyIn("java.lang.management..", "dev.tripcoil.jmx..");
    }

    private static void onlyIn(String foreign, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat(resideInAPackage(foreign))
                .check(CLASSES);
    }

    /** It has no part in a guarded JVM, and need not be loaded there. */
    @Test
    void nothing_depends_on_check() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tripcoil.check")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.tripcoil.check"))
                .check(CLASSES);
    }

    @Test
    void instrumentation_belongs_to_the_agent() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.lang.instrument.."))
                .check(CLASSES);
    }

    /** Whoever touches these first decides which log manager an application gets. */
    @Test
    void no_logging_of_the_jdk_is_touched() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.logging.."))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.System$Logger")
                .check(CLASSES);
    }

    /** Blocks can't be seen here; methods can. The one there is overrides one of Throwable's. */
    @Test
    void no_method_that_guarded_calls_reach_is_synchronized() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(
                        "dev.tripcoil.breaker..", "dev.tripcoil.guard..", "dev.tripcoil.text..", "dev.tripcoil.async..")
                .should()
                .notHaveModifier(JavaModifier.SYNCHRONIZED)
                .check(CLASSES);
    }

    /** Time comes from the ticker, so that tests can hold it. */
    @Test
    void clocks_are_read_by_the_system_ticker_only() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.tripcoil.breaker..", "dev.tripcoil.guard..", "dev.tripcoil.text..")
                .and()
                .doNotHaveSimpleName("SystemTicker")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void nothing_is_printed_to_standard_output() {
        noClasses().should().accessField(System.class, "out").check(CLASSES);
    }
}
