package com.acme.speed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the agent guards in the benchmarks: methods that do next to nothing, alike but for the rule that means them. */
public final class Stock {

    private final CompletableFuture<String> answer = CompletableFuture.completedFuture("tea");
    private int asked;

    /** No rule means it. */
    public String plain(String host) {
        asked++;
        return host;
    }

    /** With a breaker of defaults. */
    public String guarded(String host) {
        asked++;
        return host;
    }

    /** With {@code result-if}, over the result alone. */
    public String judged(String host) {
        asked++;
        return host;
    }

    /** With {@code result-if}, over the result and an argument. */
    public String judgedByArgument(String host) {
        asked++;
        return host;
    }

    /** With {@code per}. */
    public String split(String host) {
        asked++;
        return host;
    }

    /** With {@code return-last}. */
    public String remembered(String host) {
        asked++;
        return host;
    }

    /** No rule means it. */
    public CompletionStage<String> plainFuture() {
        asked++;
        return answer;
    }

    /** With a breaker of defaults. */
    public CompletionStage<String> guardedFuture() {
        asked++;
        return answer;
    }
}
