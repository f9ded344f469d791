package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Two failures that would have opened a breaker set to metrics only are one notice. */
@JCStressTest
@Outcome(id = "METRICS_ONLY, 1, 2", expect = ACCEPTABLE, desc = "one notice, both counted")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class OneNotice extends Shop {

    public OneNotice() {
        super(ONE_FAILURE_METRICS_ONLY);
    }

    @Actor
    public void one() {
        failOnce();
    }

    @Actor
    public void other() {
        failOnce();
    }

    @Arbiter
    public void end(LLL_Result r) {
        r.r1 = path();
        r.r2 = changes();
        r.r3 = breaker.status().failureCount();
    }
}
