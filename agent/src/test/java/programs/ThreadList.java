package programs;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeSet;

/**
 * Lists its threads, and how many shutdown hooks there are; with an argument also starts a thread that outlives main a
 * little.
 */
public final class ThreadList {

    private ThreadList() {}

    public static void main(String[] arguments) throws Exception {
        TreeSet<String> lines = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            lines.add(thread.getName() + ", " + (thread.isDaemon() ? "daemon" : "user") + ", priority "
                    + thread.getPriority() + ", group "
                    + (thread.getThreadGroup() == null
                            ? "none"
                            : thread.getThreadGroup().getName())
                    + ", loader " + (thread.getContextClassLoader() == null ? "none" : "some"));
        }
        lines.forEach(System.out::println);
        Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
        hooks.setAccessible(true);
        System.out.println(((Map<?, ?>) hooks.get(null)).size() + " shutdown hooks");
        if (arguments.length > 0) {
            Thread timer = new Thread(ThreadList::tick);
            timer.start();
        }
    }

    private static void tick() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            return;
        }
        System.out.println("the last word");
    }
}
