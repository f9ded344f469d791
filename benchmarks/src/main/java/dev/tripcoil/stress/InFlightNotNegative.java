package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A reader sees no fewer than none and no more than all calls in flight. */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "between calls, both times")
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "before one")
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "in one, and after it")
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "in calls")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class InFlightNotNegative extends Shop {

    public InFlightNotNegative() {
        super(ONE_AT_A_TIME);
    }

    @Actor
    public void call() {
        succeedOnce();
        succeedOnce();
    }

    @Actor
    public void read(LLL_Result r) {
        r.r1 = breaker.callsInFlight();
        r.r2 = breaker.callsInFlight();
    }

    @Arbiter
    public void end(LLL_Result r) {
        r.r3 = breaker.callsInFlight();
    }
}
