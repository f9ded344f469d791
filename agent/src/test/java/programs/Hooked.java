package programs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * Has methods that want to hear of transitions, and says on standard error what they hear. A line is {@code call}, for a
 * call of a service that is down; {@code release}, for the end of the method that hangs; {@code load FOLDER}, for five calls
 * of a shop in a class loader of its own; {@code context FOLDER}, which only gives the thread that loader; {@code drop}, which
 * lets go of it.
 */
public final class Hooked {

    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    private Hooked() {}

    public static void changed(String breaker, String from, String to, String why) {
        Thread thread = Thread.currentThread();
        System.err.println("told " + breaker + " " + from + " " + to + " because " + why + " on " + thread.getName()
                + " " + thread.isDaemon() + " " + (thread.getContextClassLoader() == Hooked.class.getClassLoader()));
    }

    private static void hidden(String breaker, String from, String to, String why) {
        System.err.println("secretly " + breaker + " " + from + " " + to);
    }

    static void throwing(String breaker, String from, String to, String why) {
        throw new IllegalStateException("not in the mood for " + to);
    }

    static void hanging(String breaker, String from, String to, String why) throws InterruptedException {
        RELEASED.await();
        System.err.println("late " + breaker + " " + from + " " + to);
    }

    static void calling(String breaker, String from, String to, String why) {
        try {
            Stock.fetch();
        } catch (Throwable e) {
            System.err.println("itself " + to + " " + e.getClass().getName());
        }
    }

    void instance(String breaker, String from, String to, String why) {}

    static void instance(String breaker, int to) {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("main begins");
        ClassLoader loader = null;
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "release" -> RELEASED.countDown();
                case "load" -> {
                    loader = loader(words[1]);
                    Callable<?> shop = (Callable<?>) Class.forName("shop.Shop", true, loader)
                            .getDeclaredConstructor()
                            .newInstance();
                    System.out.println(shop.call());
                }
                case "context" -> {
                    Thread.currentThread().setContextClassLoader(loader(words[1]));
                    System.out.println("set");
                }
                case "drop" -> {
                    WeakReference<ClassLoader> gone = new WeakReference<>(loader);
                    loader = null;
                    for (int i = 0; i < 100 && gone.get() != null; i++) {
                        System.gc();
                        Thread.sleep(20);
                    }
                    System.out.println(gone.get() == null ? "gone" : "still there");
                }
                default -> System.out.println(outcome());
            }
        }
    }

    private static ClassLoader loader(String folder) throws Exception {
        return new URLClassLoader(
                "webapp", new URL[] {Path.of(folder).toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private static String outcome() {
        try {
            return Integer.toString(Stock.fetch());
        } catch (Throwable e) {
            return e.getClass().getName();
        }
    }
}
