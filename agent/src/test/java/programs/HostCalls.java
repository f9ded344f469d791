package programs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Calls hosts as it is told to, line by line, and says what came of it. */
public final class HostCalls {

    private static final List<Thread> WAITING = new ArrayList<>();

    private static HttpServer server;

    private HostCalls() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", 2);
            String host = words.length < 2 ? "" : URLDecoder.decode(words[1], StandardCharsets.UTF_8);
            System.out.println(obey(words[0], host));
        }
    }

    private static String obey(String order, String host) throws Exception {
        switch (order) {
            case "call":
                return call(host);
            case "down":
                Hosts.DOWN.add(host);
                return "ok";
            case "wait":
                return wait(host);
            case "go":
                return go();
            case "many":
                return many(Integer.parseInt(host));
            case "http":
                return http(host);
            default:
                return "what?";
        }
    }

    private static String call(String host) {
        try {
            return Integer.toString(Hosts.fetch(host));
        } catch (Throwable e) {
            return e.getClass().getName() + ": " + e.getMessage();
        }
    }

    /** A call that does not end until {@link #go}. */
    private static String wait(String host) throws Exception {
        Hosts.SILENT.add(host);
        Hosts.asked = new CountDownLatch(1);
        Thread caller = new Thread(() -> call(host));
        caller.start();
        WAITING.add(caller);
        Hosts.asked.await();
        return "ok";
    }

    private static String go() throws Exception {
        Hosts.SILENT.clear();
        Hosts.told.countDown();
        Hosts.told = new CountDownLatch(1);
        for (Thread caller : WAITING) {
            caller.join();
        }
        WAITING.clear();
        return "ok";
    }

    /** So many hosts on two threads, each called once, and the garbage taken away. */
    private static String many(int hosts) throws Exception {
        Thread[] callers = new Thread[2];
        for (int t = 0; t < callers.length; t++) {
            int first = t;
            callers[t] = new Thread(() -> {
                for (int i = first; i < hosts; i += callers.length) {
                    call("host-" + i + ".example.org");
                }
            });
            callers[t].start();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        System.gc();
        System.gc();
        return Long.toString(
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024);
    }

    /** From a server of this process, that has an error for whoever calls it by its number. */
    private static String http(String host) throws Exception {
        if (server == null) {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", HostCalls::answer);
            server.start();
        }
        URI uri = URI.create("http://" + host + ":" + server.getAddress().getPort() + "/");
        try {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            return Integer.toString(response.statusCode());
        } catch (Throwable e) {
            return e.getClass().getName();
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        boolean byNumber = exchange.getRequestHeaders().getFirst("Host").startsWith("127.");
        exchange.sendResponseHeaders(byNumber ? 503 : 200, -1);
        exchange.close();
    }
}
