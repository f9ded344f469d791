package dev.tripcoil.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Collects the types of annotations, of every retention that is in class files. An annotation that is given several times
 * is in the class file as the value of another, its container: that counts as carried, too.
 */
final class AnnotationNames extends AnnotationVisitor {

    private List<String> names = List.of();

    AnnotationNames() {
        super(Opcodes.ASM9);
    }

    /** Binary names, in order. */
    List<String> names() {
        return names;
    }

    /** To be called for each annotation itself; what it returns visits the annotation's values. */
    AnnotationVisitor add(String descriptor) {
        if (names.isEmpty()) {
            names = new ArrayList<>(2);
        }
        // From a malformed class file it may be anything; as a name it then matches nothing.
        int end = descriptor.endsWith(";") ? descriptor.length() - 1 : descriptor.length();
        names.add(descriptor.substring(Math.min(1, end), end).replace('/', '.'));
        return this;
    }

    @Override
    public AnnotationVisitor visitArray(String name) {
        return "value".equals(name) ? new Contained(this) : null;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String name, String descriptor) {
        return null;
    }

    /** The values of what may be a container. */
    private static final class Contained extends AnnotationVisitor {

        private final AnnotationNames all;

        Contained(AnnotationNames all) {
            super(Opcodes.ASM9);
            this.all = all;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String name, String descriptor) {
            all.add(descriptor);
            return null;
        }
    }
}
