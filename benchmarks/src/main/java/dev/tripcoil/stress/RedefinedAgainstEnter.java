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

/** A trial that begins while the breaker is redefined has its place under the new definition, and no other beside it. */
@JCStressTest
@Outcome(id = "true, false, HALF_OPEN CLOSED", expect = ACCEPTABLE, desc = "it begins, and decides")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class RedefinedAgainstEnter extends Shop {

    private Permit trial;

    public RedefinedAgainstEnter() {
        super(ONE_FAILURE_STARTS_OPEN);
        waitIsOver();
        breaker.status();
    }

    @Actor
    public void redefine() {
        breaker.redefine(ONE_FAILURE_OTHERWISE);
    }

    @Actor
    public void enter(LLL_Result r) {
        trial = breaker.enter();
        r.r1 = trial.letsThrough();
    }

    @Arbiter
    public void end(LLL_Result r) {
        r.r2 = breaker.enter().letsThrough();
        breaker.succeeded(trial);
        r.r3 = path();
    }
}
