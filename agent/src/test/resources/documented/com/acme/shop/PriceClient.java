package com.acme.shop;

import java.io.IOException;
import java.net.SocketTimeoutException;

class PriceClient {
    record Response(int status) {}

    Response ask(int status) throws IOException {
        if (status == 0) {
            throw new IOException("no route to prices");
        }
        if (status == 1) {
            throw new SocketTimeoutException();
        }
        return status == 2 ? null : new Response(status);
    }
}
