package programs;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls a service from as many virtual threads as its argument says, once from each: a third of the calls fails, each takes a
 * little. Says how many succeeded, failed, and ended otherwise, and ends with the next line on standard input. One
 * further thread waits where a virtual thread is pinned whatever anybody does: in the initializer of {@link Pinned}.
 */
public final class VirtualThreads {

    private VirtualThreads() {}

    static final class Pinned {
        static final long SINCE = System.nanoTime();

        static {
            LockSupport.parkNanos(1_000_000);
        }

        private Pinned() {}
    }

    public static void main(String[] arguments) throws Exception {
        AtomicInteger succeeded = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger otherwise = new AtomicInteger();
        int threads = Integer.parseInt(arguments[0]);
        ExecutorService executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        executor.execute(() -> System.getProperty("pinned since " + Pinned.SINCE));
        for (int i = 0; i < threads; i++) {
            int number = i;
            executor.execute(() -> {
                try {
                    if (fetch(number) == number) {
                        succeeded.incrementAndGet();
                    }
                } catch (IOException e) {
                    failed.incrementAndGet();
                } catch (RuntimeException e) {
                    otherwise.incrementAndGet();
                }
            });
        }
        executor.shutdown();
        executor.awaitTermination(60, TimeUnit.SECONDS);
        System.out.println(succeeded + " succeeded, " + failed + " failed, " + otherwise + " ended otherwise");
        System.in.read();
    }

    static int fetch(int number) throws IOException {
        LockSupport.parkNanos(1_000_000);
        if (number % 30 < 10) { // in a row, more or less
            throw new IOException("no route to stock");
        }
        return number;
    }
}
