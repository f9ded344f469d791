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

/** A call that begins as its key's breaker is to go is in one that stays: that one, the key's next, or the unsplit one. */
@JCStressTest
@Outcome(id = "true, own", expect = ACCEPTABLE, desc = "the call came first: the other key finds no room")
@Outcome(id = "true, next", expect = ACCEPTABLE, desc = "the other key has come and gone again")
@Outcome(id = "true, unsplit", expect = ACCEPTABLE, desc = "the other key came first, and was not to go")
@Outcome(expect = FORBIDDEN, desc = "a call in a breaker that is gone")
@State
public class KeyInUse extends Keys {

    private Permit permit;

    @Actor
    public void call() {
        permit = own.enter();
    }

    @Actor
    public void other() {
        otherKey();
    }

    @Arbiter
    public void end(LL_Result r) {
        r.r1 = has(permit.breaker());
        r.r2 = permit.breaker() == own ? "own" : permit.breaker() == split.unsplit() ? "unsplit" : "next";
    }
}
