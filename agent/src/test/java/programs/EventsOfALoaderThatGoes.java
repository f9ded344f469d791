package programs;

import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.Consumer;
import jdk.jfr.Recording;

/**
 * Loads the agent's events by a loader of their own, commits some, closes them, and says whether the loader is gone. A
 * recording runs from {@code before} they are loaded, and on; or only between {@code after} they were loaded and that.
 */
public final class EventsOfALoaderThatGoes {

    private EventsOfALoaderThatGoes() {}

    public static void main(String[] arguments) throws Exception {
        Recording recording = arguments[1].equals("before") ? start() : null;
        WeakReference<ClassLoader> loader = use(Path.of(arguments[0]), arguments[1].equals("after"));
        for (int i = 0; i < 50 && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        System.out.println(loader.get() == null ? "gone" : "still there");
        if (recording != null) {
            recording.close();
        }
    }

    private static Recording start() {
        Recording recording = new Recording();
        recording.enable("dev.tripcoil.Transition");
        recording.enable("dev.tripcoil.Rejection");
        recording.start();
        return recording;
    }

    private static WeakReference<ClassLoader> use(Path jar, boolean recordAfter) throws Exception {
        URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        Class<?> type = loader.loadClass("dev.tripcoil.jfr.FlightEvents");
        Class<?> breakerType = loader.loadClass("dev.tripcoil.breaker.Breaker");
        Class<?> definitionType = loader.loadClass("dev.tripcoil.breaker.Definition");
        Class<?> tickerType = loader.loadClass("dev.tripcoil.breaker.Ticker");
        Class<?> permitType = loader.loadClass("dev.tripcoil.breaker.Permit");
        Class<?> transitionType = loader.loadClass("dev.tripcoil.breaker.Transition");
        AutoCloseable events = (AutoCloseable) type.getConstructor().newInstance();
        Recording recording = recordAfter ? start() : null;
        Consumer<Object> nobody = each -> {};
        Object breaker = breakerType
                .getConstructor(definitionType, tickerType, Consumer.class)
                .newInstance(
                        definitionType.getMethod("named", String.class).invoke(null, "b"),
                        tickerType.getMethod("system").invoke(null),
                        nobody);
        breakerType.getMethod("trip").invoke(breaker);
        Method changed = type.getMethod("changed", breakerType, transitionType);
        Consumer<Object> tell = transition -> {
            try {
                changed.invoke(events, breaker, transition);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        };
        breakerType.getMethod("announce", Consumer.class).invoke(breaker, tell);
        Object permit = breakerType.getMethod("enter").invoke(breaker);
        type.getMethod("refused", permitType, StackTraceElement.class)
                .invoke(events, permit, new StackTraceElement("a.B", "c", null, -1));
        events.close();
        if (recording != null) {
            recording.close();
        }
        loader.close();
        return new WeakReference<>(loader);
    }
}
