package dev.tripcoil.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A breaker on a fake ticker, and the things that tests do with one. */
public final class Rig {

    public final FakeTicker ticker = new FakeTicker();
    public final Breaker breaker;

    /** How often the breaker said that it has something to announce. */
    final AtomicInteger changes = new AtomicInteger();

    private final List<Transition> told = new ArrayList<>();

    public Rig(DefinitionBuilder definition) {
        breaker = new Breaker(definition.build(), ticker, changed -> changes.incrementAndGet());
    }

    void redefine(DefinitionBuilder definition) {
        breaker.redefine(definition.build());
    }

    /** A call that is let through. */
    Permit enter() {
        Permit permit = breaker.enter();
        assertThat(permit.letsThrough()).as("let through in " + breaker).isTrue();
        return permit;
    }

    void refuse(int calls) {
        for (int i = 0; i < calls; i++) {
            assertThat(breaker.enter().letsThrough())
                    .as("let through in " + breaker)
                    .isFalse();
        }
    }

    void fail(Permit permit) {
        breaker.threw(permit, new IOException("timeout"));
    }

    void succeed(int calls) {
        for (int i = 0; i < calls; i++) {
            breaker.succeeded(enter());
        }
    }

    public void fail(int calls) {
        for (int i = 0; i < calls; i++) {
            fail(enter());
        }
    }

    void ignore(int calls) {
        for (int i = 0; i < calls; i++) {
            breaker.ignored(enter());
        }
    }

    /** To half-open, from any state. */
    public void waitUntilHalfOpen() {
        breaker.trip();
        ticker.advance(breaker.definition().openFor().initial());
        assertThat(state()).isEqualTo(StateName.HALF_OPEN);
    }

    void enterState(StateName state) {
        switch (state) {
            case CLOSED -> breaker.reset();
            case OPEN -> breaker.trip();
            case HALF_OPEN -> waitUntilHalfOpen();
            case FORCED_OPEN -> breaker.forceOpen();
            case DISABLED -> breaker.disable();
            case METRICS_ONLY -> breaker.metricsOnly();
        }
        assertThat(state()).isEqualTo(state);
    }

    public StateName state() {
        return breaker.status().state();
    }

    /** Successful, failed, ignored, rejected. */
    List<Long> totals() {
        return List.of(
                breaker.successfulCalls(), breaker.failedCalls(), breaker.ignoredCalls(), breaker.rejectedCalls());
    }

    /** Every transition up to now, announced. */
    List<Transition> transitions() {
        breaker.announce(told::add);
        return told;
    }

    /** As {@code CLOSED to OPEN}. */
    List<String> path() {
        return transitions().stream().map(t -> t.from() + " to " + t.to()).toList();
    }

    void forgetTransitions() {
        transitions();
        told.clear();
        changes.set(0);
    }

    void advance(Duration time) {
        ticker.advance(time);
    }

    long date() {
        return ticker.epochMillis();
    }
}
