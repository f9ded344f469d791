package dev.tripcoil.breaker;

import java.util.Arrays;

/** The last so many calls. */
final class CountWindow extends OutcomeWindow {

    private static final byte FAILED = 1;
    private static final byte SLOW = 2;

    private final byte[] outcomes;
    private int next;
    private int calls;
    private int failed;
    private int slow;

    CountWindow(int size) {
        outcomes = new byte[size];
    }

    @Override
    void add(boolean callFailed, boolean callSlow, long now) {
        byte oldest = outcomes[next]; // 0 where the window is not full yet
        byte newest = (byte) ((callFailed ? FAILED : 0) | (callSlow ? SLOW : 0));
        outcomes[next] = newest;
        next = next + 1 == outcomes.length ? 0 : next + 1;
        calls = Math.min(calls + 1, outcomes.length);
        failed += (newest & FAILED) - (oldest & FAILED);
        slow += ((newest & SLOW) - (oldest & SLOW)) / SLOW;
    }

    @Override
    void addSuccesses(long count, long at) {
        int size = outcomes.length;
        if (count < size && (failed != 0 || slow != 0)) {
            for (long i = 0; i < count; i++) {
                add(false, false, at);
            }
            return;
        }
        if (failed != 0 || slow != 0) {
            clear(at);
        }
        next = (int) ((next + count) % size);
        calls = (int) Math.min(calls + count, size);
    }

    @Override
    boolean isOfCalls() {
        return true;
    }

    @Override
    long slice() {
        return 0;
    }

    @Override
    long timeOf(long slice) {
        return 0;
    }

    @Override
    boolean isOver(long now) {
        return false;
    }

    @Override
    void advance(long now) {}

    @Override
    void clear(long now) {
        Arrays.fill(outcomes, (byte) 0);
        next = 0;
        calls = 0;
        failed = 0;
        slow = 0;
    }

    @Override
    long calls() {
        return calls;
    }

    @Override
    long failed() {
        return failed;
    }

    @Override
    long slow() {
        return slow;
    }

    @Override
    Sums sums(long now) {
        return new Sums(calls, failed, slow);
    }
}
