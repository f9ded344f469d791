package com.acme.shop;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The shop, on a short day. Orders come in on a steady schedule and are handled by two workers. Every other
 * order is for goods, and asks the stock service first; the rest are for gift cards, and do not. There is no
 * queue: an order that finds both workers busy is turned away, as a server turns requests away whose threads
 * are all taken. So whatever the stock service keeps waiting is paid for by the gift cards too.
 *
 * <p>A line is printed for each order and for each change of the stock service's health, and at the end a line
 * of numbers ({@link Tally}).
 */
public final class OrderService {
    private static final String USAGE = """
            usage: java -jar test-app.jar [SCALE]

            Takes orders for 23 s while the stock service is well for 2 s, fails for 4.6 s, hangs for 12 s
            and is well again. Prints a line for each order, and the sums at the end.

            SCALE multiplies every time, the client's time-out (1.9 s) among them: 0.25 makes it all
            last 6 s. From 0.05 to 100; default 1.
            """;

    private static final List<Phase> SCRIPT = List.of(
            new Phase(Health.WELL, Duration.ofMillis(2_000)),
            new Phase(Health.FAILING, Duration.ofMillis(4_600)),
            new Phase(Health.HANGING, Duration.ofMillis(12_000)),
            new Phase(Health.WELL, Duration.ofMillis(4_400)));
    private static final Duration BETWEEN_ORDERS = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofMillis(1_900);
    private static final int WORKERS = 2;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final StockClient stock;
    private final List<String> items;
    private final PrintStream out;
    private final Tally tally = new Tally();
    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(WORKERS, WORKERS, 0, TimeUnit.SECONDS, new SynchronousQueue<>());

    private OrderService(StockClient stock, PrintStream out) throws IOException {
        this.stock = stock;
        this.items = stock.items();
        this.out = out;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 1 && (args[0].equals("--help") || args[0].equals("-h"))) {
            System.out.print(USAGE);
            return;
        }
        double scale = args.length == 0 ? 1 : args.length == 1 ? scale(args[0]) : Double.NaN;
        if (!(scale >= 0.05 && scale <= 100)) {
            System.err.print(USAGE);
            System.exit(2);
        }
        List<Phase> script = SCRIPT.stream()
                .map(phase -> new Phase(phase.health(), scaled(phase.lasts(), scale)))
                .toList();
        Duration open = script.stream().map(Phase::lasts).reduce(Duration.ZERO, Duration::plus);
        try (StockService service = new StockService(script)) {
            OrderService shop =
                    new OrderService(new StockClient(service.address(), scaled(TIMEOUT, scale)), System.out);
            service.play(health -> shop.print("stock service: " + health));
            shop.run(open, scaled(BETWEEN_ORDERS, scale));
        }
    }

    private void run(Duration open, Duration betweenOrders) throws InterruptedException {
        long opened = System.nanoTime();
        long orders = open.dividedBy(betweenOrders);
        for (int number = 1; number <= orders; number++) {
            // Between the ticks on which the script changes, so that every run has the same orders in each phase.
            long due = opened + betweenOrders.toNanos() * number - betweenOrders.toNanos() / 2;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            take(number);
        }
        workers.shutdown();
        workers.awaitTermination(1, TimeUnit.MINUTES);
        print("summary  " + tally);
    }

    private void take(int number) {
        try {
            workers.execute(() -> handle(number));
        } catch (RejectedExecutionException e) {
            tally.turnedAway();
            print(number, Duration.ZERO, "TURNED AWAY  both workers are busy");
        }
    }

    private void handle(int number) {
        if (number % 2 == 0) {
            tally.served();
            print(number, Duration.ZERO, "gift card");
            return;
        }
        String item = items.get(number / 2 % items.size());
        long asked = System.nanoTime();
        try {
            int pieces = stock.fetch(item);
            Duration took = Duration.ofNanos(System.nanoTime() - asked);
            tally.served(took);
            print(number, took, "stock of " + item + ": " + pieces);
        } catch (IOException | RuntimeException e) {
            Duration took = Duration.ofNanos(System.nanoTime() - asked);
            tally.failed(took, e);
            print(number, took, "FAILED  " + e);
        }
    }

    private void print(int number, Duration took, String outcome) {
        print(String.format(Locale.ROOT, "order %3d %6d ms  %s", number, took.toMillis(), outcome));
    }

    private void print(String line) {
        out.println(LocalTime.now().format(TIME) + "  " + line);
        out.flush();
    }

    private static Duration scaled(Duration duration, double scale) {
        return Duration.ofNanos(Math.round(duration.toNanos() * scale));
    }

    private static double scale(String argument) {
        try {
            return Double.parseDouble(argument);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
