package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Permit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Every call of a key is in its totals once, and none is taken for being in flight when it has ended: it may go then. */
@JCStressTest
@Outcome(id = "4, true", expect = ACCEPTABLE, desc = "two calls and two, and room for another key")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class KeyTotals extends Keys {

    private void call() {
        Permit permit = own.enter();
        permit.breaker().succeeded(permit);
    }

    @Actor
    public void one() {
        call();
        call();
    }

    @Actor
    public void other() {
        call();
        Breaker breaker = own;
        breaker.ignored(breaker.enter());
    }

    @Arbiter
    public void end(LL_Result r) {
        r.r1 = own.successfulCalls() + own.ignoredCalls();
        r.r2 = split.of("other") != split.unsplit();
    }
}
