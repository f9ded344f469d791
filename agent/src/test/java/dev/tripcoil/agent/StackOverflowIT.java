package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.Overflowing;
import programs.OverflowingConstructors;

class StackOverflowIT {

    @TempDir
    Path folder;

    /** Whatever became of the calls without stack, each plain call after them is a call of its own, not part of one of them. */
    @OnEachJdk
    void a_thread_that_ran_out_of_stack_in_a_guarded_call_is_guarded_as_before(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  deep: {trip-on: {consecutive-failures: 1000000}}
                rules:
                  - {class: programs.Overflowing, method: call, breaker: deep}
                """);
        try (Child child = Child.on(jdk)
                .agent(rules.toString())
                .with("-Dcom.sun.management.jmxremote")
                .main(Overflowing.class)
                .start()) {
            assertThat(child.reply()).isEqualTo("300 plain calls");
            try (Jmx jmx = Jmx.of(child)) {
                assertThat(jmx.breaker("deep").count("SuccessfulCalls")).isEqualTo(300);
                assertThat(jmx.breaker("deep").count("FailedCalls")).isPositive();
            }
        }
    }

    /** Though nothing may be caught while a constructor calls another. */
    @OnEachJdk
    void a_thread_that_ran_out_of_stack_in_a_guarded_constructor_is_guarded_as_before(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  deep: {start-as: metrics-only}
                rules:
                  - {class: programs.OverflowingConstructors$Node, method: <init>, breaker: deep}
                """);
        try (Child child = Child.on(jdk)
                .agent(rules.toString())
                .with("-Dcom.sun.management.jmxremote")
                .main(OverflowingConstructors.class)
                .start()) {
            assertThat(child.reply()).isEqualTo("300 plain objects");
            try (Jmx jmx = Jmx.of(child)) {
                assertThat(jmx.breaker("deep").count("SuccessfulCalls")).isEqualTo(300);
                assertThat(jmx.breaker("deep").count("FailedCalls")).isPositive();
            }
        }
    }
}
