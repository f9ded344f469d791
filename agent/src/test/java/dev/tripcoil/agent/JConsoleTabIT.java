package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import programs.Services;

/** The tab in a real JConsole, looked at and worked as by a user; skipped where there is no display to be had. */
class JConsoleTabIT {

    private static final String RULES = """
            breakers:
              stock: {description: the stock service, open-for: 60s}
              payment: {trip-on: {failure-rate: 50%, window: 60s}}
              search: {start-as: metrics-only}
              mail: {open-for: 2s}
            rules:
              - {class: programs.Services, method: stock, breaker: stock}
              - {class: programs.Services, method: payment, breaker: payment}
              - {class: programs.Services, method: search, breaker: search}
              - {class: programs.Services, method: mail, breaker: mail}
            """;

    /** As the chart paints them. */
    private static final String CALLS = "1976D2";

    private static final String REJECTIONS = "EF8A00";

    @TempDir
    Path folder;

    @OnEachJdk
    void shows_breakers_and_works_them(Jdk jdk) throws Exception {
        save(RULES);
        try (Display display = Display.open(jdk);
                Child child = guarded(jdk).start();
                Jmx jmx = Jmx.of(child);
                JConsole console = JConsole.start(jdk, display, folder, Long.toString(child.pid()))) {
            console.row("stock", row -> row.startsWith("stock|CLOSED|0|"));
            console.row("search", row -> row.startsWith("search|METRICS_ONLY|"));
            assertThat(console.rows("breakers")).hasSize(4).first().asString().startsWith("search|");

            String question = console.does("Trip", "stock");
            assertThat(question)
                    .startsWith("Trip stock\\nin pid: " + child.pid() + " ")
                    .contains("(" + child.pid() + "@", "Opens it now, as if it had failed");
            jmx.breaker("stock").awaitState("OPEN");
            console.row("stock", row -> row.startsWith("stock|OPEN|") && row.endsWith("|tripped by hand"));
            assertThat(console.rows("breakers")).first().asString().startsWith("stock|");
            console.until("text headline", "1 OPEN: stock      "::equals);
            assertThat(console.ask("text selected")).isEqualTo("stock");
            assertThat(console.until("text definition", text -> text.startsWith("stock:")))
                    .contains("description: the stock service", "open-for: 1m");
            assertThat(console.ask("text methods")).isEqualTo("programs.Services#stock()void");
            console.until("table transitions", text -> text.endsWith("|CLOSED \u2192 OPEN|tripped by hand"));
            console.until("colours chart", colours -> colours.contains(CALLS) && colours.contains(REJECTIONS));
            console.until("text message", text -> text.endsWith("  stock opened by hand"));

            console.does("Reset", "stock");
            jmx.breaker("stock").awaitState("CLOSED");
            console.until("table transitions", text -> text.contains("|OPEN \u2192 CLOSED|"));
            console.until("select breakers payment", "ok"::equals);
            console.until("also breakers stock", "ok"::equals);
            console.press("Force open");
            assertThat(console.until("text question", text -> !text.startsWith("no: ")))
                    .contains("2 breakers:\\n", "    payment\\n", "    stock\\n");
            console.press("Cancel");
            assertThat(jmx.breaker("stock").get("State")).isEqualTo("CLOSED");

            assertThat(child.ask("stock down")).isEqualTo("ok");
            console.row(
                    "stock", row -> row.startsWith("stock|OPEN|5|") && row.contains("|5 failures in a row, last: "));
            console.until("text facts", text -> text.contains("HTTP 503 from the stock service"));
            assertThat(child.ask("mail down")).isEqualTo("ok");
            console.row("mail", row -> row.startsWith("mail|OPEN|"));
            assertThat(child.ask("mail up")).isEqualTo("ok");
            console.row("mail", row -> row.startsWith("mail|CLOSED|"));

            save(RULES + "nonsense: 1\n");
            console.press("Reload rules");
            console.until(
                    "text alarms",
                    text -> text.startsWith("A problem with the rules file: the rules of ")
                            && text.contains("rules.yaml:11:1: unknown key 'nonsense'"));
            console.shoot("tab-" + jdk.version());
            save(RULES.replace("  search: {start-as: metrics-only}\n", "")
                    .replace("  - {class: programs.Services, method: search, breaker: search}\n", ""));
            console.press("Reload rules");
            console.until("text alarms", text -> text.startsWith("no: "));
            console.until("table breakers", text -> !text.contains("search|"));

            staysAliveWhileTheJvmDoesNotAnswer(child, console);
        }
    }

    private static void staysAliveWhileTheJvmDoesNotAnswer(Child child, JConsole console) throws Exception {
        if (!signal("STOP", child)) {
            return; // no such signal here
        }
        try {
            console.until("text alarms", text -> text.startsWith("The JVM has not answered for "));
            assertThat(Long.parseLong(console.ask("latency"))).isLessThan(1000);
            assertThat(console.ask("threads tripcoil-poller")).isEqualTo("1");
        } finally {
            signal("CONT", child);
        }
        console.until("text alarms", text -> text.startsWith("no: "));
    }

    private static boolean signal(String name, Child child) throws Exception {
        try {
            return new ProcessBuilder("kill", "-" + name, Long.toString(child.pid()))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @OnEachJdk
    void goes_on_after_a_remote_connection_was_lost(Jdk jdk) throws Exception {
        save(RULES);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String[] remote = {
            "-Dcom.sun.management.jmxremote.port=" + port,
            "-Dcom.sun.management.jmxremote.rmi.port=" + port,
            "-Dcom.sun.management.jmxremote.authenticate=false",
            "-Dcom.sun.management.jmxremote.ssl=false",
            "-Djava.rmi.server.hostname=localhost"
        };
        try (Display display = Display.open(jdk);
                Child first = guarded(jdk, remote).start()) {
            assertThat(first.reply()).isEqualTo("main begins");
            try (JConsole console = JConsole.start(jdk, display, folder, "localhost:" + port)) {
                console.does("Trip", "payment");
                console.row("payment", row -> row.startsWith("payment|OPEN|"));
                ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
                console.until(
                        "text alarms", text -> text.startsWith("The connection is lost: what you see is as it was"));
                assertThat(console.ask("buttons")).doesNotContain("|Trip|");

                try (Child second = guarded(jdk, remote).start()) {
                    assertThat(second.reply()).isEqualTo("main begins");
                    console.press("Reconnect");
                    console.row("payment", row -> row.startsWith("payment|CLOSED|"));
                    console.until("text alarms", text -> text.startsWith("no: "));
                    assertThat(console.ask("table transitions")).isEmpty();
                    assertThat(second.ask("stock down")).isEqualTo("ok");
                    console.until("select breakers stock", "ok"::equals);
                    console.until(
                            "table transitions", text -> text.contains("|CLOSED \u2192 OPEN|5 failures in a row"));
                    console.does("Reset", "stock");
                    console.until("table transitions", text -> text.contains("|OPEN \u2192 CLOSED|"));
                }
            }
        }
    }

    @Test
    void notices_when_an_agent_comes_with_a_thousand_breakers_and_goes() throws Exception {
        Jdk jdk = Jdk.current();
        StringBuilder breakers = new StringBuilder();
        for (int i = 0; i < 996; i++) {
            breakers.append("  another-").append(i).append(": {}\n");
        }
        save(RULES.replace("rules:\n", breakers + "rules:\n"));
        try (Display display = Display.open(jdk);
                Child child = Child.on(jdk).main(Services.class).start()) {
            assertThat(child.reply()).isEqualTo("main begins");
            try (JConsole console = JConsole.start(jdk, display, folder, Long.toString(child.pid()))) {
                assertThat(console.until("text no agent", text -> !text.startsWith("no: ") && !text.startsWith("Conn")))
                        .contains("java -jar " + Child.AGENT + " attach " + child.pid() + " rules.yaml");

                loadAgent(child, folder.resolve("rules.yaml").toString());
                assertThat(child.ask("stock down")).isEqualTo("ok");
                console.row("stock", row -> row.startsWith("stock|OPEN|5|"));
                assertThat(console.rows("breakers"))
                        .hasSize(1000)
                        .first()
                        .asString()
                        .startsWith("stock|");
                List<Long> latencies = new ArrayList<>();
                for (int i = 0; i < 21; i++) {
                    latencies.add(Long.parseLong(console.ask("latency")));
                    Thread.sleep(50); // over a refresh or two
                }
                Collections.sort(latencies);
                assertThat(latencies.get(10)).as(latencies.toString()).isLessThan(1000);
                console.shoot("thousand");

                loadAgent(child, "--detach");
                console.until("text no agent", text -> text.startsWith("There is no Tripcoil agent in this JVM"));
                save(RULES);
                loadAgent(child, folder.resolve("rules.yaml").toString());
                console.row("stock", row -> row.startsWith("stock|OPEN|5|"));
                assertThat(console.rows("breakers")).hasSize(4);
                console.does("Reset", "stock");
                console.until("table transitions", text -> text.contains("|OPEN \u2192 CLOSED|reset by hand"));
            }
        }
    }

    @Test
    void what_jmx_shows_reads_well_in_the_tab_of_mbeans() throws Exception {
        save(RULES);
        Jdk jdk = Jdk.current();
        try (Display display = Display.open(jdk);
                Child child = guarded(jdk).start();
                Jmx jmx = Jmx.of(child);
                JConsole console = JConsole.start(jdk, display, folder, Long.toString(child.pid()))) {
            String stock = "tree dev.tripcoil/CircuitBreaker/stock/";
            console.until("tab MBeans", "ok"::equals);
            console.until(stock + "Notifications", "ok"::equals);
            console.press("Subscribe");
            console.until(stock + "Operations", "ok"::equals);
            console.press("trip");
            console.press("OK");
            jmx.breaker("stock").awaitState("OPEN");
            console.until(stock + "Notifications", "ok"::equals);
            console.until("table -", text -> text.contains("|CLOSED \u2192 OPEN|1|tripped by hand|"));

            console.until(stock + "Attributes", "ok"::equals);
            console.until("open GuardedMethods", "ok"::equals);
            console.until("open RecentTransitions", "ok"::equals);
            assertThat(console.rows("-")).contains("State|OPEN", "Description|the stock service", "TimesOpened|1");
            console.shoot("attributes");
            console.until("tree dev.tripcoil/Agent/Attributes", "ok"::equals);
            console.until("open Breakers", "ok"::equals);
            console.shoot("agent");
        }
    }

    private static void loadAgent(Child child, String argument) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(child.pid()));
        try {
            machine.loadAgent(Child.AGENT.toString(), argument);
        } finally {
            machine.detach();
        }
    }

    private Child.Builder guarded(Jdk jdk, String... options) {
        return Child.on(jdk)
                .with("-Dcom.sun.management.jmxremote") // makes the MBean server before main: nothing to wait for
                .with(options)
                .agent("rules=" + folder.resolve("rules.yaml"))
                .main(Services.class);
    }

    /** In the way of careful editors: nobody reads half a file. */
    private void save(String rules) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), rules);
        Files.move(draft, folder.resolve("rules.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }
}
