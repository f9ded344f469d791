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

/** A trial that fails while the breaker is redefined opens it, whichever is first. */
@JCStressTest
@Outcome(id = "HALF_OPEN OPEN, 2, 2, 1", expect = ACCEPTABLE, desc = "opened once")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class RedefinedAgainstFailedTrial extends Shop {

    private final Permit trial;

    public RedefinedAgainstFailedTrial() {
        super(ONE_FAILURE_STARTS_OPEN);
        waitIsOver();
        trial = breaker.enter();
    }

    @Actor
    public void redefine() {
        breaker.redefine(TWO_TRIALS);
    }

    @Actor
    public void fail() {
        fail(trial);
    }

    @Arbiter
    public void end(LLLL_Result r) {
        r.r1 = path();
        r.r2 = changes();
        r.r3 = breaker.status().timesOpened();
        r.r4 = breaker.failedCalls();
    }
}
