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

/** A failure that follows a success gives a notice anew, however close together the two end. */
@JCStressTest
@Outcome(id = "METRICS_ONLY METRICS_ONLY, 2, 1", expect = ACCEPTABLE, desc = "success first: a second notice")
@Outcome(id = "METRICS_ONLY, 1, 0", expect = ACCEPTABLE, desc = "failure first: the criterion has held all the time")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class NoticeAgainstSuccess extends Shop {

    private final Permit succeeding;
    private final Permit failing;

    public NoticeAgainstSuccess() {
        super(ONE_FAILURE_METRICS_ONLY);
        failOnce();
        succeeding = breaker.enter();
        failing = breaker.enter();
    }

    @Actor
    public void succeed() {
        breaker.succeeded(succeeding);
    }

    @Actor
    public void fail() {
        fail(failing);
    }

    @Arbiter
    public void end(LLL_Result r) {
        r.r1 = path();
        r.r2 = changes();
        r.r3 = breaker.status().failureCount();
    }
}
