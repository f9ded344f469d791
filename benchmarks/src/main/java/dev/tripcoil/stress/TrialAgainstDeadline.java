package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.tripcoil.breaker.Permit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A trial that ends as its time runs out either closes the breaker or has failed, not both. */
@JCStressTest
@Outcome(id = "HALF_OPEN CLOSED, 1, 1", expect = ACCEPTABLE, desc = "in time")
@Outcome(id = "HALF_OPEN OPEN, 2, 1", expect = ACCEPTABLE, desc = "too late: only the totals hear of it")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class TrialAgainstDeadline extends Shop {

    private final Permit trial;

    public TrialAgainstDeadline() {
        super(ONE_FAILURE_STARTS_OPEN);
        waitIsOver();
        trial = breaker.enter();
    }

    @Actor
    public void end() {
        breaker.succeeded(trial);
    }

    @Actor
    public void runOut() {
        clock.set(OPEN_FOR + CALL_TIMEOUT);
        breaker.status();
    }

    @Arbiter
    public void end(LLL_Result r) {
        r.r1 = path();
        r.r2 = breaker.status().timesOpened();
        r.r3 = breaker.successfulCalls();
    }
}
