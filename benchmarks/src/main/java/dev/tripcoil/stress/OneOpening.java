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

/** Of two failures that both suffice, one opens the breaker: one opening, told once. */
@JCStressTest
@Outcome(id = "1, 1, OPEN, 2", expect = ACCEPTABLE, desc = "opened once, both in the totals")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class OneOpening extends Shop {

    private final Permit first = breaker.enter();
    private final Permit second = breaker.enter();

    public OneOpening() {
        super(ONE_FAILURE);
    }

    @Actor
    public void one() {
        fail(first);
    }

    @Actor
    public void other() {
        fail(second);
    }

    @Arbiter
    public void end(LLLL_Result r) {
        r.r1 = breaker.status().timesOpened();
        r.r2 = changes();
        r.r3 = path();
        r.r4 = breaker.failedCalls();
    }
}
