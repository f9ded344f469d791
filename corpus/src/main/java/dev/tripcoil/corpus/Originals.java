package dev.tripcoil.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The classes that mutants are made of: those of jars, and of modules of the JDK. */
final class Originals implements AutoCloseable {

    /** Of many kinds, and not in java packages, which no class loader may define. */
    private static final List<String> MODULES = List.of("jdk.compiler", "java.xml", "java.desktop");

    private static final String SUFFIX = ".class";

    /** Where the classes of one origin are found. */
    private record Origin(List<String> names, Function<String, byte[]> classFiles) {}

    /** A class, and what it needs to link. */
    record Original(String name, byte[] classFile, Function<String, byte[]> others) {}

    private final List<Origin> origins = new ArrayList<>();
    private final List<JarClasses> jars = new ArrayList<>();
    private final Map<String, String> modules = new ConcurrentHashMap<>();
    private final Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");

    Originals(List<Path> paths) throws IOException {
        for (var path : paths) {
            jars.add(new JarClasses(path));
        }
        for (var jar : jars) {
            origins.add(new Origin(jar.names(), CorpusLoader.firstOf(jars)));
        }
        for (var module : MODULES) {
            origins.add(new Origin(namesOf(module), this::ofJdk));
        }
    }

    /** Each origin is drawn as often as any other, however few its classes. */
    Original draw(Random random) {
        while (true) {
            var origin = origins.get(random.nextInt(origins.size()));
            var name = origin.names.get(random.nextInt(origin.names.size()));
            var classFile = origin.classFiles.apply(name);
            if (classFile != null) {
                return new Original(name, classFile, origin.classFiles);
            }
        }
    }

    private List<String> namesOf(String module) throws IOException {
        try (Stream<Path> all = Files.walk(root.resolve(module))) {
            var names = new ArrayList<String>();
            for (var path : all.toList()) {
                var name = root.resolve(module).relativize(path).toString().replace('/', '.');
                if (name.endsWith(SUFFIX) && !name.startsWith("java.") && !name.startsWith("module-info")) {
                    names.add(name.substring(0, name.length() - SUFFIX.length()));
                    modules.put(names.get(names.size() - 1), module);
                }
            }
            names.sort(null);
            return names;
        }
    }

    private byte[] ofJdk(String name) {
        var module = modules.get(name);
        if (module == null) {
            return null;
        }
        try {
            return Files.readAllBytes(root.resolve(module).resolve(name.replace('.', '/') + SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (var jar : jars) {
            jar.close();
        }
    }
}
