package dev.tripcoil.jfr;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Permit;
import dev.tripcoil.breaker.Refused;
import dev.tripcoil.breaker.Transition;
import dev.tripcoil.guard.Rejections;
import jdk.jfr.FlightRecorder;

/**
 * Tells Flight Recorder of transitions and, where a recording asks for them, of refused calls. Thread-safe.
 */
public final class FlightEvents implements Rejections, AutoCloseable {

    /** What is asked whether anybody wants to know of refused calls; never committed. */
    private final RejectionEvent rejection = new RejectionEvent();

    /** Loads the events and registers them. */
    public FlightEvents() {
        new TransitionEvent().shouldCommit();
        rejection.shouldCommit();
    }

    /** Whether there was a recording in this JVM; before that the events would start Flight Recorder in vain. */
    public static boolean canBeRecorded() {
        return FlightRecorder.isInitialized();
    }

    /** A transition, told by whichever thread announces it. */
    public void changed(Breaker breaker, Transition transition) {
        TransitionEvent event = new TransitionEvent();
        if (!event.isEnabled()) {
            return;
        }
        event.breaker = breaker.name();
        event.key = breaker.key();
        event.from = transition.from().name();
        event.to = transition.to().name();
        event.reason = transition.isNotice() ? "would have opened: " + transition.why() : transition.why();
        event.madeAt = transition.epochMillis();
        event.failed = breaker.failedCalls();
        event.calls = breaker.successfulCalls() + event.failed + breaker.ignoredCalls();
        event.rejected = breaker.rejectedCalls();
        event.commit();
    }

    @Override
    public void refused(Permit refusing, StackTraceElement method) {
        if (!rejection.isEnabled()) {
            return;
        }
        Breaker breaker = refusing.breaker();
        Refused why = breaker.explain(refusing);
        RejectionEvent event = new RejectionEvent();
        event.breaker = breaker.name();
        event.key = breaker.key();
        event.state = why.state().name();
        event.method = method.getClassName() + "." + method.getMethodName();
        event.timeLeft = why.remaining() < 0 ? Long.MAX_VALUE : why.remaining(); // which is shown as forever
        event.commit();
    }

    /**
     * Has Flight Recorder forget the events, so that there are no two of a name should the agent be attached again. Their
     * class loader can go then; Flight Recorder holds it weakly, recordings that go on or not.
     */
    @Override
    public void close() {
        FlightRecorder.unregister(TransitionEvent.class);
        FlightRecorder.unregister(RejectionEvent.class);
    }
}
