package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;

/** Beans of a real Spring that are proxies, guarded together with what they stand for: one call counts once. */
class SpringIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void a_call_through_proxies_of_either_kind_counts_once(Jdk jdk) throws Exception {
        String spring = spring();
        compile(spring);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  stock:
                    trip-on: {consecutive-failures: 4}
                    open-for: 1s
                    max-concurrent: 1
                    half-open: {calls: 2, concurrent: 1}
                rules:
                  - class: ['app.**', 'jdk.proxy*.**']
                    method: '*fetch*'
                    breaker: stock
                """);
        try (Child child = Child.brief(jdk)
                .agent(rules.toString())
                .with("-Dcom.sun.management.jmxremote")
                .with("-cp", folder + File.pathSeparator + spring, "app.SpringCalls")
                .start()) {
            assertThat(child.reply()).matches("jdk\\.proxy\\d\\.\\$Proxy\\d+ \\S+Plain\\$\\$\\S+ \\S+Beans\\$\\$\\S+");
            try (Jmx jmx = Jmx.of(child)) {
                Jmx.Bean breaker = jmx.breaker("stock");
                List<String> beans = List.of("byInterface", "bySubclass", "throughBeans");
                long calls = 0;
                for (String bean : beans) {
                    assertThat(child.ask(bean)).isEqualTo("42");
                    assertThat(breaker.count("SuccessfulCalls")).as(bean).isEqualTo(++calls);
                }
                for (String bean : beans) {
                    assertThat(child.ask(bean + " fails")).isEqualTo("java.io.IOException");
                    assertThat(breaker.count("Calls")).as(bean).isEqualTo(++calls);
                }
                assertThat(breaker.count("FailedCalls")).isEqualTo(3);
                assertThat(breaker.get("State")).isEqualTo("CLOSED");

                // Two trials, one at a time: were a nested call another one, it would be refused.
                breaker.invoke("trip");
                assertThat(child.ask("bySubclass")).isEqualTo("dev.tripcoil.CircuitOpenException");
                assertThat(breaker.count("RejectedCalls")).isEqualTo(1);
                breaker.awaitState("HALF_OPEN");
                assertThat(child.ask("bySubclass")).isEqualTo("42");
                assertThat(breaker.get("State")).isEqualTo("HALF_OPEN");
                assertThat(breaker.count("SuccessCount")).isEqualTo(1);
                assertThat(child.ask("byInterface")).isEqualTo("42");
                assertThat(breaker.get("State")).isEqualTo("CLOSED");

                // Else the calls would have passed one guard only.
                assertThat(breaker.lines("GuardedMethods"))
                        .anyMatch(method -> method.matches("jdk\\.proxy\\d\\.\\$Proxy\\d+#fetch\\(boolean\\).*"))
                        .anyMatch(method -> method.matches("app\\.SpringCalls\\$Plain\\$\\$.*#fetch\\(boolean\\).*"))
                        .anyMatch(method -> method.startsWith("app.SpringCalls$Plain#fetch(boolean)"))
                        .anyMatch(method -> method.matches("app\\.SpringCalls\\$Plain\\$\\$.*#CGLIB\\$fetch.*"))
                        .anyMatch(method -> method.startsWith("app.SpringCalls$Plain#fetch(boolean)"))
                        .anyMatch(method -> method.startsWith("app.SpringCalls$Base#fetch(boolean)"));
                assertThat(jmx.agent().count("WeavingFailures")).isZero();
                assertThat(jmx.agent().count("InternalErrors")).isZero();
            }
        }
    }

    private static String spring() throws Exception {
        try (Stream<Path> jars = Files.list(Path.of("target", "spring"))) {
            return jars.map(jar -> jar.toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** Not with the other programs, which are compiled without Spring. */
    private void compile(String spring) {
        Path source = Path.of("src", "test", "resources", "sources", "SpringCalls.java");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "--release",
                                "17",
                                "-cp",
                                spring,
                                "-d",
                                folder.toString(),
                                source.toString()))
                .isZero();
    }
}
