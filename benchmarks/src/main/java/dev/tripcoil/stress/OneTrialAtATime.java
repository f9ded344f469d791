package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * Two threads that enter a half-open breaker together get its one trial between them.
 *
 * <p>They meet in the transition from OPEN, too: it is made once.
 */
@JCStressTest
@Outcome(id = "true, false, 1, HALF_OPEN", expect = ACCEPTABLE, desc = "the first is the trial")
@Outcome(id = "false, true, 1, HALF_OPEN", expect = ACCEPTABLE, desc = "the other is")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class OneTrialAtATime extends Shop {

    public OneTrialAtATime() {
        super(ONE_FAILURE_STARTS_OPEN);
        waitIsOver();
    }

    @Actor
    public void one(LLLL_Result r) {
        r.r1 = breaker.enter().letsThrough();
    }

    @Actor
    public void other(LLLL_Result r) {
        r.r2 = breaker.enter().letsThrough();
    }

    @Arbiter
    public void end(LLLL_Result r) {
        r.r3 = breaker.rejectedCalls();
        r.r4 = path();
    }
}
