package dev.tripcoil.agent;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Transition;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Tells the log and the listeners in JMX of every transition, in order, from a thread of its own: a slow listener holds
 * up neither a guarded call nor the rest of the agent.
 */
final class Announcer implements Consumer<Breaker>, Runnable {

    /** A transition told by both, or by neither if that fails. */
    interface Listener {
        void changed(Breaker breaker, Transition transition);
    }

    private final ConcurrentLinkedQueue<Breaker> changed = new ConcurrentLinkedQueue<>();
    private final Agent agent;
    private final Listener[] listeners;
    private volatile boolean lost;
    private volatile boolean stopped;
    private volatile Thread thread;

    /**
     * @param agent knows every breaker, for when the memory is too short to say which
     */
    Announcer(Agent agent, Listener... listeners) {
        this.agent = agent;
        this.listeners = listeners;
    }

    /** Called by the thread that made a transition, an application's. */
    @Override
    public void accept(Breaker breaker) {
        try {
            changed.offer(breaker);
        } catch (Throwable outOfMemory) {
            lost = true;
        }
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (true) {
            Breaker next = changed.poll();
            if (next != null) {
                announce(next);
            } else if (lost) {
                lost = false;
                for (Breaker breaker : agent.breakers()) {
                    announce(breaker);
                }
            } else {
                if (stopped) {
                    return;
                }
                LockSupport.park(this);
                Thread.interrupted(); // nobody's business to interrupt it; parking would return at once for ever
            }
        }
    }

    /** Has the thread end once it has told everything. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    private void announce(Breaker breaker) {
        breaker.announce(new Consumer<>() {
            @Override
            public void accept(Transition transition) {
                if (!agent.isInForce(breaker)) {
                    return; // a call that was under way when the breaker left the rules
                }
                for (Listener listener : listeners) {
                    try {
                        listener.changed(breaker, transition);
                    } catch (Throwable e) {
                        // the next listener, and the next transition, are told all the same
                    }
                }
            }
        });
    }
}
