package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A call that begins while it is redefined is seen to hang as soon as the new definition says so. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "slow, in time")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class RedefinedAgainstHanging extends Shop {

    public RedefinedAgainstHanging() {
        super(TWO_SLOW_CALLS);
    }

    @Actor
    public void redefine() {
        breaker.redefine(TWO_CALLS_SLOW_EARLIER);
        breaker.status();
    }

    @Actor
    public void enter() {
        breaker.enter();
    }

    @Arbiter
    public void end(LLL_Result r) {
        clock.set(CALL_TIMEOUT / 2);
        r.r1 = breaker.slowCalls();
        r.r2 = breaker.slowCallsInFlight();
        r.r3 = breaker.status().failureCount();
    }
}
