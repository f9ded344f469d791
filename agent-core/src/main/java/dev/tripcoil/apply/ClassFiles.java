package dev.tripcoil.apply;

import java.io.IOException;
import java.io.InputStream;

/** Class files as resources: what a class loader would define, without having it define anything. */
final class ClassFiles {

    private ClassFiles() {}

    /** Null if the loader, null for the bootstrap loader, has none. */
    static byte[] read(ClassLoader loader, String binaryName) {
        String path = binaryName.replace('.', '/') + ".class";
        try (InputStream stream =
                loader == null ? ClassLoader.getSystemResourceAsStream(path) : loader.getResourceAsStream(path)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException | RuntimeException e) {
            return null; // an application's loader may fail as it likes
        }
    }
}
