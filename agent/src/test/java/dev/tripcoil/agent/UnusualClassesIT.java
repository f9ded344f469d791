package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import programs.UnusualClasses;

/** Classes that no class loader found. */
class UnusualClassesIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void hidden_classes_are_reported_lambdas_are_not_meant_proxies_and_nameless_ones_are_guarded(Jdk jdk)
            throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  one: {}
                rules:
                  - class: ['programs.Unusual*', '**.$Proxy*']
                    method: getAsInt
                    breaker: one
                """);
        try (Child child = Child.on(jdk)
                .agent(rules.toString())
                .with("-Dcom.sun.management.jmxremote")
                .main(UnusualClasses.class)
                .start()) {
            assertThat(child.reply()).isEqualTo("4 true"); // and the thread is interrupted as it was
            try (Jmx jmx = Jmx.of(child)) {
                Jmx.Bean breaker = jmx.breaker("one");
                assertThat(breaker.count("SuccessfulCalls")).isEqualTo(2);
                assertThat(breaker.lines("GuardedMethods"))
                        .hasSize(2)
                        .contains("programs.UnusualClasses$Nameless#getAsInt()int")
                        .anyMatch(method -> method.matches("jdk\\.proxy\\d\\.\\$Proxy\\d+#getAsInt\\(\\)int"));
                List<String> skipped = jmx.agent().lines("SkippedMethods");
                assertThat(skipped)
                        .containsExactly("programs.UnusualClasses$Hidden: is a hidden class, which the JVM lets nobody"
                                + " change: guard a method that calls it");
                assertThat(jmx.agent().count("InternalErrors")).isZero();
            }
        }
    }
}
