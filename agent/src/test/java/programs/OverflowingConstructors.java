package programs;

/**
 * As {@link Overflowing}, with guarded constructors, that run out of stack in an argument, in a constructor that they call, or in
 * what follows.
 */
public final class OverflowingConstructors {

    private static final int TIMES = 300;

    private OverflowingConstructors() {}

    private static int deeper(int depth) {
        return depth + deeper(depth + 1);
    }

    private static int go(boolean endless) {
        return endless ? deeper(1) : 1;
    }

    /** Not guarded. */
    static class Base {
        Base(boolean endless) {
            go(endless);
        }
    }

    /** The guarded one. */
    static final class Node extends Base {
        Node(int endless) {
            this(go(endless == 1), endless);
        }

        private Node(int argument, int endless) {
            super(endless == 2);
            go(endless == 3);
        }
    }

    /** On the way back from the end of the stack, objects that can't be made. */
    private static void toTheEnd(int[] objects) {
        try {
            toTheEnd(objects);
        } finally {
            if (objects[0]++ < 60) {
                new Node(1 + objects[0] % 3);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        Thread thread = new Thread(null, OverflowingConstructors::run, "overflowing", 256 * 1024);
        thread.start();
        thread.join();
        System.out.println(TIMES + " plain objects");
        System.in.read();
    }

    private static void run() {
        for (int i = 0; i < TIMES; i++) {
            try {
                toTheEnd(new int[1]);
            } catch (StackOverflowError expected) {
                // as without a guard
            }
            new Node(0);
        }
    }
}
