package dev.tripcoil.weave;

import org.objectweb.asm.Opcodes;

/**
 * The version of a class file, and the way round ASM's refusal to read one that is newer than itself: a JDK's new
 * version seldom changes anything that weaving sees, and an application on it is worth guarding meanwhile.
 *
 * @param major 45 for Java 1.1, 61 for Java 17
 */
record ClassVersion(int major) {

    /** The newest that ASM reads by itself. */
    static final int NEWEST_KNOWN = Opcodes.V28;

    private static final int MAGIC = 0xCAFEBABE;
    private static final int MAJOR_AT = 6;
    private static final int HEADER = 10;

    /** @throws IllegalArgumentException if the bytes do not begin as a class file does */
    static ClassVersion of(byte[] classFile) {
        if (classFile.length < HEADER) {
            throw new IllegalArgumentException("only " + classFile.length + " bytes");
        }
        int magic = u2(classFile, 0) << 16 | u2(classFile, 2);
        if (magic != MAGIC) {
            throw new IllegalArgumentException("does not begin with 0xCAFEBABE");
        }
        return new ClassVersion(u2(classFile, MAJOR_AT));
    }

    boolean isNewerThanKnown() {
        return major > NEWEST_KNOWN;
    }

    /** Whether the verifier looks at stack map frames; before it infers types itself, and ignores any. */
    boolean hasFrames() {
        return major >= Opcodes.V1_6;
    }

    /** The class file as ASM will read it; the argument itself where nothing needs to change. */
    byte[] readable(byte[] classFile) {
        return isNewerThanKnown() ? stamped(classFile.clone(), NEWEST_KNOWN) : classFile;
    }

    /** Gives what ASM wrote its true version again. Changes the argument. */
    byte[] restored(byte[] written) {
        return isNewerThanKnown() ? stamped(written, major) : written;
    }

    private static byte[] stamped(byte[] classFile, int major) {
        classFile[MAJOR_AT] = (byte) (major >> 8);
        classFile[MAJOR_AT + 1] = (byte) major;
        return classFile;
    }

    private static int u2(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
