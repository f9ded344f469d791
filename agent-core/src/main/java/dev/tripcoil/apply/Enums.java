package dev.tripcoil.apply;

import dev.tripcoil.guard.EnumLookup;
import dev.tripcoil.weave.ClassOutline;
import java.util.List;

/** Reads the constants of an application's enum from its class file, as its class loader gives it, without loading it. */
final class Enums implements EnumLookup {

    private final ClassFiles classFiles;
    private final ClassLoader loader;

    Enums(ClassFiles classFiles, ClassLoader loader) {
        this.classFiles = classFiles;
        this.loader = loader;
    }

    @Override
    public List<String> constants(String binaryName) {
        byte[] classFile = classFiles.read(loader, binaryName);
        if (classFile == null) {
            return null;
        }
        try {
            return ClassOutline.read(classFile).enumConstants();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
