package dev.tripcoil.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads and links classes that the agent is about to need, on a second processor, while the main thread gets on with what comes first. A class
 * that isn't there yet when it is needed is loaded then; one that is listed here and not needed costs time, and nothing else. None is initialized:
 * two threads that do so from different ends may wait for each other for ever.
 */
final class Preload implements Runnable {

    /** One name on each line, in the order in which they are needed at a start with one rule: see {@code PreloadIT}. */
    static final String LIST = "dev/tripcoil/agent/preload.txt";

    /** More than a class takes to load, whatever else the machine does. */
    private static final long LONGEST_WAIT = 1000;

    private final ClassLoader own;
    private volatile boolean stopped;
    private Thread thread;

    Preload(ClassLoader own) {
        this.own = own;
    }

    void start() {
        thread = Boot.start("tripcoil-preload", this);
    }

    @Override
    public void run() {
        try {
            List<String> names = names(own);
            for (int i = 0; i < names.size() && !stopped; i++) {
                load(names.get(i));
            }
        } catch (Throwable e) {
            // the main thread will load them
        }
    }

    /** The list. */
    static List<String> names(ClassLoader own) throws IOException {
        try (InputStream in = own.getResourceAsStream(LIST)) {
            String all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            List<String> names = new ArrayList<>(400);
            int from = 0;
            for (int end = all.indexOf('\n'); end >= 0; end = all.indexOf('\n', from)) {
                names.add(all.substring(from, end));
                from = end + 1;
            }
            return names;
        }
    }

    private void load(String name) {
        try {
            Class.forName(name, false, own).getDeclaredFields(); // by which the JVM links it
        } catch (ClassNotFoundException | LinkageError e) {
            // whoever needs it will say so
        }
    }

    /** None is loaded any more once this returns: before there is a guard that could take it for the application's doing. */
    void end() {
        stopped = true;
        if (thread == null) {
            return;
        }
        try {
            thread.join(LONGEST_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
