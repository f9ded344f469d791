package dev.tripcoil.apply;

import dev.tripcoil.guard.LoaderKey;
import dev.tripcoil.rules.Names;
import dev.tripcoil.weave.ClassOutline;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Types as class loaders see them, without any being loaded: one that is loaded while another is transformed would never
 * be offered to a transformer. They are read from class files as resources, and kept for as long as there is memory.
 * Thread-safe; its lock is never held while a class loader is called. Holds no loader alive.
 */
final class Types {

    private final ClassFiles classFiles;
    private final Map<LoaderKey, SoftReference<Map<String, Type>>> byLoader = new HashMap<>();
    private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();

    Types(ClassFiles classFiles) {
        this.classFiles = classFiles;
    }

    ClassFiles classFiles() {
        return classFiles;
    }

    /**
     * Null if it can't be found: a class may be made, and loaded, without there being a class file to read. That is
     * remembered as well, until the type is {@link #learn learnt} from elsewhere.
     */
    Type find(ClassLoader loader, String name) {
        ClassLoader from = name.startsWith("java.") ? null : loader; // no other loader may define those
        Type known = known(from, name);
        if (known == null) {
            byte[] classFile = classFiles.read(from, name);
            known = classFile == null ? Type.MISSING : read(classFile, name);
            learn(from, name, known);
        }
        return known == Type.MISSING ? null : known;
    }

    private static Type read(byte[] classFile, String name) {
        try {
            ClassOutline outline = ClassOutline.read(classFile);
            return outline.name().equals(name) ? Type.of(outline) : Type.MISSING;
        } catch (IllegalArgumentException e) {
            return Type.MISSING;
        }
    }

    /** Keeps what is known of a type from elsewhere. */
    void learn(ClassLoader loader, String name, Type type) {
        synchronized (byLoader) {
            for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
                byLoader.remove(key);
            }
            Map<String, Type> types = ofLoader(loader);
            if (types == null) {
                types = new HashMap<>();
                byLoader.put(new LoaderKey(loader, gone), new SoftReference<>(types));
            }
            types.put(name, type);
        }
    }

    private Type known(ClassLoader loader, String name) {
        synchronized (byLoader) {
            Map<String, Type> types = ofLoader(loader);
            return types == null ? null : types.get(name);
        }
    }

    private Map<String, Type> ofLoader(ClassLoader loader) {
        SoftReference<Map<String, Type>> types = byLoader.get(new LoaderKey(loader, null));
        return types == null ? null : types.get();
    }

    /** The name itself, and those of all that the type extends and implements. */
    Names superTypes(ClassLoader loader, String name) {
        Type type = find(loader, name);
        return type == null ? new Names(List.of(name), false) : superTypes(loader, name, type);
    }

    /** Likewise, of a type that is being loaded. */
    Names superTypes(ClassLoader loader, String name, Type type) {
        List<String> names = new ArrayList<>();
        names.add(name);
        addSuperTypes(type, names);
        boolean complete = true;
        for (int i = 1; i < names.size(); i++) {
            Type next = find(loader, names.get(i));
            if (next == null) {
                complete = false;
            } else {
                addSuperTypes(next, names);
            }
        }
        return new Names(names, complete);
    }

    private static void addSuperTypes(Type type, List<String> names) {
        if (type.superName() != null) {
            add(type.superName(), names);
        }
        addAll(type.interfaces(), names);
    }

    /** The types of the annotations that a class carries: itself, by inheritance, or through annotations on those. */
    Names annotations(ClassLoader loader, Type type) {
        List<String> names = new ArrayList<>(type.annotations());
        boolean complete = true;
        String superName = type.superName();
        while (superName != null && !superName.equals("java.lang.Object") && complete) {
            Type superType = find(loader, superName);
            complete = superType != null;
            if (complete) {
                addInherited(loader, superType.annotations(), names);
                superName = superType.superName();
            }
        }
        addCarriedByAnnotations(loader, names);
        return new Names(names, complete);
    }

    /** Those of a method, likewise; a method inherits none. */
    Names annotations(ClassLoader loader, List<String> direct) {
        if (direct.isEmpty()) {
            return Names.NONE;
        }
        List<String> names = new ArrayList<>(direct);
        addCarriedByAnnotations(loader, names);
        return new Names(names, true);
    }

    private void addInherited(ClassLoader loader, List<String> annotations, List<String> names) {
        for (int i = 0; i < annotations.size(); i++) {
            Type annotation = find(loader, annotations.get(i));
            if (annotation != null && annotation.isInherited()) {
                add(annotations.get(i), names);
            }
        }
    }

    /** An annotation whose type is nowhere to be found is one that the JVM ignores, too: nothing is missing then. */
    private void addCarriedByAnnotations(ClassLoader loader, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            Type annotation = find(loader, names.get(i));
            if (annotation != null) {
                addAll(annotation.annotations(), names);
            }
        }
    }

    private static void addAll(List<String> more, List<String> names) {
        for (int i = 0; i < more.size(); i++) {
            add(more.get(i), names);
        }
    }

    private static void add(String name, List<String> names) {
        if (!names.contains(name)) {
            names.add(name);
        }
    }
}
