package programs;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.xml.parsers.DocumentBuilderFactory;

/**
 * Does a little of everything that the JDK has, and says what came of it: the same each time, on every JDK. With an argument it
 * then waits for a line. At last it runs out of stack, again and again.
 */
public final class ManyThings {

    private ManyThings() {}

    /** What it does, for better or worse. */
    private interface Thing {
        Object happen() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Thing> things = new TreeMap<>();
        things.put("channels", ManyThings::channels);
        things.put("crypto", ManyThings::crypto);
        things.put("database", ManyThings::database);
        things.put("exceptions", ManyThings::exceptions);
        things.put("files", ManyThings::files);
        things.put("formats", ManyThings::formats);
        things.put("http", ManyThings::http);
        things.put("jmx", ManyThings::jmx);
        things.put("logging", ManyThings::logging);
        things.put("names", ManyThings::names);
        things.put("process", ManyThings::process);
        things.put("serialization", ManyThings::serialization);
        things.put("sockets", ManyThings::sockets);
        things.put("threads", ManyThings::threads);
        things.put("virtual threads", ManyThings::virtualThreads);
        things.put("xml", ManyThings::xml);
        things.put("zip", ManyThings::zip);
        for (Map.Entry<String, Thing> each : things.entrySet()) {
            System.out.println(each.getKey() + ": " + each.getValue().happen());
        }
        if (arguments.length > 0) {
            System.out.println("done");
            System.in.read();
        }
        System.out.println("overflow: " + overflow());
    }

    private static Object channels() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                SocketChannel accepted = server.accept()) {
            client.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            ByteBuffer read = ByteBuffer.allocate(3);
            while (read.hasRemaining()) {
                accepted.read(read);
            }
            return HexFormat.of().formatHex(read.array());
        }
    }

    private static Object crypto() throws Exception {
        byte[] key = MessageDigest.getInstance("SHA-256").digest("key".getBytes());
        Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        String secret = HexFormat.of().formatHex(cipher.doFinal("secret".getBytes()));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());
        signature.update(key);
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        return secret + ", a signature of " + signature.sign().length + ", " + engine.getHandshakeStatus();
    }

    private static Object database() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table orders (id int primary key, text varchar(20))");
                for (int i = 0; i < 50; i++) {
                    statement.executeUpdate("insert into orders values (" + i + ", 'order " + i + "')");
                }
                try (ResultSet rows = statement.executeQuery("select sum(id), max(text) from orders")) {
                    rows.next();
                    return rows.getInt(1) + " " + rows.getString(2);
                }
            }
        }
    }

    private static Object exceptions() {
        int caught = 0;
        for (int i = 0; i < 2_000; i++) {
            try {
                Files.readAllBytes(Path.of("no", "such", "file" + i % 10));
            } catch (IOException e) {
                caught++;
            }
            try {
                new InetSocketAddress(-i - 1);
            } catch (IllegalArgumentException e) {
                caught++;
            }
        }
        return caught + " caught";
    }

    private static Object files() throws Exception {
        Path folder = Files.createTempDirectory("many");
        Path file = folder.resolve("file");
        Files.writeString(file, "one\ntwo\n");
        int lines = Files.readAllLines(file).size();
        try (FileChannel channel = FileChannel.open(file)) {
            lines += (int) channel.size();
        }
        try (InputStream in = Files.newInputStream(file)) {
            lines += in.readAllBytes().length;
        }
        Files.delete(file);
        Files.delete(folder);
        return lines;
    }

    private static Object formats() {
        String date = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu HH:mm", Locale.ENGLISH)
                .withZone(ZoneId.of("Europe/Paris"))
                .format(Instant.EPOCH);
        return date + " " + MessageFormat.format("{0} of {1}", 1, "many") + " "
                + String.format(Locale.ROOT, "%,.2f", 12345.678) + " "
                + BigInteger.TWO.pow(200).mod(BigInteger.valueOf(1_000_003));
    }

    private static Object http() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = ("you asked for " + exchange.getRequestURI()).getBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/path");
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            String old;
            try (InputStream in = connection.getInputStream()) {
                old = new String(in.readAllBytes());
            }
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(uri).build();
            String now =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return old + ", " + now + ", "
                    + client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                            .join()
                            .statusCode();
        } finally {
            server.stop(0);
        }
    }

    private static Object jmx() throws Exception {
        JMXConnectorServer server = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi://"), null, ManagementFactory.getPlatformMBeanServer());
        server.start();
        int read = 0;
        try (JMXConnector connector = JMXConnectorFactory.connect(server.getAddress())) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            for (ObjectName name : beans.queryNames(null, null)) {
                for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                    try {
                        beans.getAttribute(name, attribute.getName());
                        read++;
                    } catch (JMException | RuntimeException e) {
                        // not supported in this JVM
                    }
                }
            }
        } finally {
            server.stop();
        }
        return read > 100;
    }

    private static Object logging() {
        Logger logger = Logger.getLogger("many.things");
        logger.setLevel(Level.FINE);
        logger.fine("not shown by the console handler");
        return logger.isLoggable(Level.FINE);
    }

    private static Object names() throws Exception {
        try {
            new InitialContext().lookup("no/such/name");
            return "found";
        } catch (NamingException e) {
            return e.getClass().getSimpleName() + ", "
                    + InetAddress.getByName("127.0.0.1").getHostAddress();
        }
    }

    private static Object overflow() throws Exception {
        int[] caught = new int[1];
        Thread thread = new Thread(
                null,
                () -> {
                    for (int i = 0; i < 20; i++) {
                        try {
                            deeper(URI.create("many:things"), i);
                        } catch (StackOverflowError e) {
                            caught[0]++;
                        }
                    }
                },
                "overflowing",
                512 * 1024);
        thread.start();
        thread.join();
        return caught[0];
    }

    private static int deeper(URI uri, int depth) {
        return uri.resolve("further").hashCode() + deeper(uri, depth + 1);
    }

    private static Object process() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-Xshare:auto", "--dry-run", "-version")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private static Object serialization() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(List.of("one", 2, Locale.ENGLISH)));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    private static Object sockets() throws Exception {
        int free;
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.getOutputStream().write(7);
            free = server.getLocalPort();
            if (accepted.getInputStream().read() != 7) {
                return "lost";
            }
        }
        try (Socket refused = new Socket("127.0.0.1", free)) {
            return "connected to " + refused;
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private static Object threads() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<Integer>> sums = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            sums.add(pool.submit(() -> URI.create("many:" + number).toString().length()));
        }
        int total = 0;
        for (Future<Integer> sum : sums) {
            total += sum.get();
        }
        pool.shutdown();
        return total + IntStream.range(0, 10_000).parallel().map(i -> i % 7).sum();
    }

    private static Object virtualThreads() throws Exception {
        ExecutorService pool;
        try {
            pool = (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException before21) {
            pool = Executors.newCachedThreadPool();
        }
        try (ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            List<Future<Integer>> received = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                received.add(pool.submit(() -> {
                    Thread.sleep(5);
                    try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
                        return client.getInputStream().read();
                    }
                }));
            }
            int total = 0;
            for (int i = 0; i < 50; i++) {
                try (Socket accepted = server.accept()) {
                    accepted.getOutputStream().write(3);
                }
            }
            for (Future<Integer> each : received) {
                total += each.get();
            }
            pool.shutdown();
            return total;
        }
    }

    private static Object xml() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream("<a><b c='d'/></a>".getBytes()))
                .getDocumentElement()
                .getFirstChild()
                .getNodeName();
    }

    private static Object zip() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(new byte[10_000]);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readAllBytes().length;
        }
    }
}
