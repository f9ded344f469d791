package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.tripcoil.breaker.Permit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLLL_Result;

/** A failure that opens it while it is redefined opens it, or counts under the new definition: it is not lost. */
@JCStressTest
@Outcome(id = "OPEN, 1, 1, 1, 100", expect = ACCEPTABLE, desc = "failure first")
@Outcome(id = ", 0, 1, 1, 100", expect = ACCEPTABLE, desc = "definition first: the failure is the first of two")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class RedefinedAgainstOpening extends Shop {

    private final Permit failing;

    public RedefinedAgainstOpening() {
        super(ONE_FAILURE);
        failing = breaker.enter();
    }

    @Actor
    public void redefine() {
        breaker.redefine(TWO_FAILURES_OTHERWISE);
    }

    @Actor
    public void fail() {
        fail(failing);
    }

    @Arbiter
    public void end(LLLLL_Result r) {
        r.r1 = path();
        r.r2 = changes();
        r.r3 = breaker.status().failureCount();
        r.r4 = breaker.failedCalls();
        r.r5 = breaker.definition().tripOn().netFailures();
    }
}
