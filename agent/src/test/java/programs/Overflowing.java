package programs;

/**
 * Runs out of stack again and again, each time with guarded calls that begin where there is hardly any left; then makes a plain
 * guarded call on the same thread. Only the plain ones end well.
 */
public final class Overflowing {

    private static final int TIMES = 300;

    private Overflowing() {}

    /** The guarded method. */
    static int call(boolean endless) {
        return endless ? deeper(1) : 1;
    }

    private static int deeper(int depth) {
        return depth + deeper(depth + 1);
    }

    /** On the way back from the end of the stack, guarded calls that can't end well. */
    private static void toTheEnd(int[] calls) {
        try {
            toTheEnd(calls);
        } finally {
            if (calls[0]++ < 60) {
                call(true);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        Thread thread = new Thread(null, Overflowing::run, "overflowing", 256 * 1024);
        thread.start();
        thread.join();
        System.out.println(TIMES + " plain calls");
        System.in.read();
    }

    private static void run() {
        for (int i = 0; i < TIMES; i++) {
            try {
                toTheEnd(new int[1]);
            } catch (StackOverflowError expected) {
                // as without a guard
            }
            call(false);
        }
    }
}
