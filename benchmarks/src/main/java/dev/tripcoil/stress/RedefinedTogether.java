package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Of two new definitions that come together one is in force, and a trip meanwhile is not lost. */
@JCStressTest
@Outcome(id = "OPEN, 1, 2", expect = ACCEPTABLE, desc = "the second is in force")
@Outcome(id = "OPEN, 1, 1", expect = ACCEPTABLE, desc = "the first is")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class RedefinedTogether extends Shop {

    public RedefinedTogether() {
        super(ONE_AT_A_TIME);
    }

    @Actor
    public void one() {
        breaker.redefine(ONE_FAILURE);
        breaker.trip();
    }

    @Actor
    public void other() {
        breaker.redefine(TWO_FAILURES);
    }

    @Arbiter
    public void end(LLL_Result r) {
        r.r1 = path();
        r.r2 = changes();
        r.r3 = breaker.definition().tripOn().consecutiveFailures();
    }
}
