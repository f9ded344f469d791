package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.Frugal;

/** A call that goes through makes no garbage, nor does one that is refused with a value: by the JVM's own count, which no busy machine changes. */
class AllocationIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void calls_that_go_through_and_values_in_their_place_allocate_nothing(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  consecutive: {}
                  rate: {trip-on: {failure-rate: 50%, window: 100 calls}}
                  timed: {trip-on: {failure-rate: 50%, window: 60s}}
                  per-key: {per: arg0}
                  answered: {start-as: open, open-for: 1d, when-open: {return: 42}}
                rules:
                  - {class: programs.Frugal, method: consecutive, breaker: consecutive}
                  - {class: programs.Frugal, method: rate, breaker: rate}
                  - {class: programs.Frugal, method: timed, breaker: timed}
                  - {class: programs.Frugal, method: perKey, breaker: per-key}
                  - {class: programs.Frugal, method: answered, breaker: answered}
                """);
        Child.Ended run =
                Child.on(jdk).agent(rules.toString()).main(Frugal.class).run();
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text())
                .contains("plain 0.0", "consecutive 0.0", "rate 0.0", "timed 0.0", "perKey 0.0", "answered 0.0");
    }
}
