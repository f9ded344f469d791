package dev.tripcoil.expression;

import java.io.IOException;
import java.io.InputStream;

/** The class files that a class loader has. */
record Resources(ClassLoader loader) implements ClassSource {

    static final Resources OF_TESTS = new Resources(Resources.class.getClassLoader());

    @Override
    public byte[] read(String binaryName) {
        try (InputStream stream = loader.getResourceAsStream(binaryName.replace('.', '/') + ".class")) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    /** As seen from an application. */
    @Override
    public boolean exports(String binaryName, String from) {
        return !binaryName.startsWith("jdk.internal.");
    }
}
