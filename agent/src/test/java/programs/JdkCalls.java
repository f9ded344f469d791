package programs;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import javax.naming.InitialContext;

/** Calls the JDK itself: each line is what to do, and with what. */
public final class JdkCalls {

    private JdkCalls() {}

    /** An exception that only the application has. */
    public static final class Down extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Down(String message) {
            super(message);
        }
    }

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int space = line.indexOf(' ');
            try {
                System.out.println(call(line.substring(0, space), line.substring(space + 1)));
            } catch (Exception e) {
                System.out.println((e.getClass().getName() + ": " + e.getMessage()).replaceAll("\\s+", " "));
            }
        }
    }

    private static Object call(String what, String with) throws Exception {
        switch (what) {
            case "socket":
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(with)));
                    return "connected";
                }
            case "dial":
                try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(with))) {
                    return socket.isConnected() ? "connected" : "not connected";
                }
            case "stream":
                try (OutputStream out = new FileOutputStream(with)) {
                    return "opened " + out;
                }
            case "url":
                return old(with);
            case "client":
                return HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(URI.create(with)).build(), HttpResponse.BodyHandlers.ofString())
                        .body();
            case "process":
                return new ProcessBuilder(with, "--version").start().waitFor();
            case "jdbc":
                try (Connection connection = DriverManager.getConnection(with)) {
                    return connection.getMetaData().getDatabaseProductName();
                }
            case "name":
                return new InitialContext().lookup(with);
            case "file":
                return Files.readString(Path.of(with)).trim();
            default:
                return "what is " + what + "?";
        }
    }

    private static String old(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes());
        }
    }
}
