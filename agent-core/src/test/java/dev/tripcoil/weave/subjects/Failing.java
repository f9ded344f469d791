package dev.tripcoil.weave.subjects;

/** Methods that throw what they are given. */
public class Failing {

    public static int passOn(Throwable error) throws Throwable {
        throw error;
    }

    public static int passOnFromWithin(Throwable error) throws Throwable {
        try {
            return passOn(error);
        } finally {
            Thread.yield();
        }
    }

    public static synchronized int passOnHolding(Throwable error) throws Throwable {
        Object lock = Failing.class;
        synchronized (lock) {
            return passOn(error);
        }
    }

    public static int passOnWrapped(Throwable error) {
        return wrap(error);
    }

    private static int wrap(Throwable error) {
        try {
            return passOn(error);
        } catch (Throwable e) {
            throw new IllegalStateException("wrapped", e);
        }
    }

    public static int forEver() {
        int i = 0;
        while (true) {
            if (i++ > 10) {
                throw new IllegalStateException("at last");
            }
        }
    }

    public static int tooDeep(int n) {
        return tooDeep(n + 1) + 1;
    }
}
