package programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.h2.tools.Server;

/**
 * A restaurant's menu, in a database behind a network connection. Each line names a method of its, and what to give it; {@code cut} cuts the
 * connection, {@code break} lets everything else fail.
 */
public final class Menu {

    /** An answer over HTTP, say. */
    record Reply(int status, String text) {}

    private static boolean broken;

    private final Connection connection;

    private Menu(Connection connection) {
        this.connection = connection;
    }

    public static void main(String[] arguments) throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:menu";
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            connection
                    .createStatement()
                    .execute(
                            "create table menu as values ('monday', 'soup'), ('monday', 'bread'), ('tuesday', 'fish')");
            Menu menu = new Menu(connection);
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
            System.out.println("open");
            for (String line = lines.readLine(); line != null && !line.equals("end"); line = lines.readLine()) {
                if (line.equals("cut")) {
                    server.stop();
                    System.out.println("cut");
                } else if (line.equals("break")) {
                    broken = true;
                    System.out.println("broken");
                } else {
                    System.out.println(menu.call(line.split(" ")));
                }
            }
        } catch (SQLException e) {
            // it can't be closed when it has been cut
        }
    }

    private String call(String... words) throws Exception {
        Object[] given = words.length == 1 ? new Object[0] : new Object[] {words[1]};
        for (Method method : Menu.class.getDeclaredMethods()) {
            if (method.getName().equals(words[0]) && method.getParameterCount() == given.length) {
                try {
                    return text(method.invoke(this, given));
                } catch (InvocationTargetException e) {
                    return "threw " + text(e.getCause());
                }
            }
        }
        return "no such method";
    }

    private static String text(Object result) throws Exception {
        if (result instanceof Future) {
            try {
                return "completed with " + text(((Future<?>) result).get(10, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                return "completed with " + text(e.getCause());
            }
        }
        if (result instanceof Throwable) {
            Throwable cause = ((Throwable) result).getCause();
            return result + (cause == null ? "" : " because of " + text(cause));
        }
        if (result instanceof Object[]) {
            return Arrays.toString((Object[]) result);
        }
        return result instanceof Stream ? "stream of " + ((Stream<?>) result).toList() : String.valueOf(result);
    }

    private static void work() throws IOException {
        if (broken) {
            throw new IOException("the kitchen is closed");
        }
    }

    List<String> dishes(String day) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select c2 from menu where c1 = ?")) {
            query.setString(1, day);
            List<String> dishes = new ArrayList<>();
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                dishes.add(rows.getString(1));
            }
            return dishes;
        }
    }

    Reply ask(String status) {
        return new Reply(Integer.parseInt(status), "of " + status);
    }

    String validated(String text) throws IOException {
        work();
        return text;
    }

    int stock(String article) throws IOException {
        work();
        return 7;
    }

    static long total(String article) throws IOException {
        work();
        return 70;
    }

    String refused(String article) throws IOException {
        work();
        return "fine";
    }

    CompletableFuture<List<String>> later(String day) {
        CompletableFuture<List<String>> later = new CompletableFuture<>();
        later.completeAsync(() -> {
            try {
                work();
                return List.of("later on " + day);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        return later;
    }

    CompletionStage<String> failing(String day) throws IOException {
        work();
        return CompletableFuture.completedFuture("fine on " + day);
    }

    Own own(String day) throws IOException {
        work();
        Own own = new Own();
        own.complete("fine on " + day);
        return own;
    }

    /** A stage that only its own constructor makes. */
    static final class Own extends CompletableFuture<String> {
        @Override
        public String toString() {
            return "of our own";
        }
    }

    boolean aBoolean() throws IOException {
        work();
        return false;
    }

    byte aByte() throws IOException {
        work();
        return 1;
    }

    char aChar() throws IOException {
        work();
        return 'x';
    }

    double aDouble() throws IOException {
        work();
        return 1;
    }

    Long aLong() throws IOException {
        work();
        return 1L;
    }

    TimeUnit aUnit() throws IOException {
        work();
        return TimeUnit.DAYS;
    }

    String[] anArray() throws IOException {
        work();
        return new String[] {"one"};
    }

    Map<String, String> aMap() throws IOException {
        work();
        return Map.of("one", "two");
    }

    Optional<String> anOptional() throws IOException {
        work();
        return Optional.of("one");
    }

    Stream<String> aStream() throws IOException {
        work();
        return Stream.of("one");
    }

    void nothing() throws IOException {
        work();
    }

    /** What is served when there is nothing else. */
    private static final class Fallbacks {

        private static int stock(Menu menu, String article, Throwable why) {
            return menu == null || !(why instanceof RuntimeException) ? -2 : -1;
        }

        private static short total(CharSequence article) throws SQLException {
            if (article.toString().equals("none")) {
                throw new SQLException("no " + article);
            }
            return (short) article.length();
        }
    }

    /** What is thrown. */
    private static final class Closed extends Exception {
        private static final long serialVersionUID = 1L;

        private Closed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
