package dev.tripcoil.speed.calls;

import dev.tripcoil.speed.Proof;
import java.io.IOException;
import java.net.ConnectException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/** Under Tripcoil's agent, the shaded one, and {@code benchmarks/speed.yaml}. */
@Fork(
        value = 3,
        jvmArgsPrepend = {"-XX:+UseG1GC", "-Xms1g", "-Xmx1g"},
        jvmArgsAppend = "-javaagent:agent/target/tripcoil.jar=benchmarks/speed.yaml")
public class TripcoilCalls extends GuardedCalls {

    private static final int ARTICLE = 7;

    private final Frames.Bottom plain = () -> shelf.plain(ARTICLE);
    private final Frames.Bottom answered = this::answered;
    private final Frames.Bottom thrown = this::thrown;
    private final Frames.Bottom made = this::made;

    /** Like the one that the breaker's message comes to; a message costs nothing here. */
    private final String message = "thrown is open";

    @Override
    void prove(String benchmark) {
        String breaker = benchmark.replaceFirst("(Deep|OnceIn\\d+)$", "");
        if (benchmark.startsWith("plain") || benchmark.startsWith("made") || benchmark.equals("twoClocks")) {
            return;
        }
        if (benchmark.equals("inTurn")) {
            Proof.letThrough("consecutive", 0);
            Proof.letThrough("rate", 0);
            Proof.letThrough("timed", 0);
        } else if (benchmark.equals("perKey")) {
            Proof.keys("perKey", 1_000);
        } else if (benchmark.endsWith("OnceIn100")) {
            Proof.letThrough(breaker, 0.01);
        } else if (benchmark.endsWith("OnceIn10")) {
            Proof.letThrough(breaker, 0.1);
        } else if (benchmark.startsWith("refused") || benchmark.startsWith("thrown") || benchmark.startsWith("ans")) {
            Proof.refused(breaker, benchmark.endsWith("Forced") ? "FORCED_OPEN" : "OPEN");
        } else {
            Proof.letThrough(breaker, 0);
        }
    }

    @Benchmark
    public int consecutive(Turn turn) {
        return shelf.consecutive(turn.article);
    }

    @Benchmark
    public int plainFailingOnceIn100(Turn turn) {
        return plainFailing(turn, 100);
    }

    @Benchmark
    public int plainFailingOnceIn10(Turn turn) {
        return plainFailing(turn, 10);
    }

    private int plainFailing(Turn turn, int onceIn) {
        try {
            return shelf.plainFailing(turn.failsOnceIn(onceIn));
        } catch (IllegalStateException e) {
            return 0;
        }
    }

    /** What it costs to call three methods in turn. */
    @Benchmark
    public int plainInTurn(Turn turn) {
        return switch (turn.third()) {
            case 0 -> shelf.plain(turn.article);
            case 1 -> shelf.plainToo(turn.article);
            default -> shelf.plainAsWell(turn.article);
        };
    }

    /** Where three kinds of breakers come by, a virtual call within the guard would have to be looked up each time. */
    @Benchmark
    public int inTurn(Turn turn) {
        return switch (turn.third()) {
            case 0 -> shelf.consecutive(turn.article);
            case 1 -> shelf.rate(turn.article);
            default -> shelf.timed(turn.article);
        };
    }

    @Benchmark
    public int plainKey(Turn turn) {
        return shelf.plainKey(turn.host());
    }

    @Benchmark
    public int perKey(Turn turn) {
        return shelf.perKey(turn.host());
    }

    /** The least that it takes to know whether a call was slow. */
    @Benchmark
    public long twoClocks() {
        long start = System.nanoTime();
        return System.nanoTime() - start;
    }

    @Benchmark
    public Object plainDeep() {
        return Frames.below(plain);
    }

    @Benchmark
    public Object answered() {
        return shelf.answered(ARTICLE);
    }

    @Benchmark
    public Object answeredDeep() {
        return Frames.below(answered);
    }

    @Benchmark
    public Object answeredForced() {
        return shelf.answeredForced(ARTICLE);
    }

    /** The exception that {@link #thrown} throws, made without a guard. */
    @Benchmark
    public Object made() {
        try {
            throw new ConnectException(message);
        } catch (IOException e) {
            return e;
        }
    }

    @Benchmark
    public Object madeDeep() {
        return Frames.below(made);
    }

    @Benchmark
    public Object thrown() {
        try {
            shelf.thrown(ARTICLE);
        } catch (IOException e) {
            return e;
        }
        throw new AssertionError("not refused");
    }

    @Benchmark
    public Object thrownDeep() {
        return Frames.below(thrown);
    }
}
