package dev.tripcoil.corpus;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the files are: all of them where the build puts them. */
final class Places {

    private static final Path OWN_JAR = ownJar();
    private static final Path TARGET = OWN_JAR.getParent();

    private Places() {}

    static Path ownJar() {
        try {
            return Path.of(Places.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The shaded agent. */
    static Path agent() {
        return there(TARGET.resolve("../../agent/target/tripcoil.jar").normalize());
    }

    /** The jars whose classes are woven, in the order of their names. */
    static List<Path> jars() throws IOException {
        return jarsIn(there(TARGET.resolve("corpus")));
    }

    /** What classes of those jars need, and is not woven for itself. */
    static List<Path> needed() throws IOException {
        return jarsIn(there(TARGET.resolve("corpus/needed")));
    }

    /** The libraries with their tests, and what these need. */
    static List<Path> suiteJars() throws IOException {
        return jarsIn(there(TARGET.resolve("suites")));
    }

    /** A folder for what a command writes. */
    static Path work(String command) throws IOException {
        return Files.createDirectories(TARGET.resolve("work").resolve(command));
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        var jars = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(folder, "*.jar")) {
            all.forEach(jars::add);
        }
        jars.sort(null);
        return jars;
    }

    private static Path there(Path path) {
        if (!Files.exists(path)) {
            throw new IllegalStateException(
                    path + " is not there: build with mvn -pl corpus -am -Pcorpus -DskipTests package");
        }
        return path;
    }
}
