package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import programs.JdkCalls;

/** Methods of the JDK itself, guarded by rules that name their classes. */
class JdkClassesIT {

    private static final String RULES = """
            breakers:
              socket: {trip-on: {consecutive-failures: 2}, open-for: 1h, when-open: {throw: java.net.ConnectException}}
              url: {trip-on: {consecutive-failures: 2}, open-for: 1h}
              client: {trip-on: {consecutive-failures: 2}, open-for: 1h}
              process: {trip-on: {consecutive-failures: 2}, open-for: 1h}
              jdbc: {trip-on: {consecutive-failures: 2}, open-for: 1h}
              name: {trip-on: {consecutive-failures: 2}, open-for: 1h, when-open: {throw: programs.JdkCalls$Down}}
              file: {trip-on: {consecutive-failures: 2}, open-for: 1h, when-open: {return: nothing}}
              none: {}
            rules:
              - {class: java.net.Socket, method: connect, breaker: socket}
              - {class: sun.net.www.protocol.http.HttpURLConnection, method: getInputStream, breaker: url}
              - class: [jdk.internal.net.http.HttpClientFacade, jdk.internal.net.http.HttpClientImpl]
                method: send
                breaker: client
              - {class: java.lang.ProcessBuilder, method: start, breaker: process}
              - {class: java.sql.DriverManager, method: getConnection, breaker: jdbc}
              - {class: javax.naming.InitialContext, method: lookup, breaker: name}
              - {class: java.nio.file.Files, method: readString, breaker: file}
              - {class: java.net.S*, method: connect, breaker: none}
              - {class: java.lang.String, method: trim, breaker: none}
            """;

    @TempDir
    Path folder;

    @OnEachJdk
    void are_guarded_as_they_are_loaded(Jdk jdk) throws Exception {
        try (Child child = Child.brief(jdk)
                .agent(Files.writeString(folder.resolve("rules.yaml"), RULES).toString())
                .main(JdkCalls.class)
                .start()) {
            fallOutAndRecover(child);
        }
    }

    @OnEachJdk
    void are_guarded_when_they_are_there_already(Jdk jdk) throws Exception {
        Path rules = folder.resolve("rules.yaml");
        int nobody = portOfNobody();
        try (Child child =
                Child.brief(jdk).agent(rules.toString()).main(JdkCalls.class).start()) {
            for (String what : new String[] {"socket", "url", "client", "process", "jdbc", "name", "file"}) {
                assertThat(child.ask(what + " " + Failing.of(what, nobody)))
                        .doesNotContain("tripcoil")
                        .contains("Exception: ");
            }
            Path good = Files.writeString(folder.resolve("good.yaml"), RULES);
            Files.move(good, rules, StandardCopyOption.ATOMIC_MOVE);
            Await.until(
                    "the rules",
                    () -> child.snapshot().errors(),
                    errors -> errors.stream().anyMatch(line -> line.endsWith("is good now, and in force")));
            fallOutAndRecover(child);
        }
    }

    @OnEachJdk
    void are_guarded_as_subtypes_of_what_the_documentation_names(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  url: {trip-on: {consecutive-failures: 2}}
                rules:
                  - {subtype-of: java.net.HttpURLConnection, method: getInputStream, breaker: url}
                """);
        try (Child child = Child.brief(jdk)
                        .agent(rules.toString())
                        .main(JdkCalls.class)
                        .start();
                Jmx jmx = Jmx.of(child)) {
            String failure = "java.net.ConnectException: Connection refused";
            fallOut(child, "url", portOfNobody(), failure, "dev.tripcoil.CircuitOpenException: url is OPEN");
            totals(jmx.breaker("url"), 0, 2, 2);
            assertThat(jmx.breaker("url").lines("GuardedMethods"))
                    .containsExactly("sun.net.www.protocol.http.HttpURLConnection#getInputStream()java.io.InputStream");
            assertThat(jmx.agent().lines("UnmatchedRules")).isEmpty();
            assertThat(jmx.agent().count("WeavingFailures")).isZero();
            assertThat(jmx.agent().count("InternalErrors")).isZero();
        }
    }

    /** What the child serves of JMX makes sockets too, by other constructors. */
    @OnEachJdk
    void constructor_of_a_socket_that_connects_counts_once_and_is_refused(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  dial: {trip-on: {consecutive-failures: 2}}
                rules:
                  - class: java.net.Socket
                    method: ["<init>(String, int)", "<init>(java.net.SocketAddress, java.net.SocketAddress, ..)"]
                    breaker: dial
                """);
        try (Child child = Child.brief(jdk)
                        .agent(rules.toString())
                        .main(JdkCalls.class)
                        .start();
                Jmx jmx = Jmx.of(child);
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Jmx.Bean dial = jmx.breaker("dial");
            assertThat(child.ask("dial " + server.getLocalPort())).isEqualTo("connected");
            totals(dial, 1, 0, 0);
            String failure = "java.net.ConnectException: Connection refused";
            fallOut(child, "dial", portOfNobody(), failure, "dev.tripcoil.CircuitOpenException: dial is OPEN");
            totals(dial, 1, 2, 2);
            dial.invoke("reset");
            assertThat(child.ask("dial " + server.getLocalPort())).isEqualTo("connected");
            totals(dial, 2, 2, 2);
            assertThat(jmx.agent().lines("SkippedMethods")).isEmpty();
            assertThat(jmx.agent().count("InternalErrors")).isZero();
        }
    }

    /**
     * Of a class of the JDK that is there already the JVM gives no frames, unless it comes from the archive or is verified: an
     * option for each.
     */
    @OnEachJdk
    void constructors_are_guarded_when_their_class_is_there_already(Jdk jdk) throws Exception {
        for (String option : List.of("-Xshare:auto", "-Xshare:off", "-XX:+BytecodeVerificationLocal")) {
            // What the child serves of JMX makes sockets too, by other constructors.
            Path rules = folder.resolve("late" + option.hashCode() + ".yaml");
            int nobody = portOfNobody();
            try (Child child = Child.brief(jdk)
                    .with("-Dcom.sun.management.jmxremote", "-XX:+UnlockDiagnosticVMOptions", option)
                    .agent("rules=" + rules + ",reload=100ms")
                    .main(JdkCalls.class)
                    .start()) {
                String failure = "java.net.ConnectException: Connection refused";
                for (int i = 0; i < 3; i++) {
                    assertThat(child.ask("dial " + nobody)).startsWith(failure);
                    assertThat(child.ask("stream /no/such/file")).startsWith("java.io.FileNotFoundException: ");
                }
                Path good = Files.writeString(folder.resolve("good.yaml"), """
                        breakers:
                          dial: {trip-on: {consecutive-failures: 2}}
                          stream: {trip-on: {consecutive-failures: 2}}
                          rest: {start-as: disabled}
                        rules:
                          - {class: java.io.FileOutputStream, method: ["<init>(String)", "<init>(java.io.File, boolean)"], breaker: stream}
                          - class: java.net.Socket
                            method: ["<init>(String, int)", "<init>(java.net.SocketAddress, java.net.SocketAddress, ..)"]
                            breaker: dial
                          - {class: java.net.Socket, method: <init>, breaker: rest}
                        """);
                Files.move(good, rules, StandardCopyOption.ATOMIC_MOVE);
                Await.until(
                        "the rules",
                        () -> child.snapshot().errors(),
                        errors -> errors.stream().anyMatch(line -> line.endsWith("is good now, and in force")));
                String refused = "dev.tripcoil.CircuitOpenException: ";
                fallOut(child, "dial", nobody, failure, refused + "dial is OPEN");
                fallOut(child, "stream", nobody, "java.io.FileNotFoundException: ", refused + "stream is OPEN");
                try (Jmx jmx = Jmx.of(child)) {
                    assertThat(jmx.agent().lines("SkippedMethods")).isEmpty();
                    totals(jmx.breaker("dial"), 0, 2, 2);
                    totals(jmx.breaker("stream"), 0, 2, 2);
                    assertThat(jmx.breaker("dial").lines("GuardedMethods")).hasSize(2);
                    assertThat(jmx.breaker("rest").lines("GuardedMethods")).hasSizeGreaterThan(6);
                    assertThat(jmx.agent().count("WeavingFailures")).isZero();
                    assertThat(jmx.agent().count("InternalErrors")).isZero();
                }
            }
        }
    }

    /** What the agent itself calls is neither refused nor counted. */
    @OnEachJdk
    void tell_of_a_change_of_state_though_the_method_that_tells_of_it_is_refused_to_all(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  notices: {}
                  name: {trip-on: {consecutive-failures: 1}}
                rules:
                  - class: javax.management.NotificationBroadcasterSupport
                    method: sendNotification
                    breaker: notices
                  - {class: javax.naming.InitialContext, method: lookup, breaker: name}
                """);
        try (Child child = Child.brief(jdk)
                        .agent(rules.toString())
                        .main(JdkCalls.class)
                        .start();
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean notices = jmx.breaker("notices");
            List<String> transitions = jmx.breaker("name").transitions();
            Jmx.of(child).close(); // the first one may have come before the rules
            assertThat(notices.count("SuccessfulCalls")).isPositive(); // the connector tells of connections
            notices.invoke("forceOpen");
            assertThat(child.ask("name no/such/name")).startsWith("javax.naming.NoInitialContextException");
            Await.until("a notification", () -> transitions, seen -> seen.contains("CLOSED OPEN"));
            assertThat(notices.count("RejectedCalls")).isZero();
            notices.invoke("reset"); // for the connection to be closed
        }
    }

    /** A class that is loaded within {@code transform} escapes every transformer. */
    @OnEachJdk
    void are_woven_and_checked_without_loading_a_class_of_the_agents(Jdk jdk) throws Exception {
        // Files is there before the agent, and has all loaded that it takes when it is retransformed.
        String none = RULES.replace("java.nio.file.Files,", "java.nio.file.NoFiles,");
        Path rules = Files.writeString(folder.resolve("rules.yaml"), none);
        Path log = folder.resolve("loaded.txt");
        try (Child child = Child.brief(jdk)
                .agent(rules.toString())
                .with("-Xlog:class+load=info:file=" + log)
                .main(JdkCalls.class)
                .start()) {
            for (String what : new String[] {"socket", "url", "client", "process", "jdbc", "name", "file"}) {
                assertThat(child.ask(what + " " + Failing.of(what, portOfNobody())))
                        .contains("Exception: ");
            }
        }
        String all = Files.readString(log);
        assertThat(all).contains("dev.tripcoil.shaded.asm.tree.analysis.Analyzer ");
        String fromMainOn = all.substring(all.indexOf("programs.JdkCalls "));
        assertThat(fromMainOn)
                .contains("java.net.Socket ", "jdk.internal.net.http.HttpClientImpl ", "java.sql.DriverManager ")
                .doesNotContain(
                        "dev.tripcoil.weave.", "dev.tripcoil.apply.", "dev.tripcoil.rules.", "dev.tripcoil.shaded.");
    }

    private void fallOutAndRecover(Child child) throws Exception {
        String open = "dev.tripcoil.CircuitOpenException: ";
        int nobody = portOfNobody();
        fallOut(
                child,
                "socket",
                nobody,
                "java.net.ConnectException: Connection refused",
                "java.net.ConnectException: socket is OPEN");
        fallOut(child, "client", nobody, "java.net.ConnectException: ", open + "client is OPEN");
        fallOut(child, "process", nobody, "java.io.IOException: Cannot run program", open + "process is OPEN");
        fallOut(child, "jdbc", nobody, "java.sql.SQLException: No suitable driver", open + "jdbc is OPEN");
        fallOut(child, "name", nobody, "javax.naming.NoInitialContextException: ", open + "name is OPEN");
        fallOut(child, "file", nobody, "java.nio.file.NoSuchFileException: ", "nothing");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("42".getBytes());
            exchange.close();
        });
        server.start();
        try (Jmx jmx = Jmx.of(child)) {
            int port = server.getAddress().getPort();
            String url = "http://127.0.0.1:" + port + "/";
            recover(child, jmx, "socket", Integer.toString(port), "connected");
            recover(child, jmx, "client", url, "42");
            recover(child, jmx, "process", Jdk.current().command("java"), "0");
            Path file = Files.writeString(folder.resolve("file"), "content");
            recover(child, jmx, "file", file.toString(), "content");

            // An HttpURLConnection connects by a Socket: here each has a breaker.
            fallOut(child, "url", nobody, "java.net.ConnectException: Connection refused", open + "url is OPEN");
            totals(jmx.breaker("socket"), 1, 4, 2);
            jmx.breaker("url").invoke("reset");
            assertThat(child.ask("url " + url)).startsWith("java.net.ConnectException: socket is OPEN");
            totals(jmx.breaker("socket"), 1, 4, 3);
            assertThat(jmx.breaker("url").count("IgnoredCalls")).isEqualTo(1);
            jmx.breaker("socket").invoke("reset");
            assertThat(child.ask("url " + url)).isEqualTo("42");
            totals(jmx.breaker("socket"), 2, 4, 3);
            totals(jmx.breaker("url"), 1, 2, 2);

            saysWhatIsNotGuarded(jmx.agent());
        } finally {
            server.stop(0);
        }
    }

    private static void fallOut(Child child, String what, int nobody, String failure, String refusal) throws Exception {
        String line = what + " " + Failing.of(what, nobody);
        assertThat(child.ask(line)).startsWith(failure);
        assertThat(child.ask(line)).startsWith(failure);
        assertThat(child.ask(line)).startsWith(refusal);
        assertThat(child.ask(line)).startsWith(refusal);
    }

    private static void recover(Child child, Jmx jmx, String what, String with, String success) throws Exception {
        Jmx.Bean breaker = jmx.breaker(what);
        totals(breaker, 0, 2, 2);
        assertThat(breaker.get("State")).isEqualTo("OPEN");
        breaker.invoke("reset");
        assertThat(child.ask(what + " " + with)).isEqualTo(success);
        totals(breaker, 1, 2, 2);
    }

    private static void totals(Jmx.Bean breaker, int successful, int failed, int rejected) throws Exception {
        assertThat(breaker.count("SuccessfulCalls")).isEqualTo(successful);
        assertThat(breaker.count("FailedCalls")).isEqualTo(failed);
        assertThat(breaker.count("RejectedCalls")).isEqualTo(rejected);
    }

    private static void saysWhatIsNotGuarded(Jmx.Bean agent) throws Exception {
        assertThat(agent.lines("UnmatchedRules"))
                .singleElement()
                .asString()
                .contains("(class java.net.S*, method connect): classes of the JDK, such as java.net.S")
                .endsWith(", are selected only by their exact name or by subtype-of");
        assertThat(agent.lines("SkippedMethods"))
                .filteredOn(line -> !line.contains("is guarded, but is synchronized"))
                .singleElement()
                .asString()
                .startsWith("java.lang.String: Tripcoil stands on this class itself");
        assertThat(agent.lines("RulesWarnings"))
                .singleElement()
                .asString()
                .startsWith("name: when-open: can't make a programs.JdkCalls$Down: the JDK has no such class, and a"
                        + " method of the JDK can only throw what it has");
        assertThat(agent.count("WeavingFailures")).isZero();
        assertThat(agent.count("InternalErrors")).isZero();
    }

    /** What no call can succeed with. */
    private static final class Failing {
        static String of(String what, int nobody) {
            return switch (what) {
                case "socket", "dial" -> Integer.toString(nobody);
                case "url", "client" -> "http://127.0.0.1:" + nobody + "/";
                case "process" -> "/no/such/command";
                case "jdbc" -> "jdbc:nobody:knows";
                case "name" -> "no/such/name";
                default -> "/no/such/file";
            };
        }
    }

    private static int portOfNobody() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
