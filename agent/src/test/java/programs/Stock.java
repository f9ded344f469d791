package programs;

import java.io.IOException;

/** A service that is down. */
final class Stock {

    private Stock() {}

    static int fetch() throws IOException {
        throw new IOException("no route to stock");
    }
}
