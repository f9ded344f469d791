package com.acme.shop;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class Dashboard {
    private static final LinkedBlockingQueue<String> LINES = new LinkedBlockingQueue<>();

    static void show(String line) {
        LINES.add(line);
    }

    static String line() throws InterruptedException {
        return LINES.poll(30, TimeUnit.SECONDS);
    }
}
