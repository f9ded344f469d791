package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.codec.DecoderException;
import org.apache.commons.httpclient.HttpClient;
import org.apache.commons.logging.LogFactory;
import org.h2.tools.Server;
import org.junit.jupiter.api.io.TempDir;
import programs.H2Client;
import programs.HttpClient3;

/** Guards methods of libraries that nobody here wrote, in JVMs of their own, and looks on over JMX. */
@SuppressWarnings("try") // resources that are only there to be closed
class OtherPeoplesProgramsIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void h2s_driver_is_kept_from_a_server_that_is_down_until_it_is_back(Jdk jdk) throws Exception {
        Path rules = rules("org.h2.Driver", "connect(String, java.util.Properties)");
        try (Backend backend = new Backend();
                Child child = Child.brief(jdk)
                        .agent(rules.toString())
                        .main(H2Client.class, jar(org.h2.Driver.class))
                        .start()) {
            String url = "jdbc:h2:tcp://localhost:" + backend.port() + "/mem:stock";
            Scenario scenario = new Scenario(
                    child,
                    backend,
                    url,
                    "org.h2.Driver#connect(java.lang.String,java.util.Properties)java.sql.Connection",
                    "org.h2.jdbc.JdbcSQL",
                    "connected to H2");
            scenario.play(() -> {
                Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString())
                        .start();
                backend.recover(server.getPort());
                return server::stop;
            });
        }
    }

    @OnEachJdk
    void apaches_http_client_3_is_kept_from_a_server_that_is_down_until_it_is_back(Jdk jdk) throws Exception {
        Path rules = rules("org.apache.commons.httpclient.HttpClient", "executeMethod");
        try (Backend backend = new Backend();
                Child child = Child.brief(jdk)
                        .agent(rules.toString())
                        .main(
                                HttpClient3.class,
                                jar(HttpClient.class),
                                jar(LogFactory.class),
                                jar(DecoderException.class))
                        .start()) {
            String url = "http://localhost:" + backend.port() + "/stock";
            Scenario scenario = new Scenario(
                    child,
                    backend,
                    url,
                    "org.apache.commons.httpclient.HttpClient#executeMethod(org.apache.commons.httpclient.HttpMethod)int",
                    "org.apache.commons.httpclient.NoHttpResponseException",
                    "200 42");
            scenario.play(() -> {
                HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.createContext("/stock", exchange -> {
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write("42".getBytes());
                    exchange.close();
                });
                server.start();
                backend.recover(server.getAddress().getPort());
                return () -> server.stop(0);
            });
        }
    }

    /** From a healthy start to a sick backend, an open breaker, trials, and back; then by hand from outside. */
    private record Scenario(
            Child child, Backend backend, String request, String guarded, String failure, String success) {

        interface Start {
            Stop run() throws Exception;
        }

        interface Stop extends AutoCloseable {
            @Override
            void close();
        }

        void play(Start recovery) throws Exception {
            assertThat(child.ask(request)).startsWith(failure);
            try (Jmx jmx = Jmx.of(child)) {
                Jmx.Bean breaker = jmx.breaker("backend");
                Jmx.Bean agent = jmx.agent();
                assertThat(breaker.lines("GuardedMethods")).contains(guarded);
                assertThat(agent.lines("UnmatchedRules")).isEmpty();
                assertThat(breaker.get("State")).isEqualTo("CLOSED");
                assertThat(breaker.get("FailureCount")).isEqualTo(1); // a nested guarded call is not a second one
                List<String> transitions = breaker.transitions();

                assertThat(child.ask(request)).startsWith(failure);
                assertThat(child.ask(request)).startsWith(failure);
                assertThat(breaker.get("State")).isEqualTo("OPEN");

                int asked = backend.connections();
                assertThat(child.ask(request)).startsWith("dev.tripcoil.CircuitOpenException: backend is OPEN");
                assertThat(child.ask(request)).startsWith("dev.tripcoil.CircuitOpenException: backend is OPEN");
                assertThat(backend.connections()).isEqualTo(asked);
                assertThat(breaker.count("RejectedCalls")).isEqualTo(2);
                assertThat(breaker.count("Calls")).isEqualTo(3);
                assertThat(agent.lines("OpenBreakers")).containsExactly("backend");
                assertThat((String) breaker.get("LastFailure")).startsWith(failure);

                breaker.awaitState("HALF_OPEN");
                assertThat(child.ask(request)).startsWith(failure); // the trial
                assertThat(breaker.get("State")).isEqualTo("OPEN");
                assertThat(breaker.count("TimesOpened")).isEqualTo(2);

                try (Stop running = recovery.run()) {
                    breaker.awaitState("HALF_OPEN");
                    assertThat(child.ask(request)).isEqualTo(success);
                    assertThat(breaker.get("State")).isEqualTo("CLOSED");

                    breaker.invoke("trip");
                    assertThat(breaker.get("State")).isEqualTo("OPEN");
                    assertThat(child.ask(request)).startsWith("dev.tripcoil.CircuitOpenException: backend is OPEN");
                    breaker.invoke("reset");
                    assertThat(child.ask(request)).isEqualTo(success);
                    assertThat(breaker.get("State")).isEqualTo("CLOSED");
                }
                assertThat(breaker.count("Calls")).isEqualTo(6);
                assertThat(breaker.count("FailedCalls")).isEqualTo(4);
                assertThat(breaker.count("SuccessfulCalls")).isEqualTo(2);
                assertThat(agent.count("InternalErrors")).isZero();
                assertThat(agent.count("WeavingFailures")).isZero();
                Await.until("every notification", () -> transitions.size(), size -> size >= 7);
                assertThat(transitions)
                        .containsExactly(
                                "CLOSED OPEN",
                                "OPEN HALF_OPEN",
                                "HALF_OPEN OPEN",
                                "OPEN HALF_OPEN",
                                "HALF_OPEN CLOSED",
                                "CLOSED OPEN",
                                "OPEN CLOSED");
            }
        }
    }

    private Path rules(String type, String method) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  backend:
                    trip-on: {consecutive-failures: 3}
                    open-for: 2s
                rules:
                  - class: %s
                    method: %s
                    breaker: backend
                """.formatted(type, method));
    }

    private static Path jar(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    /** What the application connects to: hangs up on everybody, and counts them, until a real server stands behind it. */
    private static final class Backend implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();
        private volatile int server;

        Backend() throws IOException {
            start(this::serve);
        }

        void recover(int port) {
            server = port;
        }

        private void serve() {
            while (!socket.isClosed()) {
                try {
                    Socket caller = socket.accept();
                    connections.incrementAndGet();
                    if (server == 0) {
                        caller.close();
                        continue;
                    }
                    Socket callee = new Socket(InetAddress.getLoopbackAddress(), server);
                    start(() -> pass(caller, callee));
                    start(() -> pass(callee, caller));
                } catch (IOException e) {
                    return; // closed
                }
            }
        }

        private static void pass(Socket from, Socket to) {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // one of them has hung up, and so does the other
            }
        }

        private static void start(Runnable work) {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        int connections() {
            return connections.get();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
