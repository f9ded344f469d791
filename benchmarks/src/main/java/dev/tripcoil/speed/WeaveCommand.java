package dev.tripcoil.speed;

import dev.tripcoil.speed.Speed.UsageException;
import java.io.IOException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What weaving costs: how long it takes, what it adds to a method, and what rules cost the classes that they leave alone. */
final class WeaveCommand {

    private WeaveCommand() {}

    static int run() throws IOException, RunnerException, UsageException {
        new Runner(new OptionsBuilder()
                        .include(WovenClass.class.getName())
                        .include(UnmatchedClass.class.getName())
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.milliseconds(500))
                        .build())
                .run();
        System.out.println("\n" + AddedBytes.table());
        return 0;
    }
}
