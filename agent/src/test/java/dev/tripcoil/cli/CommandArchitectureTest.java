package dev.tripcoil.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Who may know the command line, and its libraries. */
class CommandArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void class_files_are_read() {
        assertThat(CLASSES.contain("dev.tripcoil.cli.Main")).isTrue();
        assertThat(CLASSES.contain("dev.tripcoil.client.LocalJvm")).isTrue();
    }

    @Test
    void its_libraries_are_known_to_the_command_only() {
        onlyIn("picocli..", "dev.tripcoil.cli..");
        onlyIn("com.google..", "dev.tripcoil.cli..");
    }

    @Test
    void attaching_is_known_to_the_client_only() {
        onlyIn("com.sun.tools.attach..", "dev.tripcoil.client..");
        onlyIn("net.bytebuddy..", "dev.tripcoil.client..");
    }

    @Test
    void what_runs_in_applications_does_not_know_it() {
        noClasses()
                .that()
                .resideInAPackage("dev.tripcoil.agent..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.tripcoil.cli..", "dev.tripcoil.client.."))
                .check(CLASSES);
    }

    @Test
    void a_jvm_seen_from_outside_is_known_by_nothing_but_its_names() {
        noClasses()
                .that()
                .resideInAPackage("dev.tripcoil.client..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.tripcoil..").and(not(resideInAPackage("dev.tripcoil.client.."))))
                .check(CLASSES);
    }

    private static void onlyIn(String foreign, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat(resideInAPackage(foreign))
                .check(CLASSES);
    }
}
