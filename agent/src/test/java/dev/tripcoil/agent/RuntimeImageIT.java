package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.StockCalls;

/** A run-time image with as little in it as an agent can start in. */
class RuntimeImageIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void without_management_logging_and_attach_guards_and_says_once_what_is_missing(Jdk jdk) throws Exception {
        Path image = folder.resolve("image");
        Child.Ended made = Child.on(jdk)
                .command("jlink")
                .with("--add-modules", "java.base,java.instrument", "--output", image.toString())
                .run();
        assertThat(made.exitCode()).as(made.text()).isZero();
        Jdk small = new Jdk(jdk.version(), image);
        assertThat(Child.on(small).with("--list-modules").run().output())
                .hasSize(2)
                .noneMatch(module -> module.startsWith("java.management"));

        String judged = Rules.STOCK.replace("{}", "{failures: {exception-if: error.getMessage() != null}}");
        Child.Ended ended = Child.on(small)
                .agent(Files.writeString(folder.resolve("rules.yaml"), judged).toString())
                .main(StockCalls.class)
                .with("7")
                .run();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.output())
                .containsExactly(
                        "main begins",
                        Rules.FAILED,
                        Rules.FAILED,
                        Rules.FAILED,
                        Rules.FAILED,
                        Rules.FAILED,
                        Rules.REFUSED,
                        Rules.REFUSED);
        assertThat(ended.errors().stream().filter(line -> line.contains("java.management")))
                .singleElement()
                .asString()
                .contains("warning: this Java runtime has no java.management");
        // The third is the breaker's opening, if the JVM lives long enough for a daemon to say it.
        assertThat(ended.errors()).hasSizeBetween(2, 3).allMatch(line -> line.contains(" tripcoil: "));

        Written unguarded = Child.on(small)
                .agent("missing.yaml")
                .main(StockCalls.class)
                .with("1")
                .write();
        assertThat(unguarded.output()).isEqualTo("main begins\n" + Rules.FAILED + "\n");
        assertThat(Files.exists(image.resolve("lib/libmanagement.so"))).isFalse();
    }
}
