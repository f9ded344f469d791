package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Two operations make two transitions, in one order, told in that order. */
@JCStressTest
@Outcome(id = "OPEN DISABLED, 2, DISABLED", expect = ACCEPTABLE, desc = "tripped first")
@Outcome(id = "DISABLED OPEN, 2, OPEN", expect = ACCEPTABLE, desc = "disabled first")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class OperationsInOrder extends Shop {

    public OperationsInOrder() {
        super(ONE_FAILURE);
    }

    @Actor
    public void trip() {
        breaker.trip();
    }

    @Actor
    public void disable() {
        breaker.disable();
    }

    @Arbiter
    public void end(LLL_Result r) {
        r.r1 = path();
        r.r2 = changes();
        r.r3 = state();
    }
}
