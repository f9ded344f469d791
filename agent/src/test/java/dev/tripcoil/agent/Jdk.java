package dev.tripcoil.agent;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A JDK that the end-to-end tests run on: the one that runs Maven, and the others of version 17 and up beside it. */
record Jdk(int version, Path home) {

    /** One for each version, the oldest first. */
    static List<Jdk> all() throws IOException {
        Map<Integer, Jdk> found = new TreeMap<>();
        Path own = Path.of(System.getProperty("java.home"));
        for (Path candidate : candidates(own)) {
            Jdk jdk = at(candidate);
            if (jdk != null && jdk.version >= 17) {
                found.putIfAbsent(jdk.version, jdk);
            }
        }
        return List.copyOf(found.values());
    }

    static Jdk current() throws IOException {
        return at(Path.of(System.getProperty("java.home")));
    }

    private static Collection<Path> candidates(Path own) throws IOException {
        List<Path> candidates = new ArrayList<>(List.of(own));
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (variable.getKey().matches("(JAVA|JDK)_HOME.*|JAVA\\d+_HOME")) {
                candidates.add(Path.of(variable.getValue()));
            }
        }
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(own.getParent())) {
            beside.forEach(candidates::add);
        }
        return candidates;
    }

    private static Jdk at(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/javac"))) {
            return null;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        }
        String version = properties.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
        return new Jdk(Integer.parseInt(version.split("[.+-]")[0]), home);
    }

    /** One of its commands. */
    String command(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }
}
