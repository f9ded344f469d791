package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.tripcoil.breaker.Permit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A breaker that opens as it is to go stays: the failure is in no breaker that is gone. */
@JCStressTest
@Outcome(id = "true, OPEN", expect = ACCEPTABLE, desc = "it is open, and stays")
@Outcome(expect = FORBIDDEN, desc = "it is gone, and with it the failure")
@State
public class KeyThatOpens extends Keys {

    private final Permit permit = own.enter();

    @Actor
    public void call() {
        fail(permit);
    }

    @Actor
    public void other() {
        otherKey();
    }

    @Arbiter
    public void end(LL_Result r) {
        r.r1 = has(own);
        r.r2 = own.status().state();
    }
}
