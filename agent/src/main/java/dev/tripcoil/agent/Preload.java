package dev.tripcoil.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Defines the hook, and loads and links classes that the agent is about to need, on a second processor, while the main thread gets on with the
 * rules. A class
 * that isn't there yet when it is needed is loaded then; one that is listed here and not needed costs time, and nothing else. None of the list is initialized:
 * two threads that do so from different ends may wait for each other for ever.
 */
final class Preload implements Runnable {

    /** One name on each line, in the order in which they are needed at a start with one rule: see {@code PreloadIT}. */
    static final String LIST = "dev/tripcoil/agent/preload.txt";

    /** More than a class takes to load, whatever else the machine does. */
    private static final long LONGEST_WAIT = 1000;

    /** After so many classes, those that the main thread wants first, comes the hook. */
    private static final int BEFORE_HOOK = 130;

    private final Instrumentation instrumentation;
    private final ClassLoader own;
    private final CountDownLatch hook = new CountDownLatch(1);
    private volatile boolean stopped;
    private Thread thread;

    Preload(Instrumentation instrumentation, ClassLoader own) {
        this.instrumentation = instrumentation;
        this.own = own;
    }

    void start() {
        thread = Boot.start("tripcoil-preload", this);
    }

    @Override
    public void run() {
        try {
            List<String> names = names(own);
            load(names, 0, BEFORE_HOOK);
            HookInstaller.define(instrumentation);
            hook.countDown();
            load(names, BEFORE_HOOK, names.size());
        } catch (Throwable e) {
            // the main thread will do it
        } finally {
            hook.countDown();
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

    private void load(List<String> names, int from, int to) {
        for (int i = from; i < to && !stopped; i++) {
            load(names.get(i));
        }
    }

    private void load(String name) {
        try {
            Class.forName(name, false, own).getDeclaredFields(); // by which the JVM links it
        } catch (ClassNotFoundException | LinkageError e) {
            // whoever needs it will say so
        }
    }

    /** The hook is there then, unless it can't be. */
    void awaitHook() throws InterruptedException {
        if (thread != null) {
            hook.await();
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
