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

    private static boolean down;

    static String remembered(String word) {
        return work(word);
    }

    static String called(String word) {
        return work(word);
    }

    static String thrown(String word) {
        return work(word);
    }

    private static String work(String word) {
        if (down) {
            throw new IllegalArgumentException(word);
        }
        return "done " + word;
    }

    private static String instead(String word, Throwable refusal) {
        try {
            return System.getProperty("user.home");
        } catch (SecurityException e) {
            return word + " instead, and " + e.getClass().getName();
        }
    }

    private static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Closed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static String answered(String line) {
        try {
            switch (line) {
                case "remembered":
                    return remembered("word");
                case "called":
                    return called("word");
                case "thrown":
                    return thrown("word");
                default:
                    down = true;
                    return "is down";
            }
        } catch (RuntimeException e) {
            return e + (e.getCause() == null ? "" : " because of " + e.getCause());
        }
    }

    /** Each line is one call: what it calls, and whether that fails. */
    public static void main(String[] arguments) throws Exception {
        System.out.println("main begins");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.matches("remembered|called|thrown|down")) {
                System.out.println(answered(line));
                continue;
            }
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
