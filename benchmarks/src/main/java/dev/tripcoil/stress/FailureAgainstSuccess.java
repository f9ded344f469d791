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
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A success either ends the row of failures, or comes after the opening: never between the two. */
@JCStressTest
@Outcome(id = "CLOSED, 1, 0", expect = ACCEPTABLE, desc = "success first")
@Outcome(id = "OPEN, 2, 1", expect = ACCEPTABLE, desc = "failure first")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class FailureAgainstSuccess extends Shop {

    private final Permit failing;
    private final Permit succeeding;

    public FailureAgainstSuccess() {
        super(TWO_FAILURES);
        failOnce();
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
    public void end(LLL_Result r) {
        Status end = breaker.status();
        r.r1 = end.state();
        r.r2 = end.failureCount();
        r.r3 = end.timesOpened();
    }
}
