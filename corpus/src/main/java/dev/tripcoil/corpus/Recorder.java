package dev.tripcoil.corpus;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;

/** Keeps the class files that pass by it, of the classes of one loader, and changes none. */
final class Recorder implements ClassFileTransformer {

    private final Map<String, byte[]> classFiles = new HashMap<>();
    private ClassLoader loader;

    void from(ClassLoader loader) {
        this.loader = loader;
        clear();
    }

    void clear() {
        classFiles.clear();
    }

    byte[] of(String binaryName) {
        return classFiles.get(binaryName);
    }

    @Override
    public byte[] transform(
            ClassLoader from, String internalName, Class<?> type, ProtectionDomain domain, byte[] classFile) {
        if (from == loader && from != null) {
            classFiles.put(internalName.replace('/', '.'), classFile);
        }
        return null;
    }
}
