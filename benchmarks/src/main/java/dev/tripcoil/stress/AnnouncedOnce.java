package dev.tripcoil.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** What is announced while transitions are made is told once, in order, the rest the next time. */
@JCStressTest
@Outcome(id = "OPEN CLOSED FORCED_OPEN", expect = ACCEPTABLE, desc = "three transitions")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@State
public class AnnouncedOnce extends Shop {

    private final Path told = new Path();

    public AnnouncedOnce() {
        super(ONE_FAILURE);
    }

    @Actor
    public void change() {
        breaker.trip();
        breaker.reset();
        breaker.forceOpen();
    }

    @Actor
    public void announce() {
        breaker.announce(told);
    }

    @Arbiter
    public void end(L_Result r) {
        breaker.announce(told);
        r.r1 = told.toString();
    }
}
