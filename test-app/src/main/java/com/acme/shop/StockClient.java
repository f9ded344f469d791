package com.acme.shop;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks the stock service. Any number of threads may share one client. */
public class StockClient {
    private static final Duration TIME_TO_LIST = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final URI address;
    private final Duration timeout;

    /**
     * @param address where the items are found; ends in a slash
     * @param timeout how long an answer about one item may take
     */
    public StockClient(URI address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /**
     * How many pieces are in stock.
     *
     * @throws FileNotFoundException if there is no such item
     * @throws java.net.http.HttpTimeoutException if no answer came in time
     * @throws IOException if the service could not be reached, or could not say
     */
    public int fetch(String item) throws IOException {
        return pieces(send(request(item, timeout)));
    }

    /** How many pieces are in stock, but no more than one order may take. As {@link #fetch(String)} otherwise. */
    public int fetch(String item, int atMost) throws IOException {
        return Math.min(fetch(item), atMost);
    }

    /** As {@link #fetch(String)}, without waiting: the stage ends with what that would return or throw. */
    public CompletableFuture<Integer> fetchLater(String item) {
        return http.sendAsync(request(item, timeout), BodyHandlers.ofString()).thenApply(response -> {
            try {
                return pieces(response);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** The items that the stock service knows. Asked once, at the start, so it may take its time. */
    public List<String> items() throws IOException {
        return body(send(request("", TIME_TO_LIST))).lines().toList();
    }

    /** The number in an answer of the stock service. */
    static int pieces(HttpResponse<String> response) throws IOException {
        String body = body(response);
        try {
            return Integer.parseInt(body);
        } catch (NumberFormatException e) {
            throw new IOException("not a number of pieces: " + body, e);
        }
    }

    private static String body(HttpResponse<String> response) throws IOException {
        switch (response.statusCode()) {
            case 200:
                return response.body();
            case 404:
                throw new FileNotFoundException("no such item: " + response.uri());
            default:
                throw new IOException("HTTP " + response.statusCode() + " from the stock service");
        }
    }

    private HttpRequest request(String item, Duration timeout) {
        URI uri = address.resolve(URLEncoder.encode(item, StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(uri).timeout(timeout).build();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the stock service");
        }
    }
}
