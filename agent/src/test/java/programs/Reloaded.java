package programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;

/**
 * Calls three methods from two threads, as fast as they go, and has class loaders load a fourth one again and again. Each tenth
 * call of a method fails. On {@code stop} it says, a line for each method, how many of its calls returned, failed and were
 * refused; on {@code late} it calls the fourth method in each of the last loaders, and says how many there were; on
 * {@code memory} it says how much of the heap and of metaspace is used.
 */
public final class Reloaded {

    private static final int LATE = 40;

    private Reloaded() {}

    /** What is guarded. */
    public static final class Service {
        private Service() {}

        static int steady(int i) {
            return answer(i);
        }

        static int changing(int i) {
            return answer(i);
        }

        static int coming(int i) {
            return answer(i);
        }

        private static int answer(int i) {
            if (i % 10 == 0) {
                throw new IllegalStateException("down");
            }
            return i;
        }
    }

    /** What other loaders define for themselves. */
    public static final class Late implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Caller implements Runnable {
        private final String name;
        private final IntUnaryOperator method;
        private final AtomicLong returned = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();
        private final AtomicLong wrong = new AtomicLong();

        Caller(String name, IntUnaryOperator method) {
            this.name = name;
            this.method = method;
        }

        void call(int i) {
            try {
                if (method.applyAsInt(i) != i) {
                    wrong.incrementAndGet();
                }
                returned.incrementAndGet();
            } catch (IllegalStateException e) {
                failed.incrementAndGet();
            } catch (RuntimeException e) {
                (e.getClass().getName().equals("dev.tripcoil.CircuitOpenException") ? refused : wrong)
                        .incrementAndGet();
            } catch (Throwable e) {
                wrong.incrementAndGet();
            }
        }

        @Override
        public void run() {
            System.out.println(name + " " + returned + " " + failed + " " + refused + " " + wrong);
        }
    }

    private static final Caller[] CALLERS = {
        new Caller("steady", Service::steady),
        new Caller("changing", Service::changing),
        new Caller("coming", Service::coming)
    };

    private static volatile boolean stopped;

    public static void main(String[] arguments) throws Exception {
        Deque<Runnable> late = new ArrayDeque<>();
        Thread[] threads = {
            new Thread(Reloaded::call), new Thread(Reloaded::call), new Thread(() -> load(late)),
        };
        System.out.println("main begins");
        for (Thread thread : threads) {
            thread.start();
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            switch (line) {
                case "memory" -> System.out.println(memory());
                case "late" -> {
                    late.forEach(Runnable::run);
                    System.out.println(late.size());
                }
                default -> {
                    stopped = true;
                    for (Thread thread : threads) {
                        thread.join();
                    }
                    for (Caller caller : CALLERS) {
                        caller.run();
                    }
                }
            }
        }
    }

    private static void call() {
        for (int i = 1; !stopped; i = i == 1_000_000 ? 1 : i + 1) {
            for (Caller caller : CALLERS) {
                caller.call(i);
            }
            if (i % 1000 == 0) {
                Thread.yield();
            }
        }
    }

    private static void load(Deque<Runnable> late) {
        try {
            while (!stopped) {
                late.add((Runnable) new OwnLate()
                        .loadClass(Late.class.getName())
                        .getConstructor()
                        .newInstance());
                if (late.size() > LATE) {
                    late.remove();
                }
                Thread.sleep(20); // else each reload has thousands of them to weave anew
            }
        } catch (Exception e) {
            e.printStackTrace();
        }
    }

    private static String memory() throws InterruptedException {
        for (int i = 0; i < 8; i++) {
            System.gc();
            Thread.sleep(10);
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long metaspace = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals("Metaspace")) {
                metaspace = pool.getUsage().getUsed();
            }
        }
        return heap + " " + metaspace;
    }

    private static final class OwnLate extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Late.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
