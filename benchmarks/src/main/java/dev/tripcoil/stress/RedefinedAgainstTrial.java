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

/** A trial that succeeds while the breaker is redefined closes it, or is the first of the two that it now takes. */
@JCStressTest
@Outcome(id = "HALF_OPEN CLOSED, 2, 0, 1", expect = ACCEPTABLE, desc = "trial first")
@Outcome(id = "HALF_OPEN, 1, 1, 1", expect = ACCEPTABLE, desc = "definition first")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class RedefinedAgainstTrial extends Shop {

    private final Permit trial;

    public RedefinedAgainstTrial() {
        super(ONE_FAILURE_STARTS_OPEN);
        waitIsOver();
        trial = breaker.enter();
    }

    @Actor
    public void redefine() {
        breaker.redefine(TWO_TRIALS);
    }

    @Actor
    public void succeed() {
        breaker.succeeded(trial);
    }

    @Arbiter
    public void end(LLLL_Result r) {
        r.r1 = path();
        r.r2 = changes();
        r.r3 = breaker.status().successCount();
        r.r4 = breaker.successfulCalls();
    }
}
