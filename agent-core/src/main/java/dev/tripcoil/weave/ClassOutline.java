package dev.tripcoil.weave;

import java.util.List;

/**
 * The part of a class that rules are matched against; read without loading anything. Immutable.
 *
 * @param name the binary name, with dots
 * @param superName the superclass's binary name; null for {@code java.lang.Object} and modules only
 * @param interfaces binary names of the direct ones, in order of declaration
 * @param access the class file's access flags
 * @param majorVersion of the class file: 61 is Java 17
 * @param sourceFile as the compiler noted it, or null
 * @param enumConstants the names of the constants of an enum, in order; null for any other class
 * @param annotations the binary names of the types of its annotations, as {@link MethodOutline#annotations}
 * @param methods in the order of the class file, constructors and static initializer included
 */
public record ClassOutline(
        String name,
        String superName,
        List<String> interfaces,
        int access,
        int majorVersion,
        String sourceFile,
        List<String> enumConstants,
        List<String> annotations,
        List<MethodOutline> methods) {

    public ClassOutline {
        interfaces = List.copyOf(interfaces);
        enumConstants = enumConstants == null ? null : List.copyOf(enumConstants);
        annotations = List.copyOf(annotations);
        methods = List.copyOf(methods);
    }

    /**
     * Reads a class file of any version, those newer than ASM included.
     *
     * @throws IllegalArgumentException if it is no class file, or a malformed one
     */
    public static ClassOutline read(byte[] classFile) {
        try {
            return OutlineVisitor.read(classFile);
        } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw new IllegalArgumentException("not a class file, or a malformed one: " + e, e);
        }
    }
}
