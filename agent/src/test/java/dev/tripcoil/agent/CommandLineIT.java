package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import programs.StockCalls;

/** The command line on real JVMs: each command, and each reason why one can't work. */
class CommandLineIT {

    private static final String RULES = """
            breakers:
              stock:
                description: the stock service
                open-for: 1h
              stockroom: {}
            rules:
              - class: programs.Stock
                method: fetch
                breaker: stock
              - class: programs.Nowhere
                breaker: stockroom
            """;

    private static final Path SCRIPT = Path.of("/usr/bin/script");

    @TempDir
    Path folder;

    private Child guarded(Jdk jdk, String... options) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
        Child child = Child.brief(jdk)
                .with("-Dcom.sun.management.jmxremote")
                .with(options)
                .agent(rules.toString())
                .main(StockCalls.class)
                .start();
        assertThat(child.reply()).isEqualTo("main begins");
        return child;
    }

    private static Child unguarded(Jdk jdk, String... options) throws Exception {
        Child child = Child.brief(jdk).with(options).main(StockCalls.class).start();
        assertThat(child.reply()).isEqualTo("main begins");
        return child;
    }

    /** Once the agent is seen from outside. */
    private static void awaitMark(Jdk jdk, Child child) throws Exception {
        Await.until(
                "a guarded JVM " + child.pid(),
                () -> Command.run(jdk, "status", child.pid()),
                ended -> ended.exitCode() == 0);
    }

    private static void open(Child child) throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(child.ask("call")).isEqualTo(Rules.REFUSED);
        }
    }

    @OnEachJdk
    void ps_shows_which_jvms_are_guarded_and_disturbs_none_that_is_not(Jdk jdk) throws Exception {
        try (Child guarded = guarded(jdk);
                Child other = unguarded(jdk, "-XX:-StartAttachListener");
                Child forbidding = unguarded(jdk, "-XX:-StartAttachListener", "-XX:+DisableAttachMechanism");
                Child unseen = unguarded(jdk, "-XX:-StartAttachListener", "-XX:-UsePerfData")) {
            awaitMark(jdk, guarded);
            JsonArray array = Command.json(jdk, "ps", "--json").getAsJsonArray();
            JsonObject first = of(array, guarded);
            assertThat(first.get("guarded").getAsBoolean()).isTrue();
            assertThat(first.get("version").getAsString()).isEqualTo(System.getProperty("project.version"));
            assertThat(first.get("rulesFile").getAsString())
                    .isEqualTo(folder.resolve("rules.yaml").toString());
            assertThat(first.get("command").getAsString()).isEqualTo("programs.StockCalls");
            for (Child each : List.of(other, unseen)) {
                assertThat(of(array, each).get("guarded").getAsBoolean()).isFalse();
                assertThat(of(array, each).get("command").getAsString()).isEqualTo("programs.StockCalls");
            }
            assertThat(of(array, forbidding).get("guarded").isJsonNull()).isTrue();
            assertThat(of(array, forbidding).get("unknownBecause").getAsString())
                    .isEqualTo("forbids attaching");
            assertThat(array.toString()).doesNotContain("tripcoil.jar ps");

            String table = Command.output(jdk, "ps");
            assertThat(table.lines().toList())
                    .anyMatch(line -> line.matches(" *PID +USER +TRIPCOIL +RULES +JVM"))
                    .anyMatch(line -> line.contains(guarded.pid() + " ") && line.contains("rules.yaml"));

            // Nobody has noticed. (Their listeners' sockets tell nothing: old ones lie about, and other tests may
            // attach.)
            for (Child each : List.of(other, forbidding, unseen)) {
                assertThat(each.ask("call")).isEqualTo(Rules.FAILED);
                assertThat(each.snapshot().output()).hasSize(2);
            }
        }
    }

    private static JsonObject of(JsonArray all, Child child) {
        for (JsonElement each : all) {
            if (each.getAsJsonObject().get("pid").getAsLong() == child.pid()) {
                return each.getAsJsonObject();
            }
        }
        throw new AssertionError(child.pid() + " is not in " + all);
    }

    @OnEachJdk
    void status_and_show_say_how_the_breakers_are(Jdk jdk) throws Exception {
        try (Child child = guarded(jdk)) {
            awaitMark(jdk, child);
            open(child);

            List<String> status =
                    Command.output(jdk, "status", child.pid()).lines().toList();
            assertThat(status).noneMatch(line -> line.contains("\033"));
            assertThat(status.get(0)).startsWith("JVM " + child.pid() + " at 2");
            assertThat(status.get(3))
                    .matches("BREAKER +STATE +FOR +FAILURES +FAILED% +SLOW% +REJECTED +CALLS +RETRY IN +LAST"
                            + " FAILURE");
            assertThat(status.get(4))
                    .matches("stock +OPEN +\\d+s +5 +- +- +2 +5 +(1h00m|59m\\d\\ds) +java.io.IOException: no"
                            + " route to stock");
            assertThat(status.get(5)).matches("stockroom +CLOSED +\\d+s +0 +- +- +0 +0 +- +-");
            assertThat(status).last().asString().isEqualTo("1 rule that matches nothing so far: see status --verbose");
            assertThat(Command.output(jdk, "status", "-v", child.pid())).contains("programs.Nowhere");

            JsonObject data = Command.json(jdk, "status", "--json", child.pid()).getAsJsonObject();
            assertThat(data.get("rulesErrors").getAsJsonArray()).isEmpty();
            assertThat(data.get("unmatchedRules").getAsJsonArray()).hasSize(1);
            JsonObject stock = data.get("breakers").getAsJsonArray().get(0).getAsJsonObject();
            assertThat(stock.get("state").getAsString()).isEqualTo("OPEN");
            assertThat(stock.get("failedCalls").getAsLong()).isEqualTo(5);
            assertThat(stock.get("rejectedCalls").getAsLong()).isEqualTo(2);
            assertThat(stock.get("halfOpenInMillis").getAsLong()).isBetween(3_400_000L, 3_600_000L);

            String show = Command.output(jdk, "show", child.pid(), "stock");
            assertThat(show)
                    .startsWith("stock  OPEN since 2")
                    .contains(
                            "  the stock service",
                            "  calls  5: 0 successful, 5 failed, 0 ignored",
                            "  java.io.IOException: no route to stock",
                            "  programs.Stock#fetch()int",
                            "    open-for: 1h",
                            "  CLOSED \u2192 OPEN: 5 failures in a row");
            JsonArray shown =
                    Command.json(jdk, "show", "--json", child.pid(), "stock*").getAsJsonArray();
            assertThat(shown).hasSize(2);
            JsonObject full = shown.get(0).getAsJsonObject();
            assertThat(full.get("guardedMethods").getAsString()).isEqualTo("programs.Stock#fetch()int");
            assertThat(full.get("recentTransitions").getAsJsonArray()).hasSize(1);
        }
    }

    @OnEachJdk
    void operations_say_from_what_state_to_what(Jdk jdk) throws Exception {
        try (Child child = guarded(jdk)) {
            awaitMark(jdk, child);
            long pid = child.pid();
            assertThat(Command.output(jdk, "trip", pid, "stock")).isEqualTo("stock: CLOSED \u2192 OPEN");
            assertThat(child.ask("call")).isEqualTo(Rules.REFUSED);
            assertThat(Command.output(jdk, "trip", pid, "stock")).isEqualTo("stock: OPEN, as before");
            assertThat(Command.output(jdk, "force-open", pid, "stock*"))
                    .isEqualTo("stock: OPEN \u2192 FORCED_OPEN\nstockroom: CLOSED \u2192 FORCED_OPEN");
            assertThat(Command.output(jdk, "metrics-only", pid, "stock"))
                    .isEqualTo("stock: FORCED_OPEN \u2192 METRICS_ONLY");
            assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            assertThat(Command.json(jdk, "disable", "--json", pid, "stock").toString())
                    .isEqualTo("[{\"name\":\"stock\",\"key\":null,\"from\":\"METRICS_ONLY\",\"to\":\"DISABLED\"}]");
            assertThat(Command.output(jdk, "reset", "--all", pid))
                    .isEqualTo("stock: DISABLED \u2192 CLOSED\nstockroom: FORCED_OPEN \u2192 CLOSED");
            assertThat(Command.refusal(jdk, "trip", pid, "stock", "stok"))
                    .isEqualTo("trip: no breaker matches 'stok'; there are stock, stockroom");
            assertThat(Command.output(jdk, "status", pid)).contains("\nstock      CLOSED");
        }
    }

    @OnEachJdk
    void reload_says_what_is_in_force_or_what_is_wrong(Jdk jdk) throws Exception {
        try (Child child = guarded(jdk)) {
            awaitMark(jdk, child);
            Path rules = folder.resolve("rules.yaml");
            Files.writeString(
                    rules,
                    RULES.replace("  stockroom: {}\n", "  stockroom: {}\n  prices: {}\n")
                            .replace("breaker: stockroom", "breaker: prices"));
            Child.Ended good = Command.run(jdk, "reload", child.pid());
            assertThat(good.exitCode()).as(good.text()).isZero();
            assertThat(good.output())
                    .singleElement()
                    .asString()
                    .startsWith(rules + ": in force since 2")
                    .contains(": 3 breakers, ");
            assertThat(good.errors()).anyMatch(line -> line.startsWith("warning: ") && line.contains("'stockroom'"));

            Command.output(jdk, "metrics-only", child.pid(), "stock");
            assertThat(Command.run(jdk, "reload", child.pid()).errors())
                    .contains("stock stays METRICS_ONLY: its start-as is for the start only; to close it now: tripcoil"
                            + " reset " + child.pid() + " stock");

            Files.writeString(rules, RULES.replace("open-for", "open-fr"));
            Child.Ended bad = Command.run(jdk, "reload", child.pid());
            assertThat(bad.exitCode()).isEqualTo(1);
            assertThat(bad.output()).isEmpty();
            assertThat(bad.errors()).contains(rules + ":4:5: unknown key 'open-fr'; did you mean 'open-for'?");
            assertThat(Command.run(jdk, "status", child.pid()).output())
                    .contains("  " + rules + ":4:5: unknown key 'open-fr'; did you mean 'open-for'?")
                    .anyMatch(
                            line -> line.startsWith("RULES ERRORS: the rules of 2") && line.endsWith(" stay in force"));
            Child.Ended json = Command.run(jdk, "reload", "--json", child.pid());
            assertThat(json.exitCode()).isEqualTo(1);
            JsonObject data = Command.json(String.join("\n", json.output())).getAsJsonObject();
            assertThat(data.get("rulesErrors").getAsJsonArray()).hasSize(1);
            assertThat(data.get("breakers").getAsJsonArray()).hasSize(3);
        }
    }

    @OnEachJdk
    void watch_prints_a_table_each_time_and_ends_with_the_jvm(Jdk jdk) throws Exception {
        try (Child child = guarded(jdk)) {
            awaitMark(jdk, child);
            try (Child table = Command.builder(jdk, "status", "--watch=0.2", child.pid())
                            .start();
                    Child json = Command.builder(jdk, "status", "--json", "--watch=0.2", child.pid())
                            .start()) {
                Await.until("three tables", () -> count(table, "BREAKER "), count -> count >= 3);
                Await.until("two documents", () -> json.snapshot().output().size(), size -> size >= 2);
                child.finish();
                for (Child watch : List.of(table, json)) {
                    Child.Ended ended = watch.end();
                    assertThat(ended.exitCode()).as(ended.text()).isZero();
                    assertThat(ended.errors()).containsExactly("JVM " + child.pid() + " has ended");
                    assertThat(ended.output()).noneMatch(line -> line.contains("\033"));
                }
                for (String line : json.snapshot().output()) {
                    assertThat(Command.json(line)
                                    .getAsJsonObject()
                                    .get("breakers")
                                    .getAsJsonArray())
                            .hasSize(2);
                }
            }
        }
    }

    private static long count(Child child, String start) {
        return child.snapshot().output().stream()
                .filter(line -> line.startsWith(start))
                .count();
    }

    @OnEachJdk
    void on_a_terminal_watch_redraws_in_colour_unless_told_not_to(Jdk jdk) throws Exception {
        assumeTrue(Files.isExecutable(SCRIPT), "script of util-linux");
        try (Child child = guarded(jdk)) {
            awaitMark(jdk, child);
            open(child);
            try (Child watch =
                            onTerminal(jdk, "status --watch=0.2 " + child.pid()).start();
                    Child plain = onTerminal(jdk, "status --watch=0.2 " + child.pid())
                            .environment("NO_COLOR", "1")
                            .start()) {
                Await.until("a second screen", () -> screens(watch), screens -> screens >= 2);
                Await.until("a second screen", () -> screens(plain), screens -> screens >= 2);
                child.finish();
                Child.Ended ended = watch.end();
                assertThat(ended.output())
                        .anyMatch(line -> line.startsWith("stock") && line.contains("\033[1;31mOPEN\033[0m"))
                        .anyMatch(line -> line.contains("\033[?25h")) // the cursor is back
                        .anyMatch(line -> line.contains("JVM " + child.pid() + " has ended"));
                assertThat(plain.end().output())
                        .anyMatch(line -> line.startsWith("stock") && line.contains(" OPEN "))
                        .noneMatch(line -> line.contains("m") && line.matches(".*\033\\[[0-9;]*m.*"));
            }
        }
    }

    /** In a terminal of its own, of 24 lines and 80 columns. */
    private static Child.Builder onTerminal(Jdk jdk, String arguments) {
        String command = "stty rows 24 cols 80; " + jdk.command("java") + " -jar " + Child.AGENT + " " + arguments;
        return Child.on(jdk)
                .program(SCRIPT.toString(), "-qec", command, "/dev/null")
                .environment("TERM", "xterm");
    }

    private static long screens(Child child) {
        return child.snapshot().output().stream()
                .filter(line -> line.contains("\033[H"))
                .count();
    }

    @OnEachJdk
    void a_jmx_port_is_reached_with_a_password_where_it_asks_for_one(Jdk jdk) throws Exception {
        int open = freePort();
        int closed = freePort();
        Path passwords = Files.writeString(folder.resolve("passwords"), "op secret\n");
        Path access = Files.writeString(folder.resolve("access"), "op readwrite\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        try (Child free = guarded(jdk, remote(open, "-Dcom.sun.management.jmxremote.authenticate=false"));
                Child asking = guarded(
                        jdk,
                        remote(
                                closed,
                                "-Dcom.sun.management.jmxremote.password.file=" + passwords,
                                "-Dcom.sun.management.jmxremote.access.file=" + access))) {
            String host = "127.0.0.1:" + open;
            Await.until("the MBeans", () -> Command.run(jdk, "status", host), ended -> ended.exitCode() == 0);
            assertThat(Command.output(jdk, "trip", host, "stock")).isEqualTo("stock: CLOSED \u2192 OPEN");
            assertThat(free.ask("call")).isEqualTo(Rules.REFUSED);
            String url = "service:jmx:rmi:///jndi/rmi://" + host + "/jmxrmi";
            assertThat(Command.output(jdk, "status", url))
                    .contains("JVM " + url)
                    .contains("OPEN");

            String secret = "127.0.0.1:" + closed;
            assertThat(Command.refusal(jdk, "status", secret))
                    .isEqualTo("status: " + secret
                            + " wants to know who you are: give --user, and the password when asked");
            assertThat(Command.refusal(jdk, "status", "--user=op", "--password=wrong", secret))
                    .contains(" doesn't let op in with this password");
            Await.until(
                    "the MBeans",
                    () -> Command.run(jdk, "status", "--user", "op", "--password=secret", secret),
                    ended -> ended.exitCode() == 0);
            Child.Ended ended = Command.builder(jdk, "trip", secret, "stock", "--user", "op")
                    .environment("TRIPCOIL_PASSWORD", "secret")
                    .run();
            assertThat(ended.output()).as(ended.text()).containsExactly("stock: CLOSED \u2192 OPEN");

            if (Files.isExecutable(SCRIPT)) {
                try (Child prompted =
                        onTerminal(jdk, "status --user op " + secret).start()) {
                    prompted.send("secret");
                    Child.Ended shown = prompted.end();
                    assertThat(shown.output()).as(shown.text()).anyMatch(line -> line.startsWith("stock"));
                    assertThat(shown.text()).contains("Password of op: ");
                }
            }

            asking.finish();
            assertThat(Command.refusal(jdk, "status", secret)).startsWith("status: can't connect to " + secret + ": ");
        }
    }

    private static String[] remote(int port, String... more) {
        List<String> options = new ArrayList<>(List.of(
                "-Dcom.sun.management.jmxremote.port=" + port,
                "-Dcom.sun.management.jmxremote.rmi.port=" + port,
                "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dcom.sun.management.jmxremote.ssl=false"));
        options.addAll(List.of(more));
        return options.toArray(new String[0]);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @OnEachJdk
    void what_cannot_be_reached_is_told_in_one_line_that_says_what_to_do(Jdk jdk) throws Exception {
        try (Child plain = unguarded(jdk);
                Child forbidding =
                        unguarded(jdk, "-XX:-StartAttachListener", "-XX:+DisableAttachMechanism", "-XX:-UsePerfData");
                Child sleeping = Child.on(jdk).program("sleep", "60").start()) {
            assertThat(Command.refusal(jdk, "status", plain.pid()))
                    .isEqualTo("status: JVM " + plain.pid()
                            + " isn't guarded: it has no Tripcoil agent; to load it: tripcoil" + " attach "
                            + plain.pid() + " RULES");
            assertThat(Command.refusal(jdk, "detach", plain.pid())).contains("isn't guarded");
            assertThat(Command.refusal(jdk, "status", forbidding.pid())).contains("forbids attaching");
            assertThat(forbidding.ask("call")).isEqualTo(Rules.FAILED);
            assertThat(forbidding.snapshot().output()).hasSize(2); // no thread dump
            assertThat(Command.refusal(jdk, "status", sleeping.pid())).contains("is not a JVM");
            assertThat(sleeping.snapshot().exitCode()).isEqualTo(-1);
            plain.finish();
            assertThat(Command.refusal(jdk, "status", plain.pid())).contains("there is no process " + plain.pid());
        }
    }

    @OnEachJdk
    void a_jvm_that_is_stopped_holds_nobody_up(Jdk jdk) throws Exception {
        try (Child child = guarded(jdk)) {
            awaitMark(jdk, child);
            signal("STOP", child);
            try {
                try (Child status = Command.builder(jdk, "status", child.pid()).start()) {
                    JsonArray all = Command.json(jdk, "ps", "--json").getAsJsonArray();
                    assertThat(of(all, child).get("unknownBecause").getAsString())
                            .isEqualTo("doesn't answer");
                    assertThat(status.end().exitCode()).isEqualTo(1);
                    assertThat(status.snapshot().errors())
                            .singleElement()
                            .asString()
                            .contains("hasn't answered for");
                }
            } finally {
                signal("CONT", child);
            }
            assertThat(Command.output(jdk, "status", child.pid())).contains("CLOSED");
        }
    }

    private static void signal(String signal, Child child) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @OnEachJdk
    void another_users_jvm_is_shown_as_such(Jdk jdk) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "the superuser can be another user");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv of util-linux");
        Path jar = Files.copy(
                Child.AGENT,
                Files.createTempDirectory(Path.of("/tmp"), "shared").resolve("tripcoil.jar"));
        Files.setPosixFilePermissions(jar.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
        try (Child child = guarded(jdk)) {
            awaitMark(jdk, child);
            String java = jdk.command("java");
            Child.Ended ps = as("65534", jdk, java, "-jar", jar.toString(), "ps", "--json");
            assertThat(ps.exitCode()).as(ps.text()).isZero();
            JsonObject found = of(Command.json(String.join("\n", ps.output())).getAsJsonArray(), child);
            assertThat(found.get("unknownBecause").getAsString()).isEqualTo("another user's");
            assertThat(found.get("user").getAsString()).isEqualTo("root");
            Child.Ended status = as("65534", jdk, java, "-jar", jar.toString(), "status", Long.toString(child.pid()));
            assertThat(status.exitCode()).isEqualTo(1);
            assertThat(status.errors()).singleElement().asString().contains("is user root's", "sudo -u root");
        } finally {
            Files.delete(jar);
            Files.delete(jar.getParent());
        }
    }

    private static Child.Ended as(String user, Jdk jdk, String... command) throws Exception {
        return Child.on(jdk)
                .program("/usr/bin/setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups")
                .with(command)
                .in(Path.of("/tmp"))
                .run();
    }

    @OnEachJdk
    void attach_guards_a_running_jvm_and_detach_leaves_it(Jdk jdk) throws Exception {
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        try (Child child = unguarded(jdk)) {
            // The path starts from where the command runs, not from where the JVM does.
            Child.Ended attached = Command.builder(jdk, "attach", child.pid(), "rules.yaml")
                    .in(folder)
                    .run();
            assertThat(attached.exitCode()).as(attached.text()).isZero();
            assertThat(attached.output())
                    .containsExactly("2 breakers and 2 rules of " + folder.resolve("rules.yaml") + " in force");
            open(child);
            assertThat(Command.output(jdk, "status", child.pid())).contains("OPEN");
            assertThat(Command.refusal(jdk, "attach", child.pid(), folder.resolve("rules.yaml")))
                    .startsWith("attach: JVM " + child.pid() + ": ")
                    .contains("already");
            assertThat(child.ask("call")).isEqualTo(Rules.REFUSED);

            assertThat(Command.output(jdk, "detach", child.pid())).isNotEmpty();
            assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            assertThat(Command.refusal(jdk, "detach", child.pid())).contains("isn't guarded");

            assertThat(Command.output(jdk, "attach", child.pid(), folder.resolve("rules.yaml")))
                    .contains("in force");
            open(child);
        }
    }

    @OnEachJdk
    void a_jvm_that_takes_no_agents_says_so(Jdk jdk) throws Exception {
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        try (Child child = unguarded(jdk, "-XX:-EnableDynamicAgentLoading")) {
            assertThat(Command.refusal(jdk, "attach", child.pid(), folder.resolve("rules.yaml")))
                    .isEqualTo(
                            "attach: JVM " + child.pid() + " forbids loading agents (-XX:-EnableDynamicAgentLoading);"
                                    + " start it with -javaagent");
            assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
        }
    }

    @OnEachJdk
    void a_runtime_that_cannot_attach_says_so(Jdk jdk) throws Exception {
        Path image = folder.resolve("image");
        Child.Ended made = Child.on(jdk)
                .command("jlink")
                .with("--add-modules", "java.base,java.management.rmi", "--output", image.toString())
                .run();
        assertThat(made.exitCode()).as(made.text()).isZero();
        Jdk small = new Jdk(jdk.version(), image);
        for (String[] arguments : new String[][] {{"ps"}, {"status", "1"}}) {
            assertThat(Command.refusal(small, (Object[]) arguments)).contains("has no module jdk.attach");
        }
        assertThat(Command.output(small, "--version")).startsWith("tripcoil ");
    }

    @OnEachJdk
    void bash_completes_commands_and_options(Jdk jdk) throws Exception {
        Path script = Files.writeString(folder.resolve("completion.bash"), Command.output(jdk, "completion"));
        Child.Ended ended = Child.on(jdk)
                .program("bash", "--norc", "-c", """
                        source %s
                        compopt() { :; }
                        complete_it() {
                          COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _complete_tripcoil
                          echo "${COMPREPLY[@]}"
                        }
                        complete_it tripcoil me
                        complete_it tripcoil status --
                        """.formatted(script))
                .run();
        assertThat(ended.errors()).isEmpty();
        assertThat(ended.output().get(0)).isEqualTo("metrics-only");
        assertThat(ended.output().get(1).split(" ")).contains("--watch", "--json", "--help");
    }
}
