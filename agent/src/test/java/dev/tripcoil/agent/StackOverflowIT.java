package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.Overflowing;

class StackOverflowIT {

    @TempDir
    Path folder;

    /** Whatever became of the calls without stack, every plain call after them is a call of its own, and a success. */
    @OnEachJdk
    void a_thread_that_ran_out_of_stack_in_a_guarded_call_is_guarded_as_before(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  deep: {start-as: metrics-only}
                rules:
                  - {class: programs.Overflowing, method: call, breaker: deep}
                """);
        try (Child child = Child.on(jdk)
                .agent(rules.toString())
                .with("-Dcom.sun.management.jmxremote")
                .main(Overflowing.class)
                .start()) {
            assertThat(child.reply()).isEqualTo("done 2000");
            try (Jmx jmx = Jmx.of(child)) {
                assertThat(jmx.breaker("deep").count("SuccessfulCalls")).isGreaterThanOrEqualTo(2000);
                assertThat(jmx.breaker("deep").count("FailedCalls")).isPositive();
            }
        }
    }
}
