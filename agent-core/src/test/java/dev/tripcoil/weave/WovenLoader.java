package dev.tripcoil.weave;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Defines its own woven copies of the subjects, and whatever it is given; the rest comes from the tests' loader. */
final class WovenLoader extends ClassLoader {

    private static final String SUBJECTS = "dev.tripcoil.weave.subjects.";

    private final Map<String, byte[]> given = new HashMap<>();
    private final boolean answersWithValue;

    /** For each method that was woven, as Class.method, its site. Sites are unique within a class only. */
    final Map<String, Integer> sites = new TreeMap<>();

    WovenLoader(boolean answersWithValue) {
        super(WovenLoader.class.getClassLoader());
        Objects.requireNonNull(InstalledHook.CLASS); // what is defined here calls it
        this.answersWithValue = answersWithValue;
    }

    /** Weaves and defines a class that was written by hand. */
    Class<?> define(byte[] classFile) {
        var name = ClassOutline.read(classFile).name();
        given.put(name, classFile);
        try {
            return loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    Class<?> copyOf(Class<?> subject) {
        try {
            return loadClass(subject.getName());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(SUBJECTS) && !given.containsKey(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded == null ? weave(name) : loaded;
        }
    }

    private Class<?> weave(String name) {
        var original = given.containsKey(name) ? given.get(name) : ClassFiles.named(name, getParent());
        var result = Weaver.weave(original, ClassFiles.guardAll(original, answersWithValue));
        for (var method : result.woven()) {
            sites.put(name.substring(name.lastIndexOf('.') + 1) + "." + method.name(), method.site());
        }
        var woven = result.classFile() == null ? original : result.classFile();
        return defineClass(name, woven, 0, woven.length);
    }
}
