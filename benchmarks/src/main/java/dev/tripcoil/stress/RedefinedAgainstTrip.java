package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** A breaker that is tripped while it is redefined is open under the new definition, by one transition. */
@JCStressTest
@Outcome(id = "OPEN, 1, OPEN, 2", expect = ACCEPTABLE, desc = "either first")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class RedefinedAgainstTrip extends Shop {

    public RedefinedAgainstTrip() {
        super(ONE_FAILURE);
    }

    @Actor
    public void redefine() {
        breaker.redefine(TWO_FAILURES);
    }

    @Actor
    public void trip() {
        breaker.trip();
    }

    @Arbiter
    public void end(LLLL_Result r) {
        r.r1 = path();
        r.r2 = changes();
        r.r3 = state();
        r.r4 = breaker.definition().tripOn().consecutiveFailures();
    }
}
