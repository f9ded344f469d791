package dev.tripcoil.speed;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What Tripcoil's MBeans say of the calls that a benchmark made. Fails where they are not those that were meant. */
public final class Proof {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private Proof() {}

    /** All calls went through, and this share of them has failed. */
    public static void letThrough(String breaker, double failed) {
        ObjectName name = name(breaker, "");
        long calls = number(name, "Calls");
        double share = (double) number(name, "FailedCalls") / calls;
        expect(breaker, calls > 0, "no calls");
        expect(breaker, "CLOSED".equals(attribute(name, "State")), "is not closed");
        expect(breaker, number(name, "RejectedCalls") == 0, "calls were refused");
        expect(breaker, Math.abs(share - failed) <= failed / 10, "share of failures: " + share);
    }

    /** Just so many calls ended well, and no other. */
    public static void calls(String breaker, long count) {
        letThrough(breaker, 0);
        long calls = number(name(breaker, ""), "Calls");
        expect(breaker, calls == count, calls + " calls, not " + count);
    }

    /** All calls were refused. */
    public static void refused(String breaker, String state) {
        ObjectName name = name(breaker, "");
        expect(breaker, number(name, "RejectedCalls") > 0, "no calls");
        expect(breaker, number(name, "Calls") == 0, "calls were let through");
        expect(breaker, state.equals(attribute(name, "State")), "is not " + state);
    }

    /** So many keys had calls. */
    public static void keys(String breaker, int count) {
        name(breaker, ""); // registers them
        await(() -> server().queryNames(pattern(breaker, ",key=*"), null).size() == count);
        Set<ObjectName> keys = server().queryNames(pattern(breaker, ",key=*"), null);
        long used = keys.stream().filter(key -> number(key, "Calls") > 0).count();
        expect(breaker, used == count, used + " keys had calls");
    }

    /** The breaker's MBean, as soon as there is one: after a short run it may take a while. */
    private static ObjectName name(String breaker, String key) {
        ObjectName name = pattern(breaker, key);
        await(() -> server().isRegistered(name));
        expect(breaker, server().isRegistered(name), "has no MBean");
        return name;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static ObjectName pattern(String breaker, String key) {
        try {
            return new ObjectName("dev.tripcoil:type=CircuitBreaker,name=" + breaker + key);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    private static long number(ObjectName breaker, String attribute) {
        return (Long) attribute(breaker, attribute);
    }

    private static Object attribute(ObjectName breaker, String attribute) {
        try {
            return server().getAttribute(breaker, attribute);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private static void expect(String breaker, boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("breaker " + breaker + ": " + otherwise);
        }
    }
}
