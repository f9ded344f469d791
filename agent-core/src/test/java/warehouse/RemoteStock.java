package warehouse;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A client; nothing of it may ever run in the tests that look at it. */
@Remote
public class RemoteStock extends Base implements Stock {

    /** That this class was initialized. */
    public static final String MARK = "warehouse.RemoteStock was here";

    static {
        System.setProperty(MARK, "true");
    }

    /** A nested class. */
    public static class Page {
        public String text() {
            return "";
        }
    }

    @Override
    public int fetch(int item) {
        return item;
    }

    public int fetch(int item, int attempts) {
        return item + attempts;
    }

    public synchronized int count() {
        return 1;
    }

    public CompletableFuture<String> later() {
        return null;
    }

    public Supplier<String> name() {
        return () -> "stock";
    }

    public native void raw();
}
