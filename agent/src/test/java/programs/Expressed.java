package programs;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/**
 * Calls methods that expressions are about, and says what came of each call: {@code http 503} of the JDK's client, {@code sql TEXT} of a
 * database, {@code ask STRING} of a method of its own that returns its argument, {@code later STRING} of one that
 * completes with it.
 */
public final class Expressed {

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Connection database;

    private Expressed() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        database = DriverManager.getConnection("jdbc:h2:mem:shop");
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("main begins");
        Expressed expressed = null;
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (expressed == null) {
                expressed = new Expressed();
            }
            int space = line.indexOf(' ');
            System.out.println(expressed.answer(line.substring(0, space), line.substring(space + 1)));
        }
        System.exit(0);
    }

    private String answer(String command, String argument) {
        try {
            switch (command) {
                case "http":
                    return http(argument);
                case "sql":
                    try (Statement statement = database.createStatement()) {
                        return "" + statement.execute(argument);
                    }
                case "ask":
                    return "" + Service.ask(argument.equals("null") ? null : argument);
                default:
                    return "" + new Service().later(argument).join();
            }
        } catch (Throwable e) {
            Throwable thrown = e instanceof java.util.concurrent.CompletionException ? e.getCause() : e;
            return thrown.getClass().getName();
        }
    }

    private String http(String status) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/" + status);
        return ""
                + client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                        .statusCode();
    }

    /** Guarded. */
    static final class Service {
        final Secret secret = new Secret();

        static String ask(String question) {
            return question;
        }

        CompletableFuture<String> later(String value) {
            return CompletableFuture.completedFuture(value);
        }

        /** To the compiler nobody else's, to the JVM the package's. */
        private static final class Secret {
            boolean isKept() {
                return true;
            }
        }
    }
}
