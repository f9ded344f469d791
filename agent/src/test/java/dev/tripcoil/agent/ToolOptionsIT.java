package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** {@code JAVA_TOOL_OPTIONS} puts the agent into every JVM there is: the JDK's own tools do as without it. */
class ToolOptionsIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void compilers_and_other_tools_write_and_return_what_they_do_without(Jdk jdk) throws Exception {
        Rules.stock(folder);
        Files.writeString(folder.resolve("Good.java"), "class Good {}");
        Files.writeString(folder.resolve("Bad.java"), "class Bad {");
        String[][] commands = {
            {"javac", "-d", "classes", "Good.java"},
            {"javac", "-d", "classes", "Bad.java"},
            {"jar", "--list", "--file", Child.AGENT.toString()},
            {"jcmd", "no-such-process", "help"},
            {"keytool", "-list", "-keystore", "missing.jks", "-storepass", "secret"},
        };
        for (String[] command : commands) {
            Written without = run(jdk, command, null);
            for (String rules : new String[] {"rules.yaml", "missing.yaml"}) {
                Written with = run(jdk, command, "-javaagent:" + Child.AGENT + "=" + rules);
                String what = String.join(" ", command);
                assertThat(with.output()).as(what).isEqualTo(without.output());
                assertThat(with.exitCode()).as(what).isEqualTo(without.exitCode());
                assertThat(with.errors())
                        .as(what)
                        .matches("Picked up JAVA_TOOL_OPTIONS: .*\n.* tripcoil: .*\n(?s:.*)")
                        .endsWith(without.errors());
                assertThat(with.errors().lines())
                        .as(what)
                        .hasSize(2 + (int) without.errors().lines().count());
            }
        }
    }

    @OnEachJdk
    void a_java_command_in_a_script_writes_what_it_does_without(Jdk jdk) throws Exception {
        Rules.stock(folder);
        String options = "-javaagent:" + Child.AGENT + "=rules.yaml";
        Child.Ended with = Child.on(jdk)
                .in(folder)
                .environment("JAVA_TOOL_OPTIONS", options)
                .with("--version")
                .run();
        assertThat(with.output())
                .isEqualTo(Child.on(jdk).with("--version").run().output());
    }

    private Written run(Jdk jdk, String[] command, String options) throws Exception {
        Child.Builder child = Child.on(jdk).command(command[0]).in(folder);
        for (int i = 1; i < command.length; i++) {
            child.with(command[i]);
        }
        return child.environment("JAVA_TOOL_OPTIONS", options).write();
    }
}
