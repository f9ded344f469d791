package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.io.TempDir;
import programs.Constructors;
import programs.H2Client;

/** Guarded constructors, in JVMs of their own. */
class ConstructorsIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void constructor_counts_once_and_is_refused_before_anything_runs(Jdk jdk) throws Exception {
        Path rules = rules("programs.Constructors$Client");
        try (Child child = Child.on(jdk)
                        .agent(rules.toString())
                        .with("-Dcom.sun.management.jmxremote", "-Xverify:all")
                        .main(Constructors.class)
                        .start();
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean client = jmx.breaker("client");
            assertThat(child.ask("fine")).isEqualTo("made fine, reached own");
            assertTotals(client, 1, 0, 0);
            assertThat(child.ask("argument")).isEqualTo("java.io.IOException, reached argument");
            assertTotals(client, 1, 1, 0);
            assertThat(child.ask("own")).isEqualTo("java.io.IOException, reached own");
            assertTotals(client, 1, 2, 0);
            // Nothing may be caught there; and nothing is left behind.
            assertThat(child.ask("superclass")).isEqualTo("java.io.IOException, reached superclass");
            assertTotals(client, 1, 2, 0);

            assertThat(child.ask("own")).isEqualTo("java.io.IOException, reached own");
            client.awaitState("OPEN");
            assertThat(child.ask("fine")).isEqualTo("dev.tripcoil.CircuitOpenException, reached nothing");
            assertTotals(client, 1, 3, 1);

            client.invoke("reset");
            assertThat(child.ask("fine")).isEqualTo("made fine, reached own");
            assertTotals(client, 2, 3, 1);
            assertThat(client.lines("GuardedMethods"))
                    .containsExactlyInAnyOrder(
                            "programs.Constructors$Client#<init>(java.lang.String)void",
                            "programs.Constructors$Client#<init>(java.lang.String,boolean)void");
            assertThat(jmx.agent().count("InternalErrors")).isZero();
        }
    }

    @OnEachJdk
    void connection_of_h2s_driver_connects_in_its_constructor(Jdk jdk) throws Exception {
        Path rules = rules("org.h2.jdbc.JdbcConnection");
        Path h2 = Path.of(JdbcConnection.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String missing = "jdbc:h2:mem:missing;IFEXISTS=TRUE";
        try (Child child = Child.on(jdk)
                        .agent(rules.toString())
                        .with("-Dcom.sun.management.jmxremote", "-Xverify:all")
                        .main(H2Client.class, h2)
                        .start();
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean client = jmx.breaker("client");
            assertThat(child.ask("jdbc:h2:mem:some")).isEqualTo("connected to H2");
            for (int i = 1; i <= 3; i++) {
                assertThat(child.ask(missing)).startsWith("org.h2.jdbc.JdbcSQL");
                assertTotals(client, 1, i, 0);
            }
            client.awaitState("OPEN");
            assertThat(child.ask("jdbc:h2:mem:some")).startsWith("dev.tripcoil.CircuitOpenException: client is OPEN");
            assertTotals(client, 1, 3, 1);
            client.invoke("reset");
            assertThat(child.ask("jdbc:h2:mem:some")).isEqualTo("connected to H2");
            assertTotals(client, 2, 3, 1);
            assertThat(jmx.agent().lines("SkippedMethods")).isEmpty();
        }
    }

    private Path rules(String type) throws Exception {
        return Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  client: {trip-on: {consecutive-failures: 3}, open-for: 1h}
                rules:
                  - {class: '%s', method: <init>, breaker: client}
                """.formatted(type));
    }

    private static void assertTotals(Jmx.Bean breaker, long successful, long failed, long rejected) throws Exception {
        assertThat(List.of(
                        breaker.count("SuccessfulCalls"),
                        breaker.count("FailedCalls"),
                        breaker.count("RejectedCalls"),
                        breaker.count("IgnoredCalls")))
                .as("successful, failed, rejected, ignored")
                .containsExactly(successful, failed, rejected, 0L);
    }
}
