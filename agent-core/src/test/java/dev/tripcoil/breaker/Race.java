package dev.tripcoil.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs the same thing on several threads at the same time, and waits for all of them. */
public final class Race {

    /** What one of the threads does. */
    public interface Runner {
        void run(int thread) throws Exception;
    }

    private Race() {}

    public static void run(int threads, Runner runner) {
        var start = new CyclicBarrier(threads);
        var end = new CountDownLatch(threads);
        var failure = new AtomicReference<Throwable>();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            var thread = new Thread(
                    () -> {
                        try {
                            start.await(30, TimeUnit.SECONDS);
                            runner.run(number);
                        } catch (Throwable e) {
                            failure.compareAndSet(null, e);
                        } finally {
                            end.countDown();
                        }
                    },
                    "race-" + i);
            thread.setDaemon(true);
            thread.start();
            all.add(thread);
        }
        try {
            assertThat(end.await(60, TimeUnit.SECONDS)).as("all threads ended").isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (failure.get() != null) {
            throw new AssertionError("in a thread of the race", failure.get());
        }
    }
}
