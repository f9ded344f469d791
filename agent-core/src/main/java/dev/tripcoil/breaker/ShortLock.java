package dev.tripcoil.breaker;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock for what takes less time than to put a thread to sleep and wake it: who finds it taken tries again for a moment first, where
 * there is another processor to set it free. It pins no virtual thread.
 */
final class ShortLock {

    private static final int TRIES = Runtime.getRuntime().availableProcessors() > 1 ? 200 : 0;

    private final ReentrantLock lock = new ReentrantLock();

    void lock() {
        for (int i = 0; i < TRIES; i++) {
            if (lock.tryLock()) {
                return;
            }
            Thread.onSpinWait();
        }
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }
}
