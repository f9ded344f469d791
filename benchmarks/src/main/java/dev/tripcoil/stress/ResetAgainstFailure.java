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

/** Reset while a failure suffices to open it, a breaker is open or has been: the failure is not lost. */
@JCStressTest
@Outcome(id = "OPEN CLOSED, 0, 2", expect = ACCEPTABLE, desc = "failure first")
@Outcome(id = ", 1, 0", expect = ACCEPTABLE, desc = "reset first; the failure is the first of a new row")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class ResetAgainstFailure extends Shop {

    private final Permit failing;

    public ResetAgainstFailure() {
        super(TWO_FAILURES);
        failOnce();
        failing = breaker.enter();
    }

    @Actor
    public void reset() {
        breaker.reset();
    }

    @Actor
    public void fail() {
        fail(failing);
    }

    @Arbiter
    public void end(LLL_Result r) {
        r.r1 = path();
        r.r2 = breaker.status().failureCount();
        r.r3 = changes();
    }
}
