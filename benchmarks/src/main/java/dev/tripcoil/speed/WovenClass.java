package dev.tripcoil.speed;

import dev.tripcoil.apply.RuleWeaver;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to weave a class with 15 methods, of about 3 KB, from the rules to the bytes that the JVM gets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class WovenClass {

    /** Which of its methods. */
    @Param({"longest", "*"})
    String method;

    private RuleWeaver weaver;
    private byte[] classFile;

    @Setup
    public void read() throws Exception {
        String rule = "{class: " + Ordinary.class.getName() + ", method: '" + method + "', breaker: b}";
        weaver = Weavers.of("breakers: {b: {}}\nrules: [" + rule + "]\n");
        classFile = Weavers.classFile(Ordinary.class);
        if (weave() == null) {
            throw new AssertionError("not woven");
        }
    }

    @Benchmark
    public byte[] weave() {
        return Weavers.weave(weaver, Ordinary.class, classFile);
    }
}
