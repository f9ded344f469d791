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

/** A success from before the opening does not close a half-open breaker whose trial fails. */
@JCStressTest
@Outcome(id = "OPEN HALF_OPEN OPEN, 2, 1, 1", expect = ACCEPTABLE, desc = "the trial alone has decided")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class LateSuccess extends Shop {

    private final Permit late = breaker.enter();
    private final Permit trial;

    public LateSuccess() {
        super(ONE_FAILURE);
        breaker.trip();
        waitIsOver();
        trial = breaker.enter();
    }

    @Actor
    public void late() {
        breaker.succeeded(late);
    }

    @Actor
    public void trial() {
        fail(trial);
    }

    @Arbiter
    public void end(LLLL_Result r) {
        r.r1 = path();
        r.r2 = breaker.status().timesOpened();
        r.r3 = breaker.successfulCalls();
        r.r4 = breaker.failedCalls();
    }
}
