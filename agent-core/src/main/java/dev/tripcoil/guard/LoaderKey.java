package dev.tripcoil.guard;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** A class loader by identity, held weakly: its own equals and hashCode would be application code. */
public final class LoaderKey extends WeakReference<ClassLoader> {

    private final boolean bootstrap;
    private final int hash;

    /**
     * @param loader null for the bootstrap loader
     * @param gone gets the key once the loader is gone; null for one that is only looked up with
     */
    public LoaderKey(ClassLoader loader, ReferenceQueue<ClassLoader> gone) {
        super(loader, gone);
        bootstrap = loader == null;
        hash = System.identityHashCode(loader);
    }

    /** Whether it is the bootstrap loader, which is null, and never goes. */
    public boolean isBootstrap() {
        return bootstrap;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof LoaderKey)) {
            return false;
        }
        LoaderKey that = (LoaderKey) other;
        return bootstrap ? that.bootstrap : get() != null && get() == that.get();
    }
}
