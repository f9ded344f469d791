package dev.tripcoil.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A library with its tests. */
record Suite(String title, Path library, Path tests, List<Path> classPath) {

    private static final String TESTS = "-tests.jar";

    /** Those of a folder: each jar of tests, the library that it is named after, and everything else for both. */
    static List<Suite> in(List<Path> jars) {
        var suites = new ArrayList<Suite>();
        for (var tests : jars) {
            var name = tests.getFileName().toString();
            if (name.endsWith(TESTS)) {
                var title = name.substring(0, name.length() - TESTS.length());
                var library = tests.resolveSibling(title + ".jar");
                var classPath = new ArrayList<>(List.of(tests, library));
                for (var other : jars) {
                    var each = other.getFileName().toString();
                    if (!classPath.contains(other) && !each.endsWith(TESTS) && !each.startsWith(nameOnly(title))) {
                        classPath.add(other);
                    }
                }
                suites.add(new Suite(title, library, tests, classPath));
            }
        }
        return suites;
    }

    private static String nameOnly(String title) {
        return title.replaceFirst("\\d.*", "");
    }

    /** Those of the library: its tests are in the same packages. */
    List<String> libraryClasses() throws IOException {
        try (var jar = new JarClasses(library)) {
            return jar.names();
        }
    }
}
