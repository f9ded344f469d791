package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** Of two calls that enter together where one may be in flight, one is let through. */
@JCStressTest
@Outcome(id = "true, false, 1, 1", expect = ACCEPTABLE, desc = "the first is in flight")
@Outcome(id = "false, true, 1, 1", expect = ACCEPTABLE, desc = "the other is")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class OneCallInFlight extends Shop {

    public OneCallInFlight() {
        super(ONE_AT_A_TIME);
    }

    @Actor
    public void one(LLLL_Result r) {
        r.r1 = breaker.enter().letsThrough();
    }

    @Actor
    public void other(LLLL_Result r) {
        r.r2 = breaker.enter().letsThrough();
    }

    @Arbiter
    public void end(LLLL_Result r) {
        r.r3 = breaker.callsInFlight();
        r.r4 = breaker.rejectedCalls();
    }
}
