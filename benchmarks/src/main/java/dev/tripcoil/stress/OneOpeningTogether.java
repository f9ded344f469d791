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

/** Two failures that suffice only together open the breaker, once. */
@JCStressTest
@Outcome(id = "1, 1, OPEN, 2", expect = ACCEPTABLE, desc = "opened once, both in the totals")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class OneOpeningTogether extends Shop {

    private final Permit first = breaker.enter();
    private final Permit second = breaker.enter();

    public OneOpeningTogether() {
        super(TWO_FAILURES);
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
