package dev.tripcoil.apply;

import dev.tripcoil.guard.LoaderKey;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names of classes, by class loader. Thread-safe; holds no loader alive. */
final class Undecided {

    /** More of one loader are not kept: an application that makes classes without end must not fill the heap. */
    private static final int MOST = 10_000;

    private final Map<LoaderKey, Set<String>> byLoader = new HashMap<>();
    private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();

    synchronized void add(ClassLoader loader, String name) {
        forgetGoneLoaders();
        LoaderKey key = new LoaderKey(loader, gone);
        Set<String> names = byLoader.get(key);
        if (names == null) {
            names = new HashSet<>();
            byLoader.put(key, names);
        }
        if (names.size() < MOST) {
            names.add(name);
        }
    }

    /** Whether it was there. */
    synchronized boolean remove(ClassLoader loader, String name) {
        LoaderKey key = new LoaderKey(loader, null);
        Set<String> names = byLoader.get(key);
        if (names == null || !names.remove(name)) {
            return false;
        }
        if (names.isEmpty()) {
            byLoader.remove(key);
        }
        return true;
    }

    synchronized boolean isEmpty() {
        forgetGoneLoaders();
        return byLoader.isEmpty();
    }

    private void forgetGoneLoaders() {
        for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
            byLoader.remove(key);
        }
    }
}
