package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.ObjectName;
import org.junit.jupiter.api.io.TempDir;
import programs.Hooked;

/** {@code on-transition}: the application is told of each change of state, and can't harm the agent by what it makes of it. */
class TransitionHooksIT {

    private static final String RULES = """
            breakers:
              stock: {open-for: 1h, on-transition: programs.Hooked#%s}
              other: {on-transition: programs.Hooked#changed}
            rules:
              - {class: programs.Stock, method: fetch, breaker: stock}
            """;

    private static final String[] SHOP = {"shop/Stock.java", """
                package shop;

                final class Stock {
                    static int fetch() throws java.io.IOException {
                        throw new java.io.IOException("no route to stock");
                    }
                }
                """, "shop/Shop.java", """
                package shop;

                public final class Shop implements java.util.concurrent.Callable<String> {
                    public String call() {
                        String outcome = "";
                        for (int i = 0; i < 5; i++) {
                            try {
                                Stock.fetch();
                            } catch (Exception e) {
                                outcome = e.getClass().getName();
                            }
                        }
                        return outcome;
                    }
                }
                """, "shop/Hooks.java", """
                package shop;

                final class Hooks {
                    private static void changed(String breaker, String from, String to, String why) {
                        Thread thread = Thread.currentThread();
                        System.err.println("shop " + breaker + " " + from + " " + to + " "
                                + (thread.getContextClassLoader() == Hooks.class.getClassLoader())
                                + " " + Hooks.class.getClassLoader().getName());
                    }
                }
                """};

    @TempDir
    Path folder;

    @OnEachJdk
    void each_transition_is_told_in_order_and_off_the_calling_thread(Jdk jdk) throws Exception {
        try (Child child = start(jdk, RULES.formatted("changed"));
                Jmx jmx = Jmx.of(child)) {
            calls(child, 5, Rules.FAILED);
            calls(child, 1, Rules.REFUSED);
            assertThat(awaitLines(child, "told", 1))
                    .containsExactly("told stock CLOSED OPEN because 5 failures in a row, last:"
                            + " java.io.IOException: no route to stock on tripcoil-hook-stock true true");
            List<String> expected = new ArrayList<>(List.of("CLOSED OPEN"));
            String state = "OPEN";
            for (int i = 0; i < 100; i++) {
                String next = i % 2 == 0 ? "FORCED_OPEN" : "DISABLED";
                jmx.breaker("stock").invoke(i % 2 == 0 ? "forceOpen" : "disable");
                expected.add(state + " " + next);
                state = next;
            }
            assertThat(awaitLines(child, "told", 101))
                    .extracting(line -> line.replaceAll("told stock (.*) because .*", "$1"))
                    .containsExactlyElementsOf(expected);
            assertThat(jmx.agent().lines("RulesWarnings")).noneMatch(line -> line.contains("on-transition"));
            // The thread is there no longer than it is needed.
            Await.until("no thread", () -> threads(jmx), text -> !text.contains("tripcoil-hook"));
        }
    }

    @OnEachJdk
    void breakers_of_one_that_is_split_are_told_apart_by_their_keys(Jdk jdk) throws Exception {
        String rules = RULES.formatted("changed").replace("{open-for: 1h,", "{per: '\"eu\"', open-for: 1h,");
        try (Child child = start(jdk, rules);
                Jmx jmx = Jmx.of(child)) {
            calls(child, 5, Rules.FAILED);
            awaitLines(child, "told stock[eu] CLOSED OPEN", 1);
            jmx.breaker("stock").invoke("forceOpen");
            awaitLines(child, "told stock CLOSED FORCED_OPEN", 1);
        }
    }

    @OnEachJdk
    void what_the_method_throws_is_logged_and_harms_nothing(Jdk jdk) throws Exception {
        try (Child child = start(jdk, RULES.formatted("throwing"));
                Jmx jmx = Jmx.of(child)) {
            calls(child, 5, Rules.FAILED);
            child.awaitLog("stock: on-transition programs.Hooked#throwing threw java.lang.IllegalStateException: not in"
                    + " the mood for OPEN at programs.Hooked.throwing(Hooked.java:");
            calls(child, 1, Rules.REFUSED);
            jmx.breaker("stock").invoke("reset");
            child.awaitLog("not in the mood for CLOSED");
            jmx.breaker("other").invoke("forceOpen");
            awaitLines(child, "told other CLOSED FORCED_OPEN", 1);
            assertThat(jmx.agent().count("InternalErrors")).isZero();
        }
    }

    @OnEachJdk
    void what_the_method_itself_calls_is_guarded_as_usual(Jdk jdk) throws Exception {
        try (Child child = start(jdk, RULES.formatted("calling"));
                Jmx jmx = Jmx.of(child)) {
            calls(child, 5, Rules.FAILED);
            awaitLines(child, "itself OPEN dev.tripcoil.CircuitOpenException", 1);
            assertThat(jmx.breaker("stock").count("RejectedCalls")).isEqualTo(1);
        }
    }

    @OnEachJdk
    void a_method_that_hangs_holds_up_nothing_else(Jdk jdk) throws Exception {
        try (Child child = start(jdk, RULES.formatted("hanging"));
                Jmx jmx = Jmx.of(child)) {
            calls(child, 5, Rules.FAILED);
            Jmx.Bean stock = jmx.breaker("stock");
            int more = TransitionHook.MOST_WAITING + 20;
            for (int i = 0; i < more; i++) {
                stock.invoke(i % 2 == 0 ? "forceOpen" : "disable");
            }
            jmx.breaker("other").invoke("forceOpen");
            awaitLines(child, "told other CLOSED FORCED_OPEN", 1);
            String behind = "stock: on-transition programs.Hooked#hanging does not return; of what waits for it the"
                    + " oldest is dropped from now on";
            child.awaitLog(behind, "other: CLOSED \u2192 FORCED_OPEN");
            assertThat(jmx.agent().lines("RulesWarnings")).contains(behind);
            calls(child, 1, Rules.FAILED); // DISABLED

            child.send("release");
            child.awaitLog(
                    "stock: on-transition programs.Hooked#hanging has returned; 20 transitions had been dropped");
            List<String> told = awaitLines(child, "late stock", 1 + TransitionHook.MOST_WAITING);
            assertThat(told).hasSize(1 + TransitionHook.MOST_WAITING);
            assertThat(told.get(0)).isEqualTo("late stock CLOSED OPEN");
            assertThat(told.get(1)).isEqualTo("late stock DISABLED FORCED_OPEN");
            assertThat(told.get(told.size() - 1)).isEqualTo("late stock FORCED_OPEN DISABLED");
            Await.until(
                    "no warning",
                    () -> jmx.agent().lines("RulesWarnings"),
                    lines -> lines.stream().noneMatch(line -> line.contains("on-transition")));
        }
    }

    @OnEachJdk
    void the_agent_leaves_though_a_method_hangs(Jdk jdk) throws Exception {
        try (Child child = start(jdk, RULES.formatted("hanging"));
                Jmx jmx = Jmx.of(child)) {
            calls(child, 5, Rules.FAILED);
            Await.until("a thread", () -> threads(jmx), text -> text.contains("tripcoil-hook-stock"));
            VirtualMachine machine = VirtualMachine.attach(Long.toString(child.pid()));
            try {
                machine.loadAgent(Child.AGENT.toString(), "--detach");
            } finally {
                machine.detach();
            }
            assertThat(threads(jmx)).doesNotContain("tripcoil-hook");
            calls(child, 6, Rules.FAILED);
            Await.until(
                    "no class of the agent's",
                    () -> {
                        jmx.server.invoke(new ObjectName("java.lang:type=Memory"), "gc", null, null);
                        return command(jmx, "vmClassloaders");
                    },
                    text -> !text.contains("AgentLoader"));
        }
    }

    @OnEachJdk
    void what_is_not_there_is_said_with_what_is_and_a_reload_sets_it_right(Jdk jdk) throws Exception {
        try (Child child = start(jdk, RULES.formatted("instance"));
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean stock = jmx.breaker("stock");
            calls(child, 5, Rules.FAILED);
            String wrong = "stock: on-transition programs.Hooked#instance is not called: programs.Hooked has no static"
                    + " instance(String, String, String, String); it has instance(String, int), non-static"
                    + " instance(String, String, String, String)";
            awaitWarning(child, jmx, wrong);
            stock.invoke("reset");
            stock.invoke("forceOpen");

            reload(jmx, RULES.formatted("chnaged"));
            stock.invoke("reset");
            awaitWarning(
                    child,
                    jmx,
                    "stock: on-transition programs.Hooked#chnaged is not called: programs.Hooked has no static"
                            + " chnaged(String, String, String, String); it has calling, changed, hanging, hidden, instance,"
                            + " loader, main, outcome, throwing");
            assertThat(jmx.agent().lines("RulesWarnings")).doesNotContain(wrong);

            reload(
                    jmx,
                    RULES.formatted("changed").replace("programs.Hooked#changed}\n  other", "no.Hooks#at}\n  other"));
            stock.invoke("forceOpen");
            awaitWarning(
                    child,
                    jmx,
                    "stock: on-transition no.Hooks#at is not called: no class no.Hooks is found by the system class loader");

            reload(jmx, RULES.formatted("hidden"));
            assertThat(jmx.agent().lines("RulesWarnings")).noneMatch(line -> line.contains("on-transition"));
            stock.invoke("reset");
            awaitLines(child, "secretly stock FORCED_OPEN CLOSED", 1);
            assertThat(child.snapshot().agentLines().stream().filter(line -> line.endsWith(wrong)))
                    .as("once, whatever the number of transitions")
                    .hasSize(1);

            reload(jmx, RULES.formatted("hidden").replace(", on-transition: programs.Hooked#hidden", ""));
            stock.invoke("forceOpen");
            jmx.breaker("other").invoke("forceOpen");
            awaitLines(child, "told other", 1);
            assertThat(awaitLines(child, "secretly stock", 1)).hasSize(1);
        }
    }

    @OnEachJdk
    void the_method_is_that_of_the_application_in_whose_loader_the_calls_are(Jdk jdk) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Jars.compile(jdk, classes, folder.resolve("sources"), SHOP);
        String rules = """
                breakers:
                  stock: {open-for: 1h, on-transition: shop.Hooks#changed}
                rules:
                  - {class: shop.Stock, method: fetch, breaker: stock}
                """;
        try (Child child = start(jdk, rules);
                Jmx jmx = Jmx.of(child)) {
            assertThat(child.ask("load " + classes)).isEqualTo(Rules.FAILED);
            awaitLines(child, "shop stock CLOSED OPEN true webapp", 1);
            // Nothing keeps the application's loader.
            assertThat(child.ask("drop")).isEqualTo("gone");
            jmx.breaker("stock").invoke("reset");
            awaitWarning(
                    child,
                    jmx,
                    "stock: on-transition shop.Hooks#changed is not called: no class shop.Hooks is found by the system class"
                            + " loader");
            assertThat(child.ask("load " + classes)).isEqualTo(Rules.FAILED);
            awaitLines(child, "shop stock CLOSED OPEN true webapp", 2);

            // Of an application whose own classes are not guarded.
            assertThat(child.ask("drop")).isEqualTo("gone");
            assertThat(child.ask("context " + classes)).isEqualTo("set");
            jmx.breaker("stock").invoke("forceOpen");
            awaitLines(child, "shop stock OPEN FORCED_OPEN true webapp", 1);
        }
    }

    private Child start(Jdk jdk, String rules) throws Exception {
        Rules.save(folder, rules);
        Child child = Child.brief(jdk)
                .in(folder)
                .with("-Dcom.sun.management.jmxremote", "-XX:+EnableDynamicAgentLoading")
                .with("-XX:SoftRefLRUPolicyMSPerMB=0")
                .agent("rules=rules.yaml,reload=off")
                .main(Hooked.class)
                .start();
        assertThat(child.reply()).isEqualTo("main begins");
        return child;
    }

    private void reload(Jmx jmx, String rules) throws Exception {
        Rules.save(folder, rules);
        jmx.agent().invoke("reload");
    }

    private static void calls(Child child, int count, String outcome) throws Exception {
        for (int i = 0; i < count; i++) {
            assertThat(child.ask("call")).isEqualTo(outcome);
        }
    }

    /** The application's lines on standard error that begin so, once there are as many. */
    private static List<String> awaitLines(Child child, String start, int count) throws Exception {
        return Await.until(
                count + " lines that begin with " + start,
                () -> child.snapshot().errors().stream()
                        .filter(line -> line.startsWith(start))
                        .toList(),
                lines -> lines.size() >= count);
    }

    private static void awaitWarning(Child child, Jmx jmx, String text) throws Exception {
        child.awaitLog(text);
        assertThat(jmx.agent().lines("RulesWarnings")).contains(text);
    }

    private static String threads(Jmx jmx) throws Exception {
        return command(jmx, "threadPrint");
    }

    private static String command(Jmx jmx, String name) throws Exception {
        return (String) jmx.server.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                name,
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    }
}
