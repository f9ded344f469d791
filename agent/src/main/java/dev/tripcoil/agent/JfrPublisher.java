package dev.tripcoil.agent;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Transition;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.jfr.FlightEvents;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Passes transitions and refused calls on to Flight Recorder, once there is a recording. Until {@link #look} nothing of it is
 * touched; none of its types is named here, so that a runtime image without it will do. Thread-safe.
 */
final class JfrPublisher implements Announcer.Listener {

    private final Log log;
    private boolean done;
    private long lastLook;

    /** The number of the last transition that was told late; not touched by {@link #look} any more once there are events. */
    private final Map<Breaker, Long> caughtUp = new WeakHashMap<>();

    private volatile FlightEvents events;

    JfrPublisher(Log log) {
        this.log = log;
    }

    private static boolean isAvailable() {
        return ModuleLayer.boot().findModule("jdk.jfr").isPresent();
    }

    /**
     * Looks whether anything records by now, and if so loads the events: on one of the agent's own threads, once the
     * application runs. Not sooner, as to register them costs a JVM in which nobody records some 200 ms of a processor.
     */
    synchronized void look(Agent agent) {
        if (done) {
            return;
        }
        long now = System.currentTimeMillis();
        try {
            if (!isAvailable()) {
                done = true;
            } else if (FlightEvents.canBeRecorded()) {
                done = true;
                FlightEvents made = new FlightEvents();
                catchUp(agent, made);
                events = made;
                agent.guard().tell(made);
            }
            lastLook = now;
        } catch (Throwable e) {
            done = true;
            log.error("Flight Recorder shows nothing of the agent, though it guards as the rules say: " + e);
        }
    }

    /** At the last look nothing recorded: what has happened since may have happened since a recording began. */
    private void catchUp(Agent agent, FlightEvents made) {
        for (Breaker breaker : agent.breakers()) {
            for (Transition transition : breaker.recentTransitions()) {
                if (transition.epochMillis() >= lastLook) {
                    made.changed(breaker, transition);
                    caughtUp.put(breaker, transition.number());
                }
            }
        }
    }

    @Override
    public void changed(Breaker breaker, Transition transition) {
        FlightEvents current = events;
        if (current == null) {
            return;
        }
        Long last = caughtUp.get(breaker);
        if (last == null || transition.number() > last) {
            current.changed(breaker, transition);
        }
    }

    /** For good: afterwards nothing of Flight Recorder's holds the agent's classes. */
    synchronized void close(Guard guard) {
        done = true;
        guard.tell(null);
        FlightEvents made = events;
        events = null;
        if (made != null) {
            made.close();
        }
    }
}
