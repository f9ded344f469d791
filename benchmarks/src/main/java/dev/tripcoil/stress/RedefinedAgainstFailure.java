package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.tripcoil.breaker.Permit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** The counts start afresh once: of two failures that end meanwhile each counts before or after, and in the totals. */
@JCStressTest
@Outcome(id = ", 0, 2, 0", expect = ACCEPTABLE, desc = "both before")
@Outcome(id = ", 1, 2, 0", expect = ACCEPTABLE, desc = "one before")
@Outcome(id = "OPEN, 2, 2, 1", expect = ACCEPTABLE, desc = "both after")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class RedefinedAgainstFailure extends Shop {

    private final Permit first;
    private final Permit second;

    public RedefinedAgainstFailure() {
        super(THREE_FAILURES);
        first = breaker.enter();
        second = breaker.enter();
    }

    @Actor
    public void redefine() {
        breaker.redefine(TWO_FAILURES);
    }

    @Actor
    public void fail() {
        fail(first);
        fail(second);
    }

    @Arbiter
    public void end(LLLL_Result r) {
        r.r1 = path();
        r.r2 = breaker.status().failureCount();
        r.r3 = breaker.failedCalls();
        r.r4 = changes();
    }
}
