package programs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.sql.Connection;
import java.sql.DriverManager;

/** Connects to a database server by H2's JDBC driver, once for each line, which is the URL. */
public final class H2Client {

    private H2Client() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String url = lines.readLine(); url != null; url = lines.readLine()) {
            try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
                System.out.println("connected to " + connection.getMetaData().getDatabaseProductName());
            } catch (Exception e) {
                System.out.println((e.getClass().getName() + ": " + e.getMessage()).replaceAll("\\s+", " "));
            }
        }
    }
}
