package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import programs.OwnManagement;

/**
 * Applications that bring their own log manager and MBean server builder, as WildFly does, get them: the agent's MBeans
 * come later, and into the application's own MBean server.
 */
class OwnManagementIT {

    private static final String OURS = "dev.tripcoil:*";

    @TempDir
    Path folder;

    private Path rules;

    @BeforeEach
    void writeRules() throws Exception {
        rules = Rules.stock(folder);
    }

    @OnEachJdk
    void set_in_main(Jdk jdk) throws Exception {
        getsItsOwn(Child.on(jdk)
                .agent(rules.toString())
                .main(OwnManagement.class)
                .with(OURS, "0")
                .run());
    }

    @OnEachJdk
    void set_a_second_later_and_visible_to_the_main_thread_only(Jdk jdk) throws Exception {
        Path main = Jars.ofPrograms(folder.resolve("main.jar"), "programs.OwnManagement");
        Path own = Jars.ofPrograms(folder.resolve("own.jar"), "programs.OwnLogManager", "programs.OwnServerBuilder");
        getsItsOwn(Child.on(jdk)
                .agent(rules.toString())
                .with("-cp", main.toString(), "programs.OwnManagement", OURS, "1000", own.toString())
                .run());
    }

    @OnEachJdk
    void set_on_the_command_line(Jdk jdk) throws Exception {
        getsItsOwn(Child.on(jdk)
                .with("-Djava.util.logging.manager=programs.OwnLogManager")
                .with("-Djavax.management.builder.initial=programs.OwnServerBuilder")
                .agent(rules.toString())
                .main(OwnManagement.class)
                .with(OURS, "0")
                .run());
    }

    @OnEachJdk
    void set_in_main_though_the_rules_are_bad(Jdk jdk) throws Exception {
        Child.Ended ended = Child.on(jdk)
                .agent("missing.yaml")
                .main(OwnManagement.class)
                .with("dev.tripcoil:type=Agent", "0")
                .run();
        assertThat(ended.output()).contains("of OwnServerBuilder", "programs.OwnLogManager");
    }

    private static void getsItsOwn(Child.Ended ended) {
        assertThat(ended.exitCode()).as(ended.text()).isZero();
        assertThat(ended.output())
                .containsExactly(
                        "main begins", "it is the platform's: true", "of OwnServerBuilder", "programs.OwnLogManager");
        assertThat(ended.errors()).singleElement().asString().endsWith(" in force");
    }
}
