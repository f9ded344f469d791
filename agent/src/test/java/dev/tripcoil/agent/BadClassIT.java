package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.Hollow;

/** The JVM refuses to retransform any of the classes that it is given if it can't one of them. */
class BadClassIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void of_the_classes_that_were_there_first_all_but_the_one_that_does_not_link_are_guarded(Jdk jdk) throws Exception {
        Path jar = Jars.ofPrograms(
                folder.resolve("hollow.jar"),
                "programs.Hollow",
                "programs.Hollow$First",
                "programs.Hollow$Bad",
                "programs.Hollow$Second");
        try (Child child = Child.on(jdk)
                .in(folder)
                .agent("rules=rules.yaml,reload=50ms")
                .with("-Dcom.sun.management.jmxremote", "-cp", jar.toString(), Hollow.class.getName())
                .start()) {
            assertThat(child.reply()).isEqualTo("3 classes");
            Path draft = Files.writeString(folder.resolve("draft"), """
                    breakers:
                      hollow: {}
                    rules:
                      - {class: 'programs.Hollow$*', method: fetch, breaker: hollow}
                    """);
            Files.move(draft, folder.resolve("rules.yaml"));
            try (Jmx jmx = Jmx.of(child)) {
                Jmx.Bean breaker = jmx.breaker("hollow");
                assertThat(child.ask("call")).isEqualTo("3");
                assertThat(breaker.count("SuccessfulCalls")).isEqualTo(2);
                assertThat(jmx.agent().lines("SkippedMethods"))
                        .singleElement()
                        .asString()
                        .startsWith(
                                "programs.Hollow$Bad: the JVM refused its guards, and it stays as it was (java.lang.");
                assertThat(jmx.agent().count("WeavingFailures")).isEqualTo(1);
            }
        }
    }
}
