package programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.Callable;

/** For a security manager whose policy grants nothing: does nothing that needs a permission, unless it is told to. */
public final class Secured {

    private Secured() {}

    static Object fetch(Callable<Object> work) throws Exception {
        return work.call();
    }

    static String fetchOrMissing(Callable<Object> work) throws Exception {
        return String.valueOf(work.call());
    }

    /** Each line is one call: what it calls, and whether that fails. */
    public static void main(String[] arguments) throws Exception {
        System.out.println("main begins");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String request = line;
            Callable<Object> work = () -> {
                switch (request) {
                    case "fail":
                        throw new IOException("no route to stock");
                    case "forbidden":
                        return System.getProperty("user.home");
                    default:
                        return "42";
                }
            };
            try {
                System.out.println(line.equals("or missing") ? fetchOrMissing(work) : fetch(work));
            } catch (Throwable e) {
                System.out.println(e.getClass().getName());
            }
        }
    }
}
