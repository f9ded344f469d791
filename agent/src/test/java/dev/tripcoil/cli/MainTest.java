package dev.tripcoil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of arguments, as far as no JVM is needed. */
class MainTest {

    private static final List<String> COMMANDS = List.of(
            "check",
            "ps",
            "status",
            "show",
            "trip",
            "reset",
            "force-open",
            "disable",
            "metrics-only",
            "reload",
            "attach",
            "detach",
            "completion");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(Terminal.none(), new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void every_command_has_help_with_an_example_on_standard_output() {
        for (String command : COMMANDS) {
            assertThat(run(command, "--help")).isZero();
            assertThat(err.toString()).isEmpty();
            assertThat(out.toString())
                    .contains("Usage:\n  tripcoil " + command + " ", "\nExample", "--help")
                    .doesNotContain("\033");
            assertThat(out.toString().lines()).as(command).allMatch(line -> line.length() <= 100);
        }
        assertThat(run("--help")).isZero();
        for (String command : COMMANDS) {
            assertThat(out.toString()).contains("\n  " + command + " ");
        }
    }

    @Test
    void wrong_usage_is_told_on_standard_error_with_exit_code_2() {
        for (String[] arguments : new String[][] {
            {"nonsense"},
            {"--nonsense"},
            {""},
            {"ps", "more"},
            {"status", "stock"},
            {"status", "1", "2"},
            {"status", "--watch=soon"},
            {"status", "--watch=0"},
            {"show"},
            {"show", "1234"},
            {"trip"},
            {"trip", "1234"},
            {"trip", "--all", "stock"},
            {"reset", "--all", "1234", "stock"},
            {"reload", "stock"},
            {"attach"},
            {"attach", "1234"},
            {"attach", "shop", "rules.yaml"},
            {"attach", "db1:9010", "rules.yaml"},
            {"detach"},
            {"detach", "-1"},
            {"status", "db1:9010", "--password"}
        }) {
            assertThat(run(arguments)).as(String.join(" ", arguments)).isEqualTo(2);
            assertThat(out.toString()).isEmpty();
            assertThat(err.toString())
                    .as(String.join(" ", arguments))
                    .contains("--help")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void a_command_that_is_nearly_right_gets_a_suggestion() {
        run("statsu");
        assertThat(err.toString()).contains("Did you mean", "status");
    }

    @Test
    void what_does_not_work_is_one_line_with_exit_code_1() throws Exception {
        assertThat(run("status", "999999999")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("status: there is no process 999999999; 'tripcoil ps' shows the JVMs of this machine\n");
        assertThat(run("trip", Long.toString(ProcessHandle.current().pid()), "stock"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("is this command itself").hasLineCount(1);
        assertThat(run("status", "127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("status: can't connect to 127.0.0.1:1: ")
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_process_that_is_no_jvm_is_left_in_peace() throws Exception {
        Process sleeping = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(run("status", Long.toString(sleeping.pid()))).isEqualTo(1);
            assertThat(err.toString())
                    .contains("process " + sleeping.pid() + " is not a JVM")
                    .hasLineCount(1);
            assertThat(sleeping.isAlive()).isTrue();
        } finally {
            sleeping.destroyForcibly();
        }
    }

    @Test
    void the_value_of_an_option_that_needs_none_is_never_the_jvm() {
        assertThat(run("status", "--watch", "999999999")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no process 999999999");
        assertThat(run("status", "--watch=5", "999999999")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no process 999999999");
        assertThat(run("status", "--user=op", "--password", "127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no terminal to ask for the password on");
    }

    @Test
    void completion_is_a_script_that_knows_every_command() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).contains("complete -F _complete_tripcoil").contains(COMMANDS);
    }

    @Test
    void bad_rules_are_told_and_nothing_is_attached() throws Exception {
        Path rules = Files.writeString(folder.resolve("bad.yaml"), "breakers:\n  stock: {open-fr: 3s}\n");
        assertThat(run("attach", "999999999", rules.toString())).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo(rules + ":2:11: unknown key 'open-fr'; did you mean 'open-for'?\n"
                        + "nothing was attached; try again once the file is good\n");
        assertThat(run("attach", "999999999", folder.resolve("missing.yaml").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("missing.yaml: no such file");
        assertThat(out.toString()).isEmpty();
    }
}
