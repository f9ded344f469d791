package com.acme.shop;

import java.io.IOException;
import java.net.URI;

class HttpClient {
    String get(URI address) throws IOException {
        if (address.getHost().startsWith("down")) {
            throw new IOException("no route to " + address.getHost());
        }
        return "hello";
    }
}
