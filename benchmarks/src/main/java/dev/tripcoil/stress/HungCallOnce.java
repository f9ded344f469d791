package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.tripcoil.breaker.Permit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** A call that hangs counts once: when somebody notices, or when it ends. */
@JCStressTest
@Outcome(id = "1, 1, 1, 0", expect = ACCEPTABLE, desc = "one slow call, which is one failure; none in flight")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class HungCallOnce extends Shop {

    private final Permit hanging = breaker.enter();

    public HungCallOnce() {
        super(TWO_SLOW_CALLS);
        clock.set(CALL_TIMEOUT);
    }

    @Actor
    public void end() {
        breaker.succeeded(hanging);
    }

    @Actor
    public void notice() {
        breaker.status();
    }

    @Arbiter
    public void end(LLLL_Result r) {
        r.r1 = breaker.status().failureCount();
        r.r2 = breaker.slowCalls();
        r.r3 = breaker.failedCalls();
        r.r4 = breaker.callsInFlight();
    }
}
