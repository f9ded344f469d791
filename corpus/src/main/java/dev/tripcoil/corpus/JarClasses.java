package dev.tripcoil.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/** The class files of a jar, read as they are asked for. */
final class JarClasses implements AutoCloseable {

    private static final String SUFFIX = ".class";

    private final String title;
    private final ZipFile zip;

    JarClasses(Path jar) {
        title = jar.getFileName().toString().replaceFirst("\\.jar$", "");
        try {
            zip = new ZipFile(jar.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String title() {
        return title;
    }

    /** Binary names, in the order of the jar; those for certain Java versions only are left out. */
    List<String> names() {
        var names = new ArrayList<String>();
        var entries = zip.entries();
        while (entries.hasMoreElements()) {
            var name = entries.nextElement().getName();
            if (name.endsWith(SUFFIX) && !name.startsWith("META-INF/") && !name.endsWith("module-info.class")) {
                names.add(name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'));
            }
        }
        return names;
    }

    /** Null if the jar has no such class. */
    byte[] read(String binaryName) {
        var entry = zip.getEntry(binaryName.replace('.', '/') + SUFFIX);
        if (entry == null) {
            return null;
        }
        try (var in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
