package dev.tripcoil.speed;

import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Ticker;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.guard.GuardedMethod;
import dev.tripcoil.guard.MisfitException;
import dev.tripcoil.guard.Reports;
import dev.tripcoil.guard.Sites;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What {@code return-last} costs a call that ends well: from what the woven method gives to what it returns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LastResult {

    private static final int ARGUMENTS = 1 << 10;

    private final Sites sites = new Sites(new Silent());
    private final Guard guard = new Guard(sites, new Silent());
    private final String[] arguments = new String[ARGUMENTS];
    private final byte[] bytes = new byte[100];
    private int remembered;
    private int plain;

    /** Which argument is next: each thread has its own way through them. */
    @State(Scope.Thread)
    public static class Walk {
        private int next = (int) (Thread.currentThread().getId() * 71);

        int next(int of) {
            next += 389;
            return (next & Integer.MAX_VALUE) % of;
        }
    }

    @Setup
    public void open() throws MisfitException {
        remembered = open("remembered", new Answer.Last(Duration.ofMinutes(10), null));
        plain = open("plain", Answer.Refusal.DEFAULT);
        for (int i = 0; i < ARGUMENTS; i++) {
            arguments[i] = "article " + i;
        }
    }

    private int open(String name, Answer answer) throws MisfitException {
        var usual = Definition.named(name);
        var definition = new Definition(
                name,
                null,
                usual.tripOn(),
                usual.openFor(),
                0,
                usual.halfOpen(),
                usual.failures(),
                answer,
                usual.startAs());
        var breaker = new Breaker(definition, Ticker.system(), changed -> {});
        var type = LastResult.class.getName();
        var method = new GuardedMethod(type, name, "(Ljava/lang/Object;)I", true, GuardedMethod.Finish.RETURN);
        int number = sites.number(LastResult.class.getClassLoader(), type, name, "", "");
        var frame = new StackTraceElement(type, name, null, 1);
        sites.open(number, LastResult.class.getClassLoader(), sites.plan(breaker, method, null), frame);
        return number;
    }

    /** For comparison: without {@code return-last}. */
    @Benchmark
    public Object plain() throws Throwable {
        guard.exit(guard.enter(plain));
        return this;
    }

    /** The same argument each time. */
    @Benchmark
    public Object sameArgument() throws Throwable {
        return call(arguments[7]);
    }

    /** One of a hundred, all of which are known. */
    @Benchmark
    public Object knownArgument(Walk walk) throws Throwable {
        return call(arguments[walk.next(100)]);
    }

    /** An array, which is copied. */
    @Benchmark
    public Object array() throws Throwable {
        return call(bytes);
    }

    /** Each time another argument, which takes the place of the oldest. */
    @Benchmark
    public Object newArgument(Walk walk) throws Throwable {
        return call(walk.next(Integer.MAX_VALUE));
    }

    private Object call(Object argument) throws Throwable {
        Object entered = guard.entrance(remembered).apply(new Object[] {argument});
        return guard.settle(argument, entered);
    }

    private static final class Silent implements Reports {
        @Override
        public void internalError(Throwable fault) {
            throw new AssertionError(fault);
        }

        @Override
        public void ignored(Breaker breaker, Throwable error) {}

        @Override
        public void unanswerable(Breaker breaker, String problem) {}

        @Override
        public void expressionFailed(Breaker breaker, String expression, StackTraceElement method, Throwable fault) {}

        @Override
        public void unusable(String problem) {}
    }
}
