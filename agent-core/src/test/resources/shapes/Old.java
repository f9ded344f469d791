package shapes.old;

import java.util.concurrent.Callable;

/** For javac's --release 8: before nest mates, an inner class reaches a private method through access$000. */
class Outer {
    private Object fetch(Callable<Object> work) throws Exception {
        return work.call();
    }

    class Inner {
        Object fetchOuter(Callable<Object> work) throws Exception {
            return fetch(work);
        }
    }
}

class Calls {
    public static Object accessor(Callable<Object> work) throws Exception {
        return new Outer().new Inner().fetchOuter(work);
    }
}
