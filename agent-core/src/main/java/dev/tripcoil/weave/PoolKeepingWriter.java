package dev.tripcoil.weave;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * A writer that begins with the constant pool of the class that is read, so that what is not guarded is copied rather
 * than parsed, and that has no opinion on types.
 */
final class PoolKeepingWriter extends ClassWriter {

    PoolKeepingWriter(ClassReader reader) {
        super(reader, 0);
    }

    /** ASM would load both classes here, to compute frames: weaving never has it do that. */
    @Override
    protected String getCommonSuperClass(String type1, String type2) {
        throw new IllegalStateException("weaving asked for the common superclass of " + type1 + " and " + type2);
    }
}
