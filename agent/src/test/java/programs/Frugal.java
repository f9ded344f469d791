package programs;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Says of each guarded method what a million calls of it allocate, in bytes for each call. */
public final class Frugal {

    private static final int CALLS = 1_000_000;

    private int called;

    private interface Method {
        int call(Frugal on);
    }

    private Frugal() {}

    int plain() {
        return called++;
    }

    int consecutive() {
        return called++;
    }

    int rate() {
        return called++;
    }

    int timed() {
        return called++;
    }

    int perKey(String key) {
        return called++;
    }

    int answered() {
        return called++;
    }

    public static void main(String[] arguments) {
        Frugal frugal = new Frugal();
        measure("plain", frugal, Frugal::plain);
        measure("consecutive", frugal, Frugal::consecutive);
        measure("rate", frugal, Frugal::rate);
        measure("timed", frugal, Frugal::timed);
        measure("perKey", frugal, on -> on.perKey("tea"));
        measure("answered", frugal, Frugal::answered);
    }

    private static void measure(String name, Frugal frugal, Method method) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (int round = 0; round < 2; round++) { // the first for what is made once
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                method.call(frugal);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        System.out.println(name + " " + allocated / (CALLS / 100) / 100.0);
    }
}
