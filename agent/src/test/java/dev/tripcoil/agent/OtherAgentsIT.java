package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import programs.StockCalls;

/**
 * Beside agents of other people, before them on the command line and after them: each does what it does alone, and so
 * does Tripcoil.
 */
class OtherAgentsIT {

    private static final Path AGENTS = Child.AGENT.resolveSibling("agents");

    /** A debugger may be connected, at a port of its own. */
    private static final String DEBUGGER = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    private static final String MOVED = "java.lang.IllegalStateException";

    @TempDir
    Path folder;

    private Path seen;
    private Path keeper;

    /** Where Tripcoil stands on the command line. */
    enum Tripcoil {
        FIRST,
        LAST
    }

    static Stream<Arguments> everyWay() throws IOException {
        return Jdk.all().stream().flatMap(jdk -> Stream.of(Tripcoil.values()).map(place -> Arguments.of(jdk, place)));
    }

    @BeforeEach
    void makeKeeper() throws Exception {
        seen = Files.createDirectories(folder.resolve("seen"));
        keeper = Jars.ofAgent(folder.resolve("keeper.jar"), "programs.AnotherAgent", "programs.AnotherAgent$Keeper");
    }

    /** Its spans stand round the guards if it comes after them: then it sees the refusals. */
    @ParameterizedTest(name = "{0}, Tripcoil {1}")
    @MethodSource("everyWay")
    void open_telemetry(Jdk jdk, Tripcoil place) throws Exception {
        try (Child child = child(
                        jdk,
                        place,
                        "-javaagent:" + AGENTS.resolve("opentelemetry-javaagent.jar"),
                        "-Dotel.traces.exporter=console",
                        "-Dotel.metrics.exporter=none",
                        "-Dotel.logs.exporter=none",
                        "-Dotel.instrumentation.methods.include=programs.Stock[fetch]")
                .main(StockCalls.class)
                .start()) {
            fiveFailuresOpenIt(child);
            isWovenOnce(jdk);
            assertThat(saidByOthers(child))
                    .allMatch(line -> line.matches("\\[otel\\.javaagent .*\\] INFO .*|.*VM warning: Sharing .*"))
                    .filteredOn(line -> line.contains("'Stock.fetch' : "))
                    .hasSize(place == Tripcoil.FIRST ? 7 : 5);
        }
    }

    /** The JVM asks it first, wherever it stands: what it covers, and the ids by which its report finds it, are the same. */
    @ParameterizedTest(name = "{0}, Tripcoil {1}")
    @MethodSource("everyWay")
    void jacoco(Jdk jdk, Tripcoil place) throws Exception {
        Path agent = folder.resolve("jacoco.jar");
        try (JarFile jar = new JarFile(AGENTS.resolve("org.jacoco.agent.jar").toFile())) {
            Files.copy(jar.getInputStream(jar.getEntry("jacocoagent.jar")), agent);
        }
        Path alone = folder.resolve("alone.exec");
        try (Child child = Child.on(jdk)
                .with("-javaagent:" + agent + "=destfile=" + alone)
                .main(StockCalls.class)
                .start()) {
            Await.until("main", child::reply, "main begins"::equals);
            for (int i = 0; i < 7; i++) {
                assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            }
            child.finish();
        }
        Path both = folder.resolve("both.exec");
        try (Child child = child(jdk, place, "-javaagent:" + agent + "=destfile=" + both)
                .main(StockCalls.class)
                .start()) {
            fiveFailuresOpenIt(child);
            isWovenOnce(jdk);
            assertThat(saidByOthers(child)).isEmpty();
        }
        Map<String, JacocoFile.Covered> covered = JacocoFile.read(both);
        assertThat(covered).containsAllEntriesOf(JacocoFile.read(alone)).containsKey("programs/Stock");
        assertThat(covered.keySet())
                .filteredOn(name -> name.startsWith("dev/tripcoil/"))
                .as("of the agent's own classes only those that the JVM loads as the application's")
                .isSubsetOf(
                        "dev/tripcoil/agent/TripcoilAgent",
                        "dev/tripcoil/agent/AgentLoader",
                        "dev/tripcoil/agent/Entry");
    }

    /** The JVM asks it first, wherever it stands: its advice is part of the guarded method. */
    @ParameterizedTest(name = "{0}, Tripcoil {1}")
    @MethodSource("everyWay")
    void aspectjs_weaver(Jdk jdk, Tripcoil place) throws Exception {
        Path weaver = AGENTS.resolve("aspectjweaver.jar");
        Path aspects = Files.createDirectories(folder.resolve("aspects"));
        Jars.compile(jdk, aspects, folder.resolve("source"), List.of(weaver), "Audit.java", """
                package aspects;
                import org.aspectj.lang.ProceedingJoinPoint;
                import org.aspectj.lang.annotation.Around;
                import org.aspectj.lang.annotation.Aspect;
                @Aspect
                public class Audit {
                    @Around(value = "execution(* programs.Stock.fetch(..))", argNames = "call")
                    public Object audit(ProceedingJoinPoint call) throws Throwable {
                        System.err.println("audited: " + call.getSignature());
                        return call.proceed();
                    }
                }
                """);
        Files.writeString(Files.createDirectories(aspects.resolve("META-INF")).resolve("aop.xml"), """
                <aspectj>
                    <aspects><aspect name="aspects.Audit"/></aspects>
                    <weaver><include within="programs.*"/><include within="aspects.*"/></weaver>
                </aspectj>
                """);
        try (Child child = child(jdk, place, "-javaagent:" + weaver)
                .main(StockCalls.class, aspects)
                .start()) {
            fiveFailuresOpenIt(child);
            isWovenOnce(jdk);
            assertThat(saidByOthers(child)).hasSize(5).containsOnly("audited: int programs.Stock.fetch()");
        }
    }

    /** What it puts at a method's entry comes before the guard if it comes after Tripcoil; then its failures don't count. */
    @ParameterizedTest(name = "{0}, Tripcoil {1}")
    @MethodSource("everyWay")
    void byteman(Jdk jdk, Tripcoil place) throws Exception {
        Path traces = bytemanRule("traces", "System.err.println(\"traced\")");
        Path moves = bytemanRule("moves", "throw new " + MOVED + "(\"moved\")");
        int port = freePort();
        try (Child child = child(
                        jdk,
                        place,
                        "-javaagent:" + AGENTS.resolve("byteman.jar") + "=script:" + traces + ",listener:true,port:"
                                + port)
                .main(StockCalls.class)
                .start()) {
            boolean inside = place == Tripcoil.LAST;
            Await.until("main", child::reply, "main begins"::equals);
            assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            Await.until("a trace", child::snapshot, seen -> seen.errors().contains("traced"));
            try (Jmx jmx = Jmx.of(child)) {
                Jmx.Bean breaker = jmx.breaker("stock");
                assertThat(breaker.count("Calls")).isEqualTo(1);

                submit(jdk, port, "-u", traces);
                submit(jdk, port, "-l", moves);
                assertThat(child.ask("call")).isEqualTo(MOVED);
                assertThat(breaker.count("Calls")).isEqualTo(inside ? 2 : 1);
                submit(jdk, port, "-u", moves);
                submit(jdk, port, "-l", traces);

                for (int i = inside ? 2 : 1; i < 5; i++) {
                    assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
                }
                assertThat(child.ask("call")).isEqualTo(Rules.REFUSED);
                assertThat(child.ask("call")).isEqualTo(Rules.REFUSED);
                isOpen(jmx);
            }
            isWovenOnce(jdk);
            assertThat(saidByOthers(child)).containsOnly("traced").hasSize(inside ? 1 + 3 : 1 + 4 + 2);
        }
    }

    /** Then Tripcoil comes last: it stands outside. */
    @OnEachJdk
    void byteman_that_is_there_when_tripcoil_is_attached(Jdk jdk) throws Exception {
        Path traces = bytemanRule("traces", "System.err.println(\"traced\")");
        try (Child child = Child.on(jdk)
                .with("-XX:+EnableDynamicAgentLoading", "-XX:TieredStopAtLevel=1")
                .with("-javaagent:" + AGENTS.resolve("byteman.jar") + "=script:" + traces)
                .main(StockCalls.class)
                .start()) {
            Await.until("main", child::reply, "main begins"::equals);
            assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            attach(child, Child.AGENT, Rules.stock(folder).toString());
            fiveFailuresOpenIt(child, 0);
            assertThat(saidByOthers(child)).containsOnly("traced").hasSize(1 + 5);
        }
    }

    @ParameterizedTest(name = "{0}, Tripcoil {1}")
    @MethodSource("everyWay")
    void one_that_retransforms_a_class_while_it_is_used(Jdk jdk, Tripcoil place) throws Exception {
        try (Child child = attachable(jdk, place).main(StockCalls.class).start()) {
            Await.until("main", child::reply, "main begins"::equals);
            assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            attach(child, "retransform");
            assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            attach(child, "retransform");
            fiveFailuresOpenIt(child, 2);
            isWovenOnce(jdk);
            assertThat(seen.resolve("3.class")).hasSameBinaryContentAs(seen.resolve("1.class"));
            assertThat(saidByOthers(child)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}, Tripcoil {1}")
    @MethodSource("everyWay")
    void one_that_redefines_a_class_while_it_is_used(Jdk jdk, Tripcoil place) throws Exception {
        Path moved = Files.createDirectories(folder.resolve("moved"));
        Jars.compile(jdk, moved, folder.resolve("source"), "Stock.java", """
                package programs;
                final class Stock {
                    private Stock() {}
                    static int fetch() throws java.io.IOException {
                        throw new IllegalStateException("moved");
                    }
                }
                """);
        try (Child child = attachable(jdk, place).main(StockCalls.class).start()) {
            Await.until("main", child::reply, "main begins"::equals);
            assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            attach(child, "redefine " + moved.resolve("programs/Stock.class"));
            assertThat(child.ask("call")).isEqualTo(MOVED);
            if (jdk.version() > 17) { // which goes back to what it loaded if any agent has changed that
                attach(child, "retransform");
            }
            assertThat(child.ask("call")).isEqualTo(MOVED);
            attach(child, "redefine " + programs().resolve("programs/Stock.class"));
            fiveFailuresOpenIt(child, 3);
            isWovenOnce(jdk);
            assertThat(saidByOthers(child)).isEmpty();
        }
    }

    /** As tools do that save classes as they find them, and give them back later. */
    @OnEachJdk
    void one_that_redefines_a_class_by_its_own_woven_bytes(Jdk jdk) throws Exception {
        try (Child child =
                attachable(jdk, Tripcoil.FIRST).main(StockCalls.class).start()) {
            Await.until("main", child::reply, "main begins"::equals);
            assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            attach(child, "redefine " + seen.resolve("1.class"));
            for (int i = 1; i < 5; i++) {
                assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            }
            assertThat(child.ask("call")).isEqualTo(Rules.REFUSED);
            try (Jmx jmx = Jmx.of(child)) {
                assertThat(jmx.breaker("stock").count("Calls")).isEqualTo(5);
                assertThat(jmx.agent().count("InternalErrors")).isZero();
                assertThat(jmx.agent().lines("SkippedMethods"))
                        .first()
                        .asString()
                        .contains("programs.Stock", "it was woven before");
            }
            isWovenOnce(jdk);
            assertThat(saidByOthers(child)).isEmpty();
        }
    }

    @OnEachJdk
    void a_debuggers(Jdk jdk) throws Exception {
        try (Child child =
                child(jdk, Tripcoil.LAST, DEBUGGER).main(StockCalls.class).start()) {
            fiveFailuresOpenIt(child);
            isWovenOnce(jdk);
            assertThat(child.snapshot().output().get(0)).startsWith("Listening for transport dt_socket");
            assertThat(saidByOthers(child)).isEmpty();
        }
    }

    private static Path programs() throws Exception {
        return Path.of(StockCalls.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** Under Tripcoil and another agent, and one behind them that keeps what they make of the guarded class. */
    private Child.Builder child(Jdk jdk, Tripcoil place, String... other) throws IOException {
        // The MBeans are there at once, and the best of compilers is for those that live longer.
        Child.Builder child = Child.on(jdk).with("-Dcom.sun.management.jmxremote", "-XX:TieredStopAtLevel=1");
        // A wildcard means none of the methods that others add.
        Path any = Files.writeString(folder.resolve("any.yaml"), Rules.STOCK.replace("fetch", "\"*\""));
        String rules = any.toString();
        if (place == Tripcoil.FIRST) {
            child.agent(rules).with(other);
        } else {
            child.with(other).agent(rules);
        }
        return child.with("-javaagent:" + keeper + "=" + seen);
    }

    /** The other agent is the keeper itself, once more. */
    private Child.Builder attachable(Jdk jdk, Tripcoil place) throws IOException {
        Path unused = Files.createDirectories(folder.resolve("unused"));
        return child(jdk, place, "-javaagent:" + keeper + "=" + unused).with("-XX:+EnableDynamicAgentLoading");
    }

    private void attach(Child child, String what) throws Exception {
        attach(child, keeper, what);
    }

    private static void attach(Child child, Path agent, String arguments) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(child.pid()));
        try {
            machine.loadAgent(agent.toString(), arguments);
        } finally {
            machine.detach();
        }
    }

    private static void fiveFailuresOpenIt(Child child) throws Exception {
        Await.until("main", child::reply, "main begins"::equals);
        fiveFailuresOpenIt(child, 0);
    }

    /** @param failed how many calls have failed before */
    private static void fiveFailuresOpenIt(Child child, int failed) throws Exception {
        for (int i = failed; i < 5; i++) {
            assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
        }
        assertThat(child.ask("call")).isEqualTo(Rules.REFUSED);
        assertThat(child.ask("call")).isEqualTo(Rules.REFUSED);
        try (Jmx jmx = Jmx.of(child)) {
            isOpen(jmx);
        }
    }

    /** After five failures and two refusals. */
    private static void isOpen(Jmx jmx) throws Exception {
        Jmx.Bean breaker = jmx.breaker("stock");
        assertThat(breaker.get("State")).isEqualTo("OPEN");
        assertThat(breaker.count("Calls")).isEqualTo(5);
        assertThat(breaker.count("FailedCalls")).isEqualTo(5);
        assertThat(breaker.count("SuccessfulCalls")).isZero();
        assertThat(breaker.count("RejectedCalls")).isEqualTo(2);
        assertThat(breaker.lines("GuardedMethods")).containsExactly("programs.Stock#fetch()int");
        Jmx.Bean agent = jmx.agent();
        assertThat(agent.count("WovenClasses")).isEqualTo(1);
        assertThat(agent.count("WovenMethods")).isEqualTo(1);
        assertThat(agent.lines("SkippedMethods")).isEmpty();
        assertThat(agent.lines("UnmatchedRules")).isEmpty();
        assertThat(agent.count("WeavingFailures")).isZero();
        assertThat(agent.count("InternalErrors")).isZero();
    }

    /** A guard within a guard would not show in the totals. */
    private void isWovenOnce(Jdk jdk) throws Exception {
        List<String> versions;
        try (Stream<Path> files = Files.list(seen)) {
            versions = files.map(Path::toString).toList();
        }
        assertThat(versions).isNotEmpty();
        List<String> code = Child.on(jdk)
                .command("javap")
                .with("-p", "-c")
                .with(versions.toArray(new String[0]))
                .run()
                .output();
        assertThat(code.stream().filter(line -> line.contains("java/lang/$Tripcoil.enter:")))
                .as(String.join("\n", code))
                .hasSameSizeAs(versions);
    }

    /** On standard error, to its end; Tripcoil's own lines are those that it writes alone. */
    private static List<String> saidByOthers(Child child) throws Exception {
        Child.Ended ended = child.finish();
        assertThat(ended.exitCode()).isZero();
        List<String> others = new ArrayList<>(ended.errors());
        List<String> own = ended.agentLines();
        others.removeAll(own);
        assertThat(own).hasSizeBetween(1, 2);
        assertThat(own.get(0)).endsWith(" in force");
        return others;
    }

    private Path bytemanRule(String name, String action) throws IOException {
        return Files.writeString(folder.resolve(name + ".btm"), """
                RULE stock %s
                CLASS programs.Stock
                METHOD fetch
                AT ENTRY
                IF TRUE
                DO %s
                ENDRULE
                """.formatted(name, action));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void submit(Jdk jdk, int port, String option, Path script) throws Exception {
        Child.Ended submitted = Child.on(jdk)
                .with("-cp", AGENTS.resolve("byteman-submit.jar") + File.pathSeparator + AGENTS.resolve("byteman.jar"))
                .with("org.jboss.byteman.agent.submit.Submit", "-p", Integer.toString(port), option, script.toString())
                .run();
        assertThat(submitted.exitCode()).as(submitted.text()).isZero();
    }
}
