package programs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs without an agent, until one is attached. A line is {@code call}, for a call of a service that is down; {@code hang}, for a
 * call of one that hangs, on a thread that lives on; {@code release}, for the end of that call.
 */
public final class Attached {

    private Attached() {}

    /** A service that hangs until it is released. */
    public static final class Hanging {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        public String fetch() throws InterruptedException {
            begun.countDown();
            released.await();
            return "released";
        }
    }

    public static void main(String[] arguments) throws Exception {
        LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
        Thread worker = new Thread(() -> {
            while (true) {
                try {
                    work.take().run();
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        worker.setDaemon(true);
        worker.start();
        Hanging hanging = new Hanging();
        System.out.println("main begins");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Hanging service = hanging;
            switch (line) {
                case "hang" -> {
                    work.add(() -> {
                        try {
                            System.out.println(service.fetch());
                        } catch (Throwable e) {
                            System.out.println(e);
                        }
                    });
                    service.begun.await();
                    System.out.println("hangs");
                }
                case "release" -> {
                    service.released.countDown();
                    hanging = new Hanging();
                }
                default -> {
                    try {
                        System.out.println(Stock.fetch());
                    } catch (Throwable e) {
                        System.out.println(e.getClass().getName());
                    }
                }
            }
        }
    }
}
