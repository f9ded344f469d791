package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.tripcoil.breaker.Permit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Where one call may be in flight, no two are, and only a call in flight keeps another out. */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "one after the other")
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "the other was refused")
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "the first was refused")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class NeverTwoInFlight extends Shop {

    private final AtomicInteger inside = new AtomicInteger();

    public NeverTwoInFlight() {
        super(ONE_AT_A_TIME);
    }

    @Actor
    public void one(LLL_Result r) {
        r.r1 = call();
    }

    @Actor
    public void other(LLL_Result r) {
        r.r2 = call();
    }

    @Arbiter
    public void end(LLL_Result r) {
        r.r3 = breaker.callsInFlight();
    }

    /** How many were in there at once, this call among them; 0 if it was refused. */
    private int call() {
        Permit permit = breaker.enter();
        if (!permit.letsThrough()) {
            return 0;
        }
        int now = inside.incrementAndGet();
        inside.decrementAndGet();
        breaker.succeeded(permit);
        return now;
    }
}
