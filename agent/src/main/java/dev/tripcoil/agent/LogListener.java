package dev.tripcoil.agent;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Transition;
import dev.tripcoil.text.Times;

/** One line for each transition. */
final class LogListener implements Announcer.Listener {

    private final Log log;

    LogListener(Log log) {
        this.log = log;
    }

    @Override
    public void changed(Breaker breaker, Transition transition) {
        String line = breaker.label() + ": " + transition;
        if (transition.waitNanos() > 0) {
            line += "; trying again in " + Times.span(transition.waitNanos());
        }
        log.info(line);
    }
}
