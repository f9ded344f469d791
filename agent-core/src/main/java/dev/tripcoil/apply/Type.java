package dev.tripcoil.apply;

import dev.tripcoil.weave.ClassOutline;
import java.util.ArrayList;
import java.util.List;

/**
 * What rules ask of a type that others extend, implement or carry as an annotation.
 *
 * @param superName null for {@code java.lang.Object} only
 * @param interfaces the direct ones
 * @param annotations the types of its own annotations
 */
record Type(String superName, List<String> interfaces, List<String> annotations) {

    /** Stands for one that there is no class file of. */
    static final Type MISSING = new Type(null, List.of(), List.of());

    Type {
        interfaces = List.copyOf(interfaces);
        annotations = List.copyOf(annotations);
    }

    static Type of(ClassOutline outline) {
        return new Type(outline.superName(), outline.interfaces(), outline.annotations());
    }

    /** Of one that is loaded; to ask for its annotations would load their classes. */
    static Type of(Class<?> loaded) {
        List<String> interfaces = new ArrayList<>();
        for (Class<?> each : loaded.getInterfaces()) {
            interfaces.add(each.getName());
        }
        Class<?> superclass = loaded.getSuperclass();
        return new Type(superclass == null ? "java.lang.Object" : superclass.getName(), interfaces, List.of());
    }

    /** Whether this is an annotation that subclasses have of their superclass. */
    boolean isInherited() {
        return annotations.contains("java.lang.annotation.Inherited");
    }
}
