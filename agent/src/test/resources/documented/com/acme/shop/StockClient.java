package com.acme.shop;

import java.io.IOException;

/** Its service is down. */
public class StockClient {
    public int fetch(String item) throws IOException {
        throw new IOException("no route to stock");
    }

    public int fetchCached(String item) {
        return 5;
    }

    int fetch() {
        return 0;
    }

    void send() {}
}
