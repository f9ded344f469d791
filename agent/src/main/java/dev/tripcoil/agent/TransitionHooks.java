package dev.tripcoil.agent;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Transition;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.guard.Sites;
import dev.tripcoil.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls the methods of the application that {@code on-transition} names. Those of one breaker, its keys' among them, one after
 * another, on a thread of their own: what hangs holds up nothing else.
 */
final class TransitionHooks implements Announcer.Listener {

    private final Log log;
    private final Guard guard;
    private final Sites sites;

    /** By the name of the breaker in the rules. */
    private final Map<String, TransitionHook> hooks = new ConcurrentHashMap<>();

    private volatile boolean stopped;

    TransitionHooks(Log log, Guard guard, Sites sites) {
        this.log = log;
        this.guard = guard;
        this.sites = sites;
    }

    /** Called by one thread only. A notice is no change of state. */
    @Override
    public void changed(Breaker breaker, Transition transition) {
        String method = breaker.definition().onTransition();
        if (method == null || transition.isNotice() || stopped) {
            return;
        }
        String name = breaker.name();
        TransitionHook hook = hooks.get(name);
        if (hook == null) {
            hook = new TransitionHook(name, method, log, guard, sites);
            hooks.put(name, hook);
        }
        hook.tell(new TransitionHook.Told(
                method,
                breaker.label(),
                transition.from().name(),
                transition.to().name(),
                transition.why()));
    }

    /** The rules have changed: what is wrong with a method that they don't name any more is of no interest. */
    void use(RuleSet rules) {
        for (Map.Entry<String, TransitionHook> hook : hooks.entrySet()) {
            Definition definition = rules == null ? null : rules.breakers().get(hook.getKey());
            hook.getValue().use(definition == null ? null : definition.onTransition());
        }
    }

    /** Which methods can't be called, or don't return, for JMX. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (TransitionHook hook : hooks.values()) {
            problems.addAll(hook.problems());
        }
        return problems;
    }

    /**
     * For good, after the last transition has been told of. What is under way may end within the time given, and is interrupted then.
     */
    void stop(long patienceMillis) {
        stopped = true;
        long end = System.nanoTime() + patienceMillis * 1_000_000;
        for (TransitionHook hook : hooks.values()) {
            hook.end(end);
        }
    }
}
