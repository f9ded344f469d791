package programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * Makes a client for each line, which says where that fails: in an argument, in the constructor of its superclass, or in its own;
 * anything else is made. Says what came of it, and how far it got.
 */
public final class Constructors {

    private static String reached;

    private Constructors() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            reached = "nothing";
            String came;
            try {
                came = "made " + new Client(line).kind;
            } catch (Throwable e) {
                came = e.getClass().getName();
            }
            System.out.println(came + ", reached " + reached);
        }
    }

    private static String reach(String place, String failing) throws IOException {
        reached = place;
        if (place.equals(failing)) {
            throw new IOException(place);
        }
        return failing;
    }

    /** Not guarded. */
    static class Connection {
        final String kind;

        Connection(String failing) throws IOException {
            kind = reach("superclass", failing);
        }
    }

    /** Both of its constructors are guarded, and a client is one call. */
    static final class Client extends Connection {
        Client(String failing) throws IOException {
            this(reach("argument", failing), true);
        }

        Client(String failing, boolean connected) throws IOException {
            super(failing);
            if (connected) {
                reach("own", failing);
            }
        }
    }
}
