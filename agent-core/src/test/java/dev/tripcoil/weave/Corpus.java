package dev.tripcoil.weave;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipFile;

/** The jars of other people that the build copies to target/corpus. */
final class Corpus {

    private Corpus() {}

    /** The class files of these jars by the binary names of their classes. */
    static Map<String, byte[]> classFiles(String... jars) {
        var classFiles = new LinkedHashMap<String, byte[]>();
        for (String jar : jars) {
            try (var zip = new ZipFile(Path.of("target", "corpus", jar + ".jar").toFile())) {
                for (var entry : Collections.list(zip.entries())) {
                    var name = entry.getName();
                    if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.equals("module-info.class")) {
                        var binaryName = name.substring(0, name.length() - ".class".length())
                                .replace('/', '.');
                        classFiles.put(binaryName, zip.getInputStream(entry).readAllBytes());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return classFiles;
    }

    /** A loader of these classes that sees nothing else but the JDK. */
    static Loader loader(Map<String, byte[]> classFiles) {
        return new Loader(classFiles);
    }

    static final class Loader extends ClassLoader {

        private final Map<String, byte[]> classFiles;

        private Loader(Map<String, byte[]> classFiles) {
            super(ClassLoader.getPlatformClassLoader());
            this.classFiles = classFiles;
        }

        /** What keeps the class from linking, or null. */
        String problemOf(String name) {
            try {
                return Linking.problemOf(loadClass(name));
            } catch (ClassNotFoundException | LinkageError | SecurityException e) {
                return e.toString();
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var classFile = classFiles.get(name);
            if (classFile == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, classFile, 0, classFile.length);
        }
    }
}
