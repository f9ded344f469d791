package programs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** Runs each line as a query, in a database of its own, until one is {@code end}. */
public final class H2Queries {

    private H2Queries() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:queries", "sa", "");
                Statement statement = connection.createStatement()) {
            System.out.println("connected");
            for (String query = lines.readLine(); query != null && !query.equals("end"); query = lines.readLine()) {
                try {
                    statement.executeQuery(query).close();
                    System.out.println("fine");
                } catch (Exception e) {
                    System.out.println(e.getClass().getName());
                }
            }
        }
    }
}
