package dev.tripcoil.guard;

import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Ticker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A guard without any weaving: calls ask it what a woven method would. */
final class GuardRig implements Reports {

    /** What a guarded method does. */
    interface Body {
        Object run() throws Throwable;
    }

    static final StackTraceElement FRAME =
            new StackTraceElement("com.acme.StockClient", "fetch", "StockClient.java", 42);

    final List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());
    final List<Throwable> ignored = Collections.synchronizedList(new ArrayList<>());
    final List<String> problems = Collections.synchronizedList(new ArrayList<>());
    final Sites sites;
    final Guard guard;

    private final ClassLoader loader = GuardRig.class.getClassLoader();
    private int methods;

    GuardRig() {
        this(Ticker.system());
    }

    /** @param ticker how old last results are */
    GuardRig(Ticker ticker) {
        sites = new Sites(this, ticker);
        guard = new Guard(sites, this);
    }

    /** A guarded method that returns an Object. */
    int site(Breaker breaker) {
        return site(breaker, "Ljava/lang/Object;");
    }

    int site(Breaker breaker, String returns) {
        try {
            var plan = sites.plan(breaker, method(returns), TYPES);
            int number = sites.number(loader, "com.acme.StockClient", "fetch" + methods++, "()" + returns, "");
            sites.open(number, loader, plan, FRAME);
            return number;
        } catch (MisfitException e) {
            throw new AssertionError(e);
        }
    }

    /** A static one without parameters. */
    static GuardedMethod method(String returns) {
        return new GuardedMethod("com.acme.StockClient", "fetch", "()" + returns, true, GuardedMethod.Finish.RETURN);
    }

    int open(Plan plan) {
        int number = sites.number(loader, "com.acme.StockClient", "fetch" + methods++, "()V", "");
        sites.open(number, loader, plan, FRAME);
        return number;
    }

    /** As weaving has it where a guard needs what is given, results and failures. */
    Object settled(int site, Object given, Body body) throws Throwable {
        Object entered = guard.entrance(site).apply(given);
        if (entered instanceof Answered) {
            return guard.answer(entered);
        }
        Object recovered;
        try {
            Object result = body.run();
            return entered == null ? result : guard.settle(result, entered);
        } catch (Throwable error) {
            if (entered == null) {
                throw error;
            }
            free(entered);
            recovered = guard.recover(error, entered);
        }
        if (recovered instanceof Throwable) {
            throw (Throwable) recovered;
        }
        return guard.answer(recovered);
    }

    /** As weaving has it. */
    Object call(int site, Body body) throws Throwable {
        Object entered = guard.enter(site);
        if (entered instanceof Answered && guard.refused(entered)) {
            return guard.answer(entered);
        }
        try {
            Object result = body.run();
            if (entered != null) {
                free(entered);
                guard.exit(entered);
            }
            return result;
        } catch (Throwable error) {
            if (entered != null) {
                free(entered);
                guard.fail(error, entered);
            }
            throw error;
        }
    }

    /**
     * As weaving has it in a constructor.
     *
     * @param called the constructor that it calls on its object: nothing is caught there
     */
    void construct(int site, Body before, Body called, Body after) throws Throwable {
        Object entered = guard.enter(site);
        part(entered, before);
        if (entered != null) {
            free(entered);
        }
        Object paused = entered == null ? null : guard.pause(entered);
        called.run();
        Object resumed = paused == null ? null : guard.resume(paused);
        part(resumed, after);
        if (resumed != null) {
            free(resumed);
            guard.exit(resumed);
        }
    }

    /** As woven code and the hook do. */
    static void free(Object entered) {
        ((long[]) ((Object[]) entered)[ActiveCalls.WORDS])[0] = 0;
    }

    private void part(Object entered, Body body) throws Throwable {
        try {
            body.run();
        } catch (Throwable error) {
            if (entered != null) {
                free(entered);
                guard.fail(error, entered);
            }
            throw error;
        }
    }

    Object failing(int site, Throwable error) throws Throwable {
        return call(site, () -> {
            throw error;
        });
    }

    /** Those that tests use. */
    static final ClassLookup TYPES = finding(null);

    /** Likewise. */
    static ClassLookup finding(FallbackMethod fallback) {
        return new Types(fallback);
    }

    private record Types(FallbackMethod fallback) implements ClassLookup {
        @Override
        public List<String> constants(String type) {
            return switch (type) {
                case "java.util.concurrent.TimeUnit" -> List.of("SECONDS", "MINUTES");
                case "java.lang.Thread$State" -> List.of("NEW", "RUNNABLE", "GONE_BY_THE_TIME_IT_RUNS");
                case "com.acme.Gone" -> List.of("ONE");
                default -> null;
            };
        }

        @Override
        public boolean isSubtype(String type, String of) {
            try {
                return Class.forName(of).isAssignableFrom(Class.forName(type));
            } catch (ClassNotFoundException e) {
                return false;
            }
        }

        @Override
        public boolean isMakable(String type) {
            try {
                Class.forName(type).getDeclaredConstructor();
                return true;
            } catch (ReflectiveOperationException e) {
                return false;
            }
        }

        @Override
        public FallbackMethod fallback(Answer.Fallback answer, GuardedMethod method) {
            return fallback;
        }
    }

    @Override
    public void internalError(Throwable fault) {
        faults.add(fault);
    }

    @Override
    public void ignored(Breaker breaker, Throwable error) {
        ignored.add(error);
    }

    @Override
    public void unanswerable(Breaker breaker, String problem) {
        problems.add(breaker.name() + ": " + problem);
    }

    @Override
    public void expressionFailed(Breaker breaker, String expression, StackTraceElement method, Throwable fault) {
        problems.add(expression + ": " + fault);
    }
}
