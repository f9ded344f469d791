package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Methods that return types of Reactor, RxJava and the JDK, and a suspending function of Kotlin, on threads of these libraries. */
class ReactiveIT {

    private static final Path COMPILER = Path.of("..", "agent-core", "target", "compilers", "kotlin");

    private static final List<Path> LIBRARIES = Shop.libraries(
            "reactor-core", "reactive-streams", "jspecify", "rxjava", "kotlin-stdlib", "kotlinx-coroutines-core-jvm");

    private static final List<String> KINDS = List.of(
            "mono",
            "flux",
            "single",
            "maybe",
            "completable",
            "observable",
            "flowable",
            "publisher",
            "flow",
            "suspending");

    @TempDir
    static Path kotlin;

    @TempDir
    Path folder;

    @BeforeAll
    static void compileKotlin() throws Exception {
        List<String> jars = new ArrayList<>();
        try (var files = Files.list(COMPILER)) {
            files.forEach(jar -> jars.add(jar.toString()));
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, jars),
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                "-no-stdlib",
                "-no-reflect",
                "-cp",
                Jars.path(LIBRARIES),
                "-d",
                kotlin.toString(),
                Path.of("src", "test", "resources", "sources", "SuspendingCalls.kt")
                        .toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process compiler = builder.start();
        String said = new String(compiler.getInputStream().readAllBytes());
        assertThat(compiler.waitFor()).as(said).isZero();
    }

    @OnEachJdk
    void each_trips_is_refused_and_recovers_by_a_trial(Jdk jdk) throws Exception {
        try (Child child = start(jdk);
                Jmx jmx = Jmx.of(child)) {
            for (String kind : KINDS) {
                for (int i = 0; i < 3; i++) {
                    assertThat(child.ask(kind + " down")).as(kind).isEqualTo(Rules.FAILED);
                }
                assertThat(child.ask(kind + " ok")).as(kind).isEqualTo(Rules.REFUSED);
            }
            for (String kind : KINDS) {
                Jmx.Bean breaker = jmx.breaker(kind);
                assertThat(breaker.count("FailedCalls")).as(kind).isEqualTo(3);
                // A trial that is cancelled gives its place back, and the next one closes the breaker.
                Await.until(kind + " cancelled", () -> child.ask(kind + " never"), "cancelled"::equals);
                breaker.awaitState("HALF_OPEN");
                breaker.await("IgnoredCalls", 1L);
                assertThat(child.ask(kind + " ok")).as(kind).isEqualTo("complete");
                breaker.awaitState("CLOSED");
                assertThat(breaker.count("SuccessfulCalls")).as(kind).isOne();
                assertThat(breaker.count("FailedCalls")).as(kind).isEqualTo(3);
                assertThat(breaker.count("RejectedCalls")).as(kind).isPositive();
                assertThat(breaker.lines("GuardedMethods")).as(kind).hasSize(1);
            }
            Shop.allIsWell(jmx, child);
        }
    }

    @OnEachJdk
    void values_are_judged_and_breakers_split_by_arguments(Jdk jdk) throws Exception {
        try (Child child = start(jdk);
                Jmx jmx = Jmx.of(child)) {
            for (String kind : List.of("judged", "suspending")) {
                assertThat(child.ask(kind + " judged-well")).as(kind).isEqualTo("complete");
                assertThat(child.ask(kind + " judged-bad")).as(kind).isEqualTo("complete");
                assertThat(child.ask(kind + " judged-well")).as(kind).isEqualTo(Rules.REFUSED);
            }
            for (String breaker : List.of("judged", "suspending-judged")) {
                Jmx.Bean bean = jmx.breaker(breaker);
                assertThat(bean.count("SuccessfulCalls")).as(breaker).isOne();
                assertThat(bean.count("FailedCalls")).as(breaker).isOne();
            }

            assertThat(child.ask("split adown")).isEqualTo(Rules.FAILED);
            assertThat(child.ask("split aok")).isEqualTo(Rules.REFUSED);
            assertThat(child.ask("split bok")).isEqualTo("complete");
            Shop.allIsWell(jmx, child);
        }
    }

    /** It is the application's then, and lets everything through. */
    @OnEachJdk
    void a_publisher_from_before_goes_on_working_when_the_agent_has_left(Jdk jdk) throws Exception {
        try (Child child = start(jdk)) {
            for (int i = 0; i < 3; i++) {
                assertThat(child.ask("held")).isEqualTo(Rules.FAILED);
            }
            assertThat(child.ask("held")).isEqualTo(Rules.REFUSED);

            VirtualMachine machine = VirtualMachine.attach(Long.toString(child.pid()));
            try {
                machine.loadAgent(Child.AGENT.toString(), "--detach");
            } finally {
                machine.detach();
            }

            assertThat(child.ask("held")).isEqualTo(Rules.FAILED);
            assertThat(child.ask("suspending ok")).isEqualTo("complete");
            assertThat(child.ask("flux ok")).isEqualTo("complete");
        }
    }

    private Child start(Jdk jdk) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Jars.compile(
                jdk,
                classes,
                folder.resolve("sources"),
                LIBRARIES,
                "ReactiveCalls.java",
                Files.readString(Path.of("src", "test", "resources", "sources", "ReactiveCalls.java")));
        StringBuilder breakers = new StringBuilder("breakers:\n");
        StringBuilder rules = new StringBuilder("rules:\n");
        for (String kind : KINDS) {
            breakers.append("  " + kind + ": {trip-on: {consecutive-failures: 3}, open-for: 2s}\n");
            rules.append(
                    kind.equals("suspending")
                            ? "  - {class: suspending.Service, method: fetch, breaker: suspending}\n"
                            : "  - {class: ReactiveCalls, method: " + kind + ", breaker: " + kind + "}\n");
        }
        breakers.append("  judged: &judged {trip-on: {consecutive-failures: 1}, failures: {result-if: "
                + "'result.endsWith(\"bad\")'}}\n  suspending-judged: *judged\n"
                + "  split: {trip-on: {consecutive-failures: 1}, per: arg1}\n");
        rules.append("  - {class: ReactiveCalls, method: judged, breaker: judged}\n"
                + "  - {class: suspending.Service, method: judged, breaker: suspending-judged}\n"
                + "  - {class: ReactiveCalls, method: split, breaker: split}\n");
        Path file = Files.writeString(folder.resolve("rules.yaml"), breakers.append(rules));
        List<Path> path = new ArrayList<>(List.of(classes, kotlin));
        path.addAll(LIBRARIES);
        return Child.brief(jdk)
                .agent(file.toString())
                .with("-cp", Jars.path(path), "ReactiveCalls")
                .start();
    }
}
