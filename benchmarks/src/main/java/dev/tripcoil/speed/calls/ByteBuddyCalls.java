package dev.tripcoil.speed.calls;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/** Resilience4j, brought to the application by {@link ByteBuddyAgent}. */
@Fork(
        value = 3,
        jvmArgsPrepend = {"-XX:+UseG1GC", "-Xms1g", "-Xmx1g"},
        jvmArgsAppend = "-javaagent:benchmarks/target/speed.jar")
public class ByteBuddyCalls extends GuardedCalls {

    private final Frames.Bottom refusedTraceless = this::refusedTraceless;

    @Override
    void prove(String benchmark) {
        Resilience.prove(benchmark);
    }

    @Benchmark
    public Object refusedTraceless() {
        try {
            shelf.refusedTraceless(7);
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("not refused");
    }

    @Benchmark
    public Object refusedTracelessDeep() {
        return Frames.below(refusedTraceless);
    }
}
