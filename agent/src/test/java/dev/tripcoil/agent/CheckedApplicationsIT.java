package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** Applications of other people: what check says would be guarded is what the agent guards as they run. */
class CheckedApplicationsIT {

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    @TempDir
    Path folder;

    /** H2 as a server: one JAR, with classes for several versions of Java. */
    @OnEachJdk
    void the_database_server_h2(Jdk jdk) throws Exception {
        Path h2 = Path.of(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers: {server: {}, sql: {}, store: {}, sockets: {}}
                rules:
                  - {class: org.h2.server.TcpServerThread, method: [run, process], breaker: server}
                  - {subtype-of: org.h2.command.Prepared, method: [query, update], breaker: sql}
                  - {class: 'org.h2.mvstore.**', access: public, except: {method: 'get*'}, breaker: store}
                  - {subtype-of: java.net.SocketImpl, method: [connect, accept], breaker: sockets}
                """);
        Checked checked = Checked.run(jdk, rules, h2.toString());
        assertThat(checked.exitCode()).isZero();
        Path log = folder.resolve("loaded.log");
        try (Child child = Child.brief(jdk)
                .agent(rules.toString())
                .with("-Xlog:class+load:file=" + log)
                .with("-cp", h2.toString(), "org.h2.tools.Server", "-tcp", "-tcpPort", "0", "-ifNotExists")
                .start()) {
            String port = child.reply().replaceAll(".*tcp://[^ ]*:(\\d+).*", "$1");
            try (Connection connection = DriverManager.getConnection(
                    "jdbc:h2:tcp://localhost:" + port + "/" + folder.resolve("shop"), "sa", "")) {
                connection.createStatement().execute("create table stock(item int primary key, pieces int)");
                connection.createStatement().execute("insert into stock values (1, 7)");
                connection.createStatement().executeQuery("select * from stock where item = 1");
            }
            try (Jmx jmx = Jmx.of(child)) {
                assertThat(checked.assertIsWhatIsGuarded(jmx, log, NOTHING)).isGreaterThan(100);
                assertThat(jmx.breaker("sql").count("Calls")).isPositive();
                assertThat(jmx.agent().lines("UnmatchedRules")).isEmpty();
            }
        }
    }

    /** Zipkin: Spring Boot's executable JAR with its libraries in it, of which the rules mean one, too. */
    @OnEachJdk
    void the_tracing_server_zipkin(Jdk jdk) throws Exception {
        Path zipkin = Path.of(System.getProperty("applications"), "zipkin-server-slim.jar");
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers: {storage: {}, api: {}, http: {}, sockets: {}}
                rules:
                  - {subtype-of: zipkin2.storage.SpanConsumer, method: accept, breaker: storage}
                  - {class: 'zipkin2.server.internal.Zipkin*', access: public, breaker: api}
                  - {subtype-of: com.linecorp.armeria.server.HttpService, method: serve, breaker: http}
                  - {subtype-of: java.nio.channels.SocketChannel, method: [connect, finishConnect], breaker: sockets}
                """);
        Checked checked = Checked.run(jdk, rules, zipkin.toString());
        assertThat(checked.exitCode()).isZero();
        assertThat((int) checked.report().get("classes")).isGreaterThan(30_000);
        Path log = folder.resolve("loaded.log");
        String port = freePort();
        try (Child child = Child.brief(jdk)
                .agent(rules.toString())
                // The processors have other tests to run.
                .with("-Xlog:class+load:file=" + log, "-jar", zipkin.toString())
                .environment("QUERY_PORT", port)
                .start()) {
            HttpClient client = HttpClient.newHttpClient();
            URI server = URI.create("http://localhost:" + port);
            Await.until(
                    "Zipkin",
                    () -> client.send(
                                    HttpRequest.newBuilder(server.resolve("/health"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode(),
                    code -> code == 200);
            client.send(
                    HttpRequest.newBuilder(server.resolve("/api/v2/spans"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("[{\"traceId\":\"1\",\"id\":\"1\",\"name\":\"a\"}]"))
                            .build(),
                    BodyHandlers.discarding());
            try (Jmx jmx = Jmx.of(child)) {
                Await.until("the span", () -> jmx.breaker("storage").count("Calls"), calls -> calls > 0);
                // What Spring makes of a configuration class.
                Pattern made = Pattern.compile("\\$\\$SpringCGLIB\\$\\$");
                assertThat(checked.assertIsWhatIsGuarded(jmx, log, made)).isGreaterThan(20);
            }
        }
    }

    private static String freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
