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

/** A failure from before the opening neither reopens a breaker whose trial succeeds, nor counts in it. */
@JCStressTest
@Outcome(id = "OPEN HALF_OPEN CLOSED, 0, 1, 1", expect = ACCEPTABLE, desc = "the trial alone has decided")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class LateFailure extends Shop {

    private final Permit late = breaker.enter();
    private final Permit trial;

    public LateFailure() {
        super(ONE_FAILURE);
        breaker.trip();
        waitIsOver();
        trial = breaker.enter();
    }

    @Actor
    public void late() {
        fail(late);
    }

    @Actor
    public void trial() {
        breaker.succeeded(trial);
    }

    @Arbiter
    public void end(LLLL_Result r) {
        r.r1 = path();
        r.r2 = breaker.status().failureCount();
        r.r3 = breaker.successfulCalls();
        r.r4 = breaker.failedCalls();
    }
}
