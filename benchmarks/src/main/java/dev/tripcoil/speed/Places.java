package dev.tripcoil.speed;

import dev.tripcoil.speed.Speed.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that forks need, from the project's folder: JMH's annotations can say where they are only as seen from there. */
final class Places {

    static final Path AGENT = Path.of("agent/target/tripcoil.jar");
    static final Path TARGET = Path.of("benchmarks/target");
    static final Path RESULTS = Path.of("benchmarks/results");

    private static final String BUILD = "mvn -pl benchmarks,agent -am -DskipTests package";

    private Places() {}

    /** What {@code TripcoilCalls} and its peers run under. */
    static void needAll() throws UsageException {
        need(List.of(
                AGENT,
                Path.of("benchmarks/speed.yaml"),
                TARGET.resolve("speed.jar"),
                TARGET.resolve("aspectjweaver.jar")));
    }

    static void needAgent() throws UsageException {
        need(List.of(AGENT));
    }

    private static void need(List<Path> files) throws UsageException {
        if (!Files.isRegularFile(Path.of("benchmarks/pom.xml"))) {
            throw new UsageException(
                    "This is not the project's folder: " + Path.of("").toAbsolutePath()
                            + "\nGo to where benchmarks/pom.xml is, and run  java -jar benchmarks/target/speed.jar  there.");
        }
        List<String> missing = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                missing.add(file.toString());
            }
        }
        if (!missing.isEmpty()) {
            throw new UsageException("Not there: " + String.join(", ", missing) + "\nBuild it first:  " + BUILD);
        }
    }
}
