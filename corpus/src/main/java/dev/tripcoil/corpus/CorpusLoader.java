package dev.tripcoil.corpus;

import java.util.List;
import java.util.function.Function;

/** Defines classes from class files, and sees nothing else but the JDK. */
final class CorpusLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Function<String, byte[]> source;

    /** @param source a class file by its binary name, or null if there is none */
    CorpusLoader(Function<String, byte[]> source) {
        super(ClassLoader.getPlatformClassLoader());
        this.source = source;
    }

    /** Of the first jar that has a class. */
    static Function<String, byte[]> firstOf(List<JarClasses> jars) {
        return name -> {
            for (var jar : jars) {
                var classFile = jar.read(name);
                if (classFile != null) {
                    return classFile;
                }
            }
            return null;
        };
    }

    /** Loads and links a class, without initializing it; says what keeps it from that, or null. */
    String problemOf(String name) {
        try {
            link(loadClass(name));
            return null;
        } catch (ClassNotFoundException | LinkageError | SecurityException | StackOverflowError e) {
            return e.toString().lines().findFirst().orElseThrow();
        }
    }

    /**
     * HotSpot links a class before it lists its constructors or fields, and initializes nothing. It never asks an
     * interface for constructors.
     */
    private static void link(Class<?> type) {
        if (type.isInterface()) {
            type.getDeclaredFields();
        } else {
            type.getDeclaredConstructors();
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var classFile = source.apply(name);
        if (classFile == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, classFile, 0, classFile.length);
    }
}
