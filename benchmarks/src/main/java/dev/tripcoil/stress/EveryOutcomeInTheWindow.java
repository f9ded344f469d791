package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.tripcoil.breaker.Permit;
import dev.tripcoil.breaker.Status;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** A rate over a window of calls counts every outcome: two that complete it together open the breaker. */
@JCStressTest
@Outcome(id = "OPEN, 2, 50.0, 1", expect = ACCEPTABLE, desc = "two of four calls failed")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class EveryOutcomeInTheWindow extends Shop {

    private final Permit failing;
    private final Permit succeeding;

    public EveryOutcomeInTheWindow() {
        super(HALF_OF_FOUR_CALLS);
        failOnce();
        succeedOnce();
        failing = breaker.enter();
        succeeding = breaker.enter();
    }

    @Actor
    public void fail() {
        fail(failing);
    }

    @Actor
    public void succeed() {
        breaker.succeeded(succeeding);
    }

    @Arbiter
    public void end(LLLL_Result r) {
        Status end = breaker.status();
        r.r1 = path();
        r.r2 = end.failureCount();
        r.r3 = end.failureRate();
        r.r4 = end.timesOpened();
    }
}
