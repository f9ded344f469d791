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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Methods that return before their work is done. Each line on standard input is a request, answered by one line: {@code fetch a},
 * {@code price a} and {@code ticket a} call a method and keep what it returns as {@code a}; {@code complete a value}, {@code fail a} and
 * {@code cancel a} end the work; {@code see a} says what the caller has of it; {@code http 503} asks a server that answers so.
 */
public final class Futures {

    /** A future of the application's own. */
    public static final class Ticket extends CompletableFuture<String> {}

    private static final Map<String, CompletableFuture<String>> WORK = new HashMap<>();
    private static final Map<String, CompletableFuture<String>> RETURNED = new HashMap<>();

    private Futures() {}

    static CompletableFuture<String> fetch(String name) {
        WORK.put(name, new CompletableFuture<>());
        return WORK.get(name);
    }

    static CompletionStage<String> price(String name) {
        WORK.put(name, new CompletableFuture<>());
        return WORK.get(name).thenApply(value -> value + " EUR");
    }

    static Ticket ticket(String name) {
        Ticket ticket = new Ticket();
        WORK.put(name, ticket);
        return ticket;
    }

    public static void main(String[] arguments) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(
                    Integer.parseInt(exchange.getRequestURI().getPath().substring(1)), -1);
            exchange.close();
        });
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        System.out.println("main begins");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(answer(uri, line.split(" ")));
        }
        server.stop(0);
    }

    private static String answer(URI uri, String[] words) {
        String name = words[1];
        try {
            return switch (words[0]) {
                case "fetch" -> kept(name, fetch(name));
                case "price" -> kept(name, price(name).toCompletableFuture());
                case "ticket" -> kept(name, ticket(name));
                case "complete" -> "" + WORK.get(name).complete(words[2]);
                case "fail" -> "" + WORK.get(name).completeExceptionally(new IOException("down"));
                case "cancel" -> "" + RETURNED.get(name).cancel(true);
                case "see" -> seen(RETURNED.get(name));
                case "http" ->
                    ""
                            + HttpClient.newHttpClient()
                                    .sendAsync(
                                            HttpRequest.newBuilder(uri.resolve("/" + name))
                                                    .build(),
                                            BodyHandlers.ofString())
                                    .join()
                                    .statusCode();
                default -> throw new IllegalArgumentException(words[0]);
            };
        } catch (CompletionException e) {
            return "failed: " + e.getCause();
        } catch (RuntimeException e) {
            return "threw " + e;
        }
    }

    private static String kept(String name, CompletableFuture<String> returned) {
        RETURNED.put(name, returned);
        return returned == WORK.get(name) ? "its own" : "another";
    }

    private static String seen(CompletableFuture<String> future) {
        if (!future.isDone()) {
            return "pending";
        }
        try {
            return future.join();
        } catch (CancellationException e) {
            return "cancelled";
        } catch (CompletionException e) {
            return "failed: " + e.getCause();
        }
    }
}
