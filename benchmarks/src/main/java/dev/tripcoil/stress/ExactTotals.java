package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Every call is in the totals once, whatever opens the breaker meanwhile. */
@JCStressTest
@Outcome(id = "5", expect = ACCEPTABLE, desc = "three calls and two")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class ExactTotals extends Shop {

    public ExactTotals() {
        super(TWO_FAILURES);
    }

    @Actor
    public void one() {
        succeedOnce();
        failOnce();
        succeedOnce();
    }

    @Actor
    public void other() {
        failOnce();
        breaker.trip();
        succeedOnce();
    }

    @Arbiter
    public void end(L_Result r) {
        r.r1 = breaker.successfulCalls() + breaker.failedCalls() + breaker.ignoredCalls() + breaker.rejectedCalls();
    }
}
