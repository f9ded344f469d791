package dev.tripcoil.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes seen from outside, on Linux: what other systems show of them is less. */
class ProcessViewTest {

    @BeforeEach
    void on_linux() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "/proc");
    }

    @Test
    void our_own_is_a_jvm_that_takes_the_signal_and_is_within_reach() {
        ProcessView own = ProcessView.of(ProcessHandle.current().pid());
        assertThat(own.isJvm()).isTrue();
        assertThat(own.isJava()).isTrue();
        assertThat(own.takesSignal()).isTrue();
        assertThat(own.isOutOfReach()).isFalse();
        assertThat(own.forbidsAttach()).isFalse();
    }

    @Test
    void another_program_is_no_jvm_and_the_signal_would_end_it() throws Exception {
        Process sleeping = new ProcessBuilder("sleep", "60").start();
        Path socket = null;
        try {
            ProcessView view = ProcessView.of(sleeping.pid());
            assertThat(view.isJvm()).isFalse();
            assertThat(view.isJava()).isFalse();
            assertThat(view.takesSignal()).isFalse();
            socket = Path.of(System.getProperty("java.io.tmpdir"), ".java_pid" + sleeping.pid());
            Files.deleteIfExists(socket); // of a JVM of the same number that was killed
            assertThat(view.listens()).isFalse();
            Files.createFile(socket);
            assertThat(view.listens()).isTrue();
            Files.setLastModifiedTime(socket, FileTime.from(Instant.now().minusSeconds(60))); // of one that was killed
            assertThat(view.listens()).isFalse();
        } finally {
            sleeping.destroyForcibly();
            if (socket != null) {
                Files.deleteIfExists(socket);
            }
        }
        sleeping.waitFor(10, TimeUnit.SECONDS);
        assertThat(ProcessView.of(sleeping.pid())).isNull();
    }

    @Test
    void an_agent_may_come_by_argument_by_environment_or_by_a_file_of_options() {
        assertThat(mayHaveAgent("", "-Dx=y", "-XX:-StartAttachListener", "App")).isFalse();
        assertThat(mayHaveAgent("OTHER=-javaagent:a.jar", "App")).isFalse();
        assertThat(mayHaveAgent("", "-javaagent:a.jar", "App")).isTrue();
        assertThat(mayHaveAgent("JAVA_TOOL_OPTIONS=-Dx=\"y\" -javaagent:a.jar", "App"))
                .isTrue();
        assertThat(mayHaveAgent("JDK_JAVA_OPTIONS='-javaagent:a.jar'", "App")).isTrue();
        assertThat(mayHaveAgent("_JAVA_OPTIONS=-javaagent:a.jar", "App")).isTrue();
        assertThat(mayHaveAgent("", "-XX:VMOptionsFile=file", "App")).isTrue();
        assertThat(mayHaveAgent("", "-XX:Flags=file", "App")).isTrue();
        assertThat(mayHaveAgent("", "@file")).isTrue();
    }

    @Test
    void the_last_word_on_attaching_counts() {
        assertThat(ProcessView.forbidAttach(List.of("-XX:+DisableAttachMechanism")))
                .isTrue();
        assertThat(ProcessView.forbidAttach(List.of("-XX:+DisableAttachMechanism", "-XX:-DisableAttachMechanism")))
                .isFalse();
        assertThat(ProcessView.forbidAttach(List.of())).isFalse();
    }

    private static boolean mayHaveAgent(String variable, String... commandLine) {
        return ProcessView.mayBringAgent(ProcessView.options(List.of("HOME=/", variable), List.of(commandLine)));
    }
}
