package dev.tripcoil.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A call in flight of a breaker that has to know of them: the permit of the period that let it through, and since when. */
final class Call extends Permit {

    private static final VarHandle NOTICED;

    static {
        try {
            NOTICED = MethodHandles.lookup().findVarHandle(Call.class, "noticed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Permit period;
    private final Watch watch;
    private final boolean timed;
    private final long started;

    /** Whether its slowness, or its end, has been noticed: what comes first is what counts. */
    private volatile boolean noticed;

    /**
     * @param watch what has let it in
     * @param timed whether {@code started} is known: no definition asked before
     * @param started in nanoseconds of the ticker
     */
    Call(Permit period, Watch watch, boolean timed, long started) {
        this.period = period;
        this.watch = watch;
        this.timed = timed;
        this.started = started;
    }

    boolean isTimed() {
        return timed;
    }

    long started() {
        return started;
    }

    /** The state or trial that let it through. */
    Permit period() {
        return period;
    }

    Watch watch() {
        return watch;
    }

    /** True for the one that notices first: that it hangs, or that it has ended. */
    boolean notice() {
        return !noticed && NOTICED.compareAndSet(this, false, true);
    }

    @Override
    public boolean letsThrough() {
        return true;
    }

    @Override
    public Breaker breaker() {
        return period.breaker();
    }

    @Override
    void succeeded() {
        period.succeeded();
    }

    @Override
    void add(boolean failed, boolean slow) {
        period.add(failed, slow);
    }

    @Override
    void ignored() {
        period.ignored();
    }

    @Override
    void hangs() {
        period.hangs();
    }
}
