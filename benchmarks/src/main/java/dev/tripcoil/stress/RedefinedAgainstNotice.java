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

/** A failure by which METRICS_ONLY would have opened, under either definition, gives one notice while it is redefined. */
@JCStressTest
@Outcome(id = "METRICS_ONLY, 1, 0, 1", expect = ACCEPTABLE, desc = "failure first")
@Outcome(id = "METRICS_ONLY, 1, 1, 1", expect = ACCEPTABLE, desc = "definition first")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class RedefinedAgainstNotice extends Shop {

    private final Permit failing;

    public RedefinedAgainstNotice() {
        super(ONE_FAILURE_METRICS_ONLY);
        failing = breaker.enter();
    }

    @Actor
    public void redefine() {
        breaker.redefine(ONE_FAILURE_OTHERWISE);
    }

    @Actor
    public void fail() {
        fail(failing);
    }

    @Arbiter
    public void end(LLLL_Result r) {
        r.r1 = path();
        r.r2 = changes();
        r.r3 = breaker.status().failureCount();
        r.r4 = breaker.failedCalls();
    }
}
