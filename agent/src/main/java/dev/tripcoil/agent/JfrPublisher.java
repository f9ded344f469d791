package dev.tripcoil.agent;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Transition;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.jfr.FlightEvents;

/**
 * Passes transitions and refused calls on to Flight Recorder, once there is a recording. Until {@link #look} nothing of it is
 * touched; none of its types is named here, so that a runtime image without it will do. Thread-safe.
 */
final class JfrPublisher implements Announcer.Listener {

    private final Log log;
    private boolean done;
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
    synchronized void look(Guard guard) {
        if (done) {
            return;
        }
        try {
            if (!isAvailable()) {
                done = true;
            } else if (FlightEvents.canBeRecorded()) {
                done = true;
                FlightEvents made = new FlightEvents();
                events = made;
                guard.tell(made);
            }
        } catch (Throwable e) {
            done = true;
            log.error("Flight Recorder shows nothing of the agent, though it guards as the rules say: " + e);
        }
    }

    @Override
    public void changed(Breaker breaker, Transition transition) {
        FlightEvents current = events;
        if (current != null) {
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
