package dev.tripcoil.check;

import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.MethodOutline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who extends, implements and carries what, of the classes on the class path: read when first asked for. */
final class Hierarchy {

    private static final int ABSTRACT = 0x0400;

    private final ClassPath classPath;
    private final Jdk jdk;
    private Map<String, List<String>> subtypes;
    private final Set<String> annotations = new TreeSet<>();
    private final Set<String> concrete = new TreeSet<>();

    Hierarchy(ClassPath classPath, Jdk jdk) {
        this.classPath = classPath;
        this.jdk = jdk;
    }

    /** Of all classes on the class path. */
    Collection<String> names() {
        return classPath.classes().keySet();
    }

    /** Of the JDK or on the class path; null if there is none, or it can't be read. */
    ClassOutline outline(String name) {
        try {
            ClassFile file = classPath.classes().get(name);
            byte[] content = file == null ? jdk.read(name) : file.read();
            return content == null ? null : ClassOutline.read(content);
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** The first type that the class depends on, and that is neither on the class path nor the JDK's; null if all are. */
    String missing(String name) {
        Set<String> all = new LinkedHashSet<>(List.of(name));
        List<String> todo = new ArrayList<>(all);
        for (int i = 0; i < todo.size(); i++) {
            ClassOutline outline = outline(todo.get(i));
            if (outline == null) {
                return todo.get(i);
            }
            for (String each : superTypes(outline)) {
                if (all.add(each)) {
                    todo.add(each);
                }
            }
        }
        return null;
    }

    /** As far as can be told. */
    boolean extendsThrowable(ClassOutline outline) {
        Set<String> seen = new LinkedHashSet<>();
        ClassOutline each = outline;
        while (each != null && seen.add(each.name())) {
            if (each.name().equals("java.lang.Throwable")) {
                return true;
            }
            if (each.superName() == null) {
                return false;
            }
            each = outline(each.superName());
        }
        return each == null;
    }

    private static List<String> superTypes(ClassOutline outline) {
        List<String> types = new ArrayList<>(outline.interfaces());
        if (outline.superName() != null) {
            types.add(0, outline.superName());
        }
        return types;
    }

    /** Whether there is a type of this name, or one that extends or implements it. */
    boolean isNamed(String name) {
        return classPath.classes().containsKey(name)
                || jdk.read(name) != null
                || subtypes().containsKey(name);
    }

    /** The names of all annotations that classes and methods carry. */
    Collection<String> annotations() {
        subtypes();
        return annotations;
    }

    /** The classes that extend or implement the type, at any depth, and are not abstract. */
    Collection<String> implementing(String type) {
        Set<String> found = new TreeSet<>();
        Set<String> all = new LinkedHashSet<>(List.of(type));
        List<String> todo = new ArrayList<>(all);
        for (int i = 0; i < todo.size(); i++) {
            for (String each : subtypes().getOrDefault(todo.get(i), List.of())) {
                if (all.add(each)) {
                    todo.add(each);
                    if (concrete.contains(each)) {
                        found.add(each);
                    }
                }
            }
        }
        return found;
    }

    private Map<String, List<String>> subtypes() {
        if (subtypes == null) {
            subtypes = new HashMap<>();
            for (String name : names()) {
                ClassOutline outline = outline(name);
                if (outline != null) {
                    add(outline);
                }
            }
        }
        return subtypes;
    }

    private void add(ClassOutline outline) {
        for (String type : superTypes(outline)) {
            subtypes.computeIfAbsent(type, key -> new ArrayList<>()).add(outline.name());
        }
        if ((outline.access() & ABSTRACT) == 0) {
            concrete.add(outline.name());
        }
        annotations.addAll(outline.annotations());
        for (MethodOutline method : outline.methods()) {
            annotations.addAll(method.annotations());
        }
    }

    /** Classes by the type that each lacks. */
    Map<String, List<String>> byMissingType(Collection<String> undecided) {
        Map<String, List<String>> byType = new TreeMap<>();
        for (String name : undecided) {
            String missing = missing(name);
            byType.computeIfAbsent(missing == null ? "a type" : missing, key -> new ArrayList<>())
                    .add(name);
        }
        return byType;
    }
}
