package dev.tripcoil.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;

/** A JDK of version 17 or later: the one that runs this, one beside it, or one that a variable like JDK25_HOME names. */
record Jdk(int version, Path home) {

    /** One for each version, the oldest first. */
    static List<Jdk> all() throws IOException {
        var own = Path.of(System.getProperty("java.home"));
        var candidates = new ArrayList<Path>(List.of(own));
        System.getenv().forEach((name, value) -> {
            if (name.matches("(JAVA|JDK)_HOME.*|JAVA\\d+_HOME")) {
                candidates.add(Path.of(value));
            }
        });
        try (var beside = Files.newDirectoryStream(own.getParent())) {
            beside.forEach(candidates::add);
        }
        var found = new TreeMap<Integer, Jdk>();
        for (var home : candidates) {
            int version = versionOf(home);
            if (version >= 17) {
                found.putIfAbsent(version, new Jdk(version, home));
            }
        }
        return List.copyOf(found.values());
    }

    private static int versionOf(Path home) throws IOException {
        var release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return 0;
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        }
        var version = properties.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
        return Integer.parseInt(version.split("[.+-]")[0]);
    }

    String java() {
        return home.resolve("bin/java").toString();
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }
}
