package programs;

import java.io.BufferedReader;
import java.io.InputStreamReader;

/**
 * Says that it begins, and calls a service that is down: as often as its argument says, or once for each line. Says what
 * came of each call.
 */
public final class StockCalls {

    private StockCalls() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("main begins");
        if (arguments.length == 1) {
            for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                call();
            }
            return;
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        while (lines.readLine() != null) {
            call();
        }
    }

    private static void call() {
        try {
            System.out.println(Stock.fetch());
        } catch (Throwable e) {
            System.out.println(e.getClass().getName());
        }
    }
}
