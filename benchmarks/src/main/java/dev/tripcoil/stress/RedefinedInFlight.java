package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Calls that begin and end while the definition begins and ceases to need to know them are in flight no more at the end, and in the totals. */
@JCStressTest
@Outcome(id = "0, 4, 0", expect = ACCEPTABLE, desc = "none in flight, four calls")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class RedefinedInFlight extends Shop {

    public RedefinedInFlight() {
        super(TWO_AT_A_TIME);
    }

    @Actor
    public void redefine() {
        breaker.redefine(TWO_FAILURES);
        breaker.redefine(TWO_SLOW_CALLS);
        breaker.redefine(ONE_AT_A_TIME);
    }

    @Actor
    public void call() {
        succeedOnce();
        succeedOnce();
        failOnce();
        succeedOnce();
    }

    @Arbiter
    public void end(LLL_Result r) {
        r.r1 = breaker.callsInFlight();
        r.r2 = breaker.successfulCalls() + breaker.failedCalls();
        r.r3 = breaker.rejectedCalls();
    }
}
