package com.acme.shop;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

class AsyncClient {
    CompletableFuture<Integer> count(String item) {
        return item.equals("unknown")
                ? CompletableFuture.completedFuture(-1)
                : CompletableFuture.failedFuture(new IOException("no route to stock"));
    }
}
