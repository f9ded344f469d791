package programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that calls several services all the time. A line on standard input such as {@code stock down} makes one be
 * {@code up}, {@code down} or {@code flaky}; it answers {@code ok}.
 */
public final class Services {

    /** Each is called by a method of its own, so many times a second. */
    private enum Service {
        STOCK(23),
        PAYMENT(11),
        SEARCH(38),
        MAIL(4);

        final int rate;
        volatile String is = "up";

        Service(int rate) {
            this.rate = rate;
        }

        void call() throws IOException {
            switch (this) {
                case STOCK -> stock();
                case PAYMENT -> payment();
                case SEARCH -> search("tea");
                case MAIL -> mail("to", "subject");
            }
        }

        void answer(Random random) throws IOException {
            if (is.equals("down") || is.equals("flaky") && random.nextInt(100) < 30) {
                throw new IOException("HTTP 503 from the " + name().toLowerCase(Locale.ROOT) + " service");
            }
        }
    }

    private static final Random RANDOM = new Random(4711);

    private Services() {}

    static void stock() throws IOException {
        Service.STOCK.answer(RANDOM);
    }

    static void payment() throws IOException {
        Service.PAYMENT.answer(RANDOM);
    }

    static void search(String words) throws IOException {
        Service.SEARCH.answer(RANDOM);
    }

    static void mail(String to, String subject) throws IOException {
        Service.MAIL.answer(RANDOM);
    }

    public static void main(String[] arguments) throws Exception {
        for (Service service : Service.values()) {
            Thread caller = new Thread(() -> callAllTheTime(service), service.name());
            caller.setDaemon(true);
            caller.start();
        }
        System.out.println("main begins");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            Service.valueOf(words[0].toUpperCase(Locale.ROOT)).is = words[1];
            System.out.println("ok");
        }
    }

    private static void callAllTheTime(Service service) {
        while (true) {
            try {
                service.call();
            } catch (Exception e) {
                // failed or refused
            }
            LockSupport.parkNanos((long) (1e9 / service.rate * (0.4 + 1.2 * RANDOM.nextDouble())));
        }
    }
}
