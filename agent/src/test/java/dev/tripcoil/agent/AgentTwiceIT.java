package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import programs.StockCalls;

/** However often, and in whatever ways, a JVM is given the agent: there is one. */
class AgentTwiceIT {

    private static final String SAID = "the agent is in this JVM already";

    @TempDir
    Path folder;

    private String rules;
    private String others;

    @BeforeEach
    void writeRules() throws Exception {
        rules = Rules.stock(folder).toString();
        others = Files.writeString(
                        folder.resolve("others.yaml"),
                        Rules.STOCK.replace("stock", "other").replace("{}", "{trip-on: {consecutive-failures: 1}}"))
                .toString();
    }

    @OnEachJdk
    void twice_on_the_command_line(Jdk jdk) throws Exception {
        thereIsOne(jmxEarly(jdk).agent(rules).agent(rules), 1);
    }

    @OnEachJdk
    void twice_with_different_rules_the_first_count(Jdk jdk) throws Exception {
        thereIsOne(jmxEarly(jdk).agent(rules).agent(others), 1);
    }

    @OnEachJdk
    void once_more_from_a_copy_of_the_jar(Jdk jdk) throws Exception {
        Path copy = Files.copy(Child.AGENT, folder.resolve("copy of tripcoil.jar"));
        thereIsOne(jmxEarly(jdk).agent(rules).with("-javaagent:" + copy + "=" + others), 1);
    }

    @OnEachJdk
    void its_jar_on_the_class_path_too(Jdk jdk) throws Exception {
        Path copy = Files.copy(Child.AGENT, folder.resolve("copy.jar"));
        String programs = StockCalls.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        try (Child child = jmxEarly(jdk)
                .agent(rules)
                .with("-cp", Child.AGENT + File.pathSeparator + copy + File.pathSeparator + programs)
                .with(StockCalls.class.getName())
                .start()) {
            thereIsOne(child, 0);
        }
    }

    @OnEachJdk
    void as_an_argument_and_attached(Jdk jdk) throws Exception {
        try (Child child = jmxEarly(jdk).agent(rules).main(StockCalls.class).start()) {
            assertThat(child.reply()).isEqualTo("main begins");
            attach(child, others);
            thereIsOne(child, 1);
        }
    }

    @OnEachJdk
    void attached_and_attached_again(Jdk jdk) throws Exception {
        try (Child child = Child.brief(jdk)
                .with("-XX:+EnableDynamicAgentLoading")
                .main(StockCalls.class)
                .start()) {
            assertThat(child.reply()).isEqualTo("main begins");
            assertThat(child.ask("before")).isEqualTo(Rules.FAILED); // its class is loaded
            attach(child, rules);
            attach(child, others);
            thereIsOne(child, 1);
        }
    }

    @OnEachJdk
    void attached_with_rules_that_do_not_exist_the_application_goes_on(Jdk jdk) throws Exception {
        try (Child child = Child.brief(jdk)
                .with("-XX:+EnableDynamicAgentLoading")
                .main(StockCalls.class)
                .start()) {
            assertThat(child.reply()).isEqualTo("main begins");
            attach(child, "rules=missing.yaml,on-error=exit");
            assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            try (Jmx jmx = Jmx.of(child)) {
                assertThat(jmx.agent().lines("RulesErrors"))
                        .singleElement()
                        .asString()
                        .startsWith("missing.yaml: no such file");
            }
            assertThat(child.snapshot().errors())
                    .singleElement()
                    .asString()
                    .endsWith("(the application runs unguarded)");
        }
    }

    /** The JVM makes its MBean server before main: nothing to wait for. */
    private static Child.Builder jmxEarly(Jdk jdk) {
        return Child.brief(jdk).with("-Dcom.sun.management.jmxremote", "-XX:+EnableDynamicAgentLoading");
    }

    private static void attach(Child child, String arguments) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(child.pid()));
        try {
            machine.loadAgent(Child.AGENT.toString(), arguments);
        } finally {
            machine.detach();
        }
    }

    private static void thereIsOne(Child.Builder builder, int complaints) throws Exception {
        try (Child child = builder.main(StockCalls.class).start()) {
            thereIsOne(child, complaints);
        }
    }

    /** One that guards by the first rules: five failures open the breaker. */
    private static void thereIsOne(Child child, int complaints) throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(child.ask("call")).isIn(Rules.FAILED, "main begins");
        }
        assertThat(child.snapshot().output()).doesNotContain(Rules.REFUSED);
        Await.until("a refusal", () -> child.ask("call"), Rules.REFUSED::equals);
        try (Jmx jmx = Jmx.of(child)) {
            assertThat(jmx.breaker("stock").get("FailureCount")).isEqualTo(5);
            assertThat(jmx.agent().count("WovenMethods")).isEqualTo(1);
            assertThat(jmx.agent().lines("RulesErrors")).isEmpty();
            assertThat(jmx.server.queryNames(new ObjectName("dev.tripcoil:*"), null))
                    .hasSize(2);
            ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(
                    jmx.server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
            assertThat(Arrays.stream(threads.dumpAllThreads(false, false))
                            .map(ThreadInfo::getThreadName)
                            .filter(name -> name.startsWith("tripcoil")))
                    .doesNotHaveDuplicates()
                    .hasSize(2);
        }
        List<String> said = child.snapshot().agentLines();
        assertThat(said.stream().filter(line -> line.contains(SAID))).hasSize(complaints);
        assertThat(said.stream().filter(line -> line.contains("in force"))).hasSize(1);
        assertThat(said.stream().filter(line -> line.contains("error"))).isEmpty();
    }
}
