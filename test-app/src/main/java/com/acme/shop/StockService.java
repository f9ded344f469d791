package com.acme.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The stock service: an HTTP server on a free loopback port, whose health follows a script.
 *
 * <p>{@code GET /stock/} answers with the items, a line each; {@code GET /stock/bolt} with the number of
 * bolts. From its construction it is as the script's first phase says; {@link #play} starts the script's
 * clock, and when the script has ended the last phase goes on. A request that hangs is answered when the
 * service is no longer hanging, if anybody still waits for it.
 */
final class StockService implements AutoCloseable {
    private static final Map<String, Integer> PIECES = pieces();

    private final List<Phase> script;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> daemon("stock-service", task));

    /** Guarded by this; those who hang wait on this. */
    private Health health;

    StockService(List<Phase> script) throws IOException {
        this.script = List.copyOf(script);
        health = this.script.get(0).health();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/stock/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Where the items are found: ends in a slash, an item's name goes behind it. */
    URI address() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getAddress().getHostAddress();
        return URI.create(
                "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + "/stock/");
    }

    /** Starts the script's clock; each phase but the first is announced as it begins, on another thread. */
    void play(Consumer<Health> announce) {
        daemon("stock-script", () -> follow(announce)).start();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void follow(Consumer<Health> announce) {
        try {
            for (int next = 1; next < script.size(); next++) {
                Thread.sleep(script.get(next - 1).lasts().toMillis());
                Health then = script.get(next).health();
                announce.accept(then);
                become(then);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void become(Health next) {
        health = next;
        notifyAll();
    }

    private synchronized Health healthOnceItAnswers() throws InterruptedException {
        while (health == Health.HANGING) {
            wait();
        }
        return health;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (healthOnceItAnswers() == Health.FAILING) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            String path = exchange.getRequestURI().getRawPath().substring("/stock/".length());
            String item = URLDecoder.decode(path, StandardCharsets.UTF_8);
            if (item.isEmpty()) {
                send(exchange, String.join("\n", PIECES.keySet()));
            } else if (PIECES.containsKey(item)) {
                send(exchange, PIECES.get(item).toString());
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static Map<String, Integer> pieces() {
        Map<String, Integer> pieces = new LinkedHashMap<>();
        pieces.put("bolt", 42);
        pieces.put("nut", 117);
        pieces.put("spring", 8);
        return pieces;
    }
}
