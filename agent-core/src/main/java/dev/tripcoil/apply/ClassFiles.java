package dev.tripcoil.apply;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;

/** Class files as resources: what a class loader would define, without having it define anything. */
final class ClassFiles {

    private ClassFiles() {}

    /** Null if the loader, null for the bootstrap loader, has none, or doesn't say. */
    static byte[] read(ClassLoader loader, String binaryName) {
        String path = binaryName.replace('.', '/') + ".class";
        try (InputStream stream = open(loader, path)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (Throwable e) {
            return null; // an application's loader may fail as it likes
        }
    }

    private static InputStream open(ClassLoader loader, String path) throws IOException {
        if (loader == null) {
            return ClassLoader.getSystemResourceAsStream(path);
        }
        if (loader.getClass().getClassLoader() != null) {
            return loader.getResourceAsStream(path);
        }
        // The JDK's own loaders would leave the jar open in a cache, as long as the JVM runs.
        URL url = loader.getResource(path);
        if (url == null) {
            return null;
        }
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }
}
