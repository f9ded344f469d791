package dev.tripcoil.apply;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;

/** Class files as resources: what a class loader would define, without having it define anything. */
final class ClassFiles {

    private final JdkClasses jdk;

    ClassFiles(JdkClasses jdk) {
        this.jdk = jdk;
    }

    /** Null if the loader, null for the bootstrap loader, has none, or doesn't say. */
    byte[] read(ClassLoader loader, String binaryName) {
        boolean loaderOfJdk = loader == null || loader.getClass().getClassLoader() == null;
        byte[] ofJdk = loaderOfJdk ? jdk.read(binaryName) : null;
        if (ofJdk != null || loader == null) {
            return ofJdk; // all of the JDK's loaders look there first
        }
        String path = binaryName.replace('.', '/') + ".class";
        try (InputStream stream = loaderOfJdk ? openUncached(loader, path) : loader.getResourceAsStream(path)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (Throwable e) {
            return null; // an application's loader may fail as it likes
        }
    }

    /** The JDK's own loaders would leave the jar open in a cache, as long as the JVM runs. */
    private static InputStream openUncached(ClassLoader loader, String path) throws IOException {
        URL url = loader.getResource(path);
        if (url == null) {
            return null;
        }
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }
}
