package dev.tripcoil.speed;

import dev.tripcoil.speed.Speed.UsageException;
import java.io.IOException;
import java.util.List;

/** What the first call of a guarded method costs, in a JVM under the real agent. */
final class FirstCallCommand {

    private static final String RULES = """
            agent: {log-level: warn, reload: off}
            breakers: {b: {}}
            rules:
              - {class: com.acme.speed.Once, method: guarded, breaker: b}
            """;

    private FirstCallCommand() {}

    static int run() throws IOException, InterruptedException, UsageException {
        Places.needAgent();
        System.out.print(ChildJvm.run(
                List.of(ChildJvm.agent(ChildJvm.folder(), RULES)), ChildJvm.classPath(), FirstCalls.class));
        return 0;
    }
}
