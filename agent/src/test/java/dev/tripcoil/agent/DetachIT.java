package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.tools.attach.VirtualMachine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import javax.management.ObjectName;
import org.junit.jupiter.api.io.TempDir;
import programs.Attached;
import programs.Menu;

/** The agent comes into a running JVM, and leaves it as it was. */
class DetachIT {

    private static final String RULES = Rules.STOCK + """
              - class: programs.Attached$Hanging
                breaker: stock
            """;

    @TempDir
    Path folder;

    @OnEachJdk
    void leaves_no_guard_no_bean_no_thread_and_the_code_as_it_was(Jdk jdk) throws Exception {
        try (Child child = onJvm(jdk)
                .with("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0")
                .main(Attached.class)
                .start()) {
            Debugger debugger = new Debugger(child);
            calls(child, 6, Rules.FAILED);
            byte[] before = debugger.codeOfFetch();

            assertThat(attach(child, rules())).isEqualTo("ok: 1 breaker and 2 rules of " + rules() + " in force");
            calls(child, 5, Rules.FAILED);
            calls(child, 2, Rules.REFUSED);
            assertThat(debugger.codeOfFetch()).isNotEqualTo(before);
            try (Jmx jmx = Jmx.of(child)) {
                assertThat(jmx.breaker("stock").count("RejectedCalls")).isEqualTo(2);
                // All that an operator may have had of it.
                for (Jmx.Bean bean : List.of(jmx.breaker("stock"), jmx.agent())) {
                    for (var attribute : jmx.server.getMBeanInfo(bean.name).getAttributes()) {
                        bean.get(attribute.getName());
                    }
                }
                Files.writeString(rules(), RULES.replace("{}", "{open-for: {initial: 1h, jitter: 1%}}"));
                jmx.agent().invoke("reload");
                assertThat(jmx.breaker("stock").get("State")).isEqualTo("OPEN");
                assertThat(properties(child))
                        .containsKey("tripcoil")
                        .containsEntry("tripcoil.rules", rules().toString());

                assertThat(detach(child)).startsWith("ok: ");
                calls(child, 7, Rules.FAILED);
                assertThat(debugger.codeOfFetch()).isEqualTo(before);
                assertThat(properties(child)).doesNotContainKeys("tripcoil", "tripcoil.rules");
                assertThat(jmx.server.queryNames(new ObjectName("dev.tripcoil:*"), null))
                        .isEmpty();
                assertThat(threads(jmx)).isEmpty();
                Await.until("no class of the agent's", () -> loaders(jmx), text -> !text.contains("AgentLoader"));
            }
            Await.until(
                    "its last word",
                    () -> child.snapshot().agentLines(),
                    lines -> lines.toString().contains("the agent has left this JVM"));
        }
    }

    @OnEachJdk
    void a_call_under_way_ends_as_it_would_and_keeps_nothing_of_the_agent(Jdk jdk) throws Exception {
        try (Child child = onJvm(jdk)
                .with("-Dcom.sun.management.jmxremote")
                .agent(rules().toString())
                .main(Attached.class)
                .start()) {
            assertThat(child.reply()).isEqualTo("main begins");
            try (Jmx jmx = Jmx.of(child)) {
                jmx.breaker("stock");
                assertThat(child.ask("hang")).isEqualTo("hangs");
                assertThat(detach(child)).startsWith("ok: ");
                assertThat(child.ask("release")).isEqualTo("released");
                Await.until("no class of the agent's", () -> loaders(jmx), text -> !text.contains("AgentLoader"));
            }
            calls(child, 6, Rules.FAILED);
            assertThat(detach(child)).startsWith("ok: "); // the answer of before: nobody is there to give another
            Await.until(
                    "a word about that",
                    () -> child.snapshot().errors(),
                    lines -> lines.toString().contains("there is no agent in this JVM that could leave it"));
        }
    }

    @OnEachJdk
    void comes_again_and_again_and_nothing_is_left_over(Jdk jdk) throws Exception {
        try (Child child = onJvm(jdk)
                .with("-Dcom.sun.management.jmxremote")
                .main(Attached.class)
                .start()) {
            assertThat(child.reply()).isEqualTo("main begins");
            try (Jmx jmx = Jmx.of(child)) {
                List<Long> metaspace = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    assertThat(attach(child, rules())).startsWith("ok: ");
                    calls(child, 5, Rules.FAILED);
                    calls(child, 1, Rules.REFUSED);
                    jmx.breaker("stock").awaitState("OPEN");
                    assertThat(detach(child)).startsWith("ok: ");
                    calls(child, 6, Rules.FAILED);
                    Await.until("no class of the agent's", () -> loaders(jmx), text -> !text.contains("AgentLoader"));
                    metaspace.add(metaspace(jmx));
                }
                assertThat(metaspace.get(11)).isLessThan(metaspace.get(5) + (512 << 10));
            }
        }
    }

    @OnEachJdk
    void what_it_had_classes_keep_for_answers_goes_with_it(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), AnswersIT.RULES);
        try (Child child = onJvm(jdk)
                .with("-Dcom.sun.management.jmxremote")
                .main(Menu.class, AnswersIT.H2)
                .start()) {
            assertThat(child.reply()).isEqualTo("open");
            try (Jmx jmx = Jmx.of(child)) {
                assertThat(attach(child, rules)).startsWith("ok: ");
                assertThat(child.ask("dishes monday")).isEqualTo("[soup, bread]");
                child.ask("break");
                for (int i = 0; i < 2; i++) {
                    child.ask("refused bread");
                    child.ask("stock bread");
                    child.ask("later monday");
                }
                jmx.breaker("menu").invoke("forceOpen");
                assertThat(child.ask("dishes monday")).isEqualTo("[soup, bread]");
                assertThat(child.ask("stock bread")).isEqualTo("-1");
                assertThat(child.ask("refused bread")).startsWith("threw programs.Menu$Closed: ");
                assertThat(child.ask("total bread")).isEqualTo("5");
                assertThat(child.ask("aStream")).isEqualTo("stream of []");
                assertThat(detach(child)).startsWith("ok: ");
                Await.until("no class of the agent's", () -> loaders(jmx), text -> !text.contains("AgentLoader"));
                assertThat(child.ask("dishes tuesday")).isEqualTo("[fish]");
                assertThat(child.ask("refused bread")).isEqualTo("threw java.io.IOException: the kitchen is closed");
            }
        }
    }

    /** The guarded class keeps the compiled ones for as long as the agent is there. */
    @OnEachJdk
    void expressions_hold_nothing_of_the_agent(Jdk jdk) throws Exception {
        String judged = "{failures: {result-if: result > 7, exception-if: error.getMessage() != null}}";
        try (Child child = onJvm(jdk)
                .with("-Dcom.sun.management.jmxremote")
                .main(Attached.class)
                .start()) {
            assertThat(child.reply()).isEqualTo("main begins");
            try (Jmx jmx = Jmx.of(child)) {
                for (int i = 0; i < 3; i++) {
                    Path rules = Files.writeString(folder.resolve("rules.yaml"), Rules.STOCK.replace("{}", judged));
                    assertThat(attach(child, rules)).startsWith("ok: ");
                    calls(child, 5, Rules.FAILED);
                    calls(child, 1, Rules.REFUSED);
                    assertThat(jmx.agent().count("InternalErrors")).isZero();
                    assertThat(jmx.agent().lines("SkippedMethods")).isEmpty();
                    assertThat(detach(child)).startsWith("ok: ");
                    calls(child, 6, Rules.FAILED);
                    Await.until("no class of the agent's", () -> loaders(jmx), text -> !text.contains("AgentLoader"));
                }
            }
        }
    }

    /** Where what the JDK keeps softly, in caches of its own, goes with each collection, and not when memory is short. */
    private Child.Builder onJvm(Jdk jdk) {
        return Child.on(jdk).in(folder).with("-XX:+EnableDynamicAgentLoading", "-XX:SoftRefLRUPolicyMSPerMB=0");
    }

    private Path rules() throws Exception {
        return Files.writeString(folder.resolve("rules.yaml"), RULES);
    }

    private static String attach(Child child, Path rules) throws Exception {
        return load(child, rules.toString());
    }

    private static String detach(Child child) throws Exception {
        return load(child, "--detach");
    }

    /** The agent's answer. */
    private static String load(Child child, String arguments) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(child.pid()));
        try {
            machine.loadAgent(Child.AGENT.toString(), arguments);
            return machine.getAgentProperties().getProperty("tripcoil.answer");
        } finally {
            machine.detach();
        }
    }

    private static Properties properties(Child child) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(child.pid()));
        try {
            return machine.getAgentProperties();
        } finally {
            machine.detach();
        }
    }

    private static List<String> threads(Jmx jmx) throws Exception {
        ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(
                jmx.server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        return Arrays.stream(threads.dumpAllThreads(false, false))
                .map(thread -> thread.getThreadName())
                .filter(name -> name.startsWith("tripcoil"))
                .toList();
    }

    /** Those of the JVM, after a collection. */
    private static String loaders(Jmx jmx) throws Exception {
        jmx.server.invoke(new ObjectName("java.lang:type=Memory"), "gc", null, null);
        return (String) jmx.server.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "vmClassloaders",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    }

    private static long metaspace(Jmx jmx) throws Exception {
        var usage = (javax.management.openmbean.CompositeData)
                jmx.server.getAttribute(new ObjectName("java.lang:type=MemoryPool,name=Metaspace"), "Usage");
        return (Long) usage.get("used");
    }

    private static void calls(Child child, int count, String outcome) throws Exception {
        for (int i = 0; i < count; i++) {
            String reply = child.ask("call");
            while (reply.startsWith(Debugger.LISTENING) || reply.equals("main begins")) {
                reply = child.reply();
            }
            assertThat(reply).isEqualTo(outcome);
        }
    }

    /** Sees what the JVM runs. */
    private static final class Debugger {
        private static final String LISTENING = "Listening for transport dt_socket at address: ";

        private final Child child;
        private int connected;

        Debugger(Child child) {
            this.child = child;
        }

        byte[] codeOfFetch() throws Exception {
            // For each debugger the JVM opens another port, and says so.
            List<String> ports = Await.until(
                    "a port",
                    () -> child.snapshot().output().stream()
                            .filter(line -> line.startsWith(LISTENING))
                            .toList(),
                    all -> all.size() > connected);
            AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                    .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
                    .findAny()
                    .orElseThrow();
            var arguments = connector.defaultArguments();
            arguments.get("hostname").setValue("127.0.0.1");
            arguments.get("port").setValue(ports.get(connected++).substring(LISTENING.length()));
            var machine = connector.attach(arguments);
            try {
                return machine.classesByName("programs.Stock")
                        .get(0)
                        .methodsByName("fetch")
                        .get(0)
                        .bytecodes();
            } finally {
                machine.dispose();
            }
        }
    }
}
