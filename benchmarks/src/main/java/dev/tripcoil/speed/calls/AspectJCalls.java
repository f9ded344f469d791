package dev.tripcoil.speed.calls;

import org.openjdk.jmh.annotations.Fork;

/** Resilience4j, brought to the application by AspectJ's load-time weaving of {@link ResilienceAspect}. */
@Fork(
        value = 3,
        jvmArgsPrepend = {"-XX:+UseG1GC", "-Xms1g", "-Xmx1g"},
        jvmArgsAppend = "-javaagent:benchmarks/target/aspectjweaver.jar")
public class AspectJCalls extends GuardedCalls {

    @Override
    void prove(String benchmark) {
        Resilience.prove(benchmark);
    }
}
