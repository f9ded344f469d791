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

/** A success that ends while it is redefined sets the count back, or counts in a new one; it never undoes what comes later. */
@JCStressTest
@Outcome(id = "OPEN, 1, 1, 2", expect = ACCEPTABLE, desc = "opened by the failure after both")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class RedefinedAgainstSuccess extends Shop {

    private final Permit succeeding;

    public RedefinedAgainstSuccess() {
        super(TWO_FAILURES);
        failOnce();
        succeeding = breaker.enter();
    }

    @Actor
    public void redefine() {
        breaker.redefine(ONE_FAILURE);
    }

    @Actor
    public void succeed() {
        breaker.succeeded(succeeding);
    }

    @Arbiter
    public void end(LLLL_Result r) {
        failOnce();
        r.r1 = path();
        r.r2 = breaker.status().failureCount();
        r.r3 = breaker.successfulCalls();
        r.r4 = breaker.failedCalls();
    }
}
