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

/** Tripped by hand while its trial succeeds, a breaker is open afterwards. */
@JCStressTest
@Outcome(id = "HALF_OPEN CLOSED OPEN, 2, 3", expect = ACCEPTABLE, desc = "the trial closed it first")
@Outcome(id = "HALF_OPEN OPEN, 2, 2", expect = ACCEPTABLE, desc = "the trial came too late")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class TripAgainstSuccess extends Shop {

    private final Permit trial;

    public TripAgainstSuccess() {
        super(ONE_FAILURE_STARTS_OPEN);
        waitIsOver();
        trial = breaker.enter();
    }

    @Actor
    public void trip() {
        breaker.trip();
    }

    @Actor
    public void succeed() {
        breaker.succeeded(trial);
    }

    @Arbiter
    public void end(LLL_Result r) {
        r.r1 = path();
        r.r2 = breaker.status().timesOpened();
        r.r3 = changes();
    }
}
