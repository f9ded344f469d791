package dev.tripcoil.agent;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for something that another process does, and fails with what it saw last if that does not come. */
final class Await {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Await() {}

    static <T> T until(String what, Callable<T> look, Predicate<? super T> good) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        Object last = null;
        while (System.nanoTime() - end < 0) {
            try {
                T seen = look.call();
                if (good.test(seen)) {
                    return seen;
                }
                last = seen;
            } catch (Exception notYet) {
                last = notYet;
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("waited " + LONGEST.toSeconds() + " s for " + what + "; last seen: " + last);
    }
}
