package programs;

/**
 * Runs out of stack within a guarded method, again and again, from stacks of many depths; then makes one plain call of it on the
 * same thread. Prints how often that was.
 */
public final class Overflowing {

    private static final int TIMES = 2000;

    private Overflowing() {}

    /** The guarded method: fails by itself, or by going on until there is no stack left. */
    static int call(boolean deep) {
        return deep ? deeper(1) : 1;
    }

    private static int deeper(int depth) {
        return depth + deeper(depth + 1);
    }

    /** So that the guarded call itself stands near the end of the stack, too. */
    private static void down(int frames) {
        if (frames > 0) {
            down(frames - 1);
            return;
        }
        call(true);
    }

    private static void nearTheEnd(int[] reached) {
        reached[0]++;
        try {
            nearTheEnd(reached);
        } finally {
            if (reached[1]++ < 40) {
                call(false); // on the way back: at first there is hardly any stack
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        Thread thread = new Thread(null, Overflowing::run, "overflowing", 512 * 1024);
        thread.start();
        thread.join();
        System.out.println("done " + TIMES);
        System.in.read();
    }

    private static void run() {
        for (int i = 0; i < TIMES; i++) {
            try {
                down(i % 50);
            } catch (StackOverflowError expected) {
                // as without a guard
            }
            try {
                nearTheEnd(new int[2]);
            } catch (StackOverflowError expected) {
                // likewise
            }
            call(false);
        }
    }
}
