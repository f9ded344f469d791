package dev.tripcoil.breaker;

import java.util.function.DoubleSupplier;

/**
 * What one definition makes of a breaker. Each state object carries the terms that it was made under, so that whoever has read the
 * state decides everything by one and the same definition, and a new definition takes effect in one compare-and-set.
 */
final class Terms {

    private final Definition definition;
    private final Failures failures;
    private final Waits waits;
    private final Flights flights;
    private final Watch watch;

    private Terms(Definition definition, DoubleSupplier random, Flights flights, Watch watch) {
        this.definition = definition;
        this.flights = flights;
        this.watch = watch;
        failures = new Failures(definition.failures());
        waits = new Waits(definition.openFor(), random);
    }

    /**
     * @param before the terms before these; null if there were none. The calls in flight that those knew stay known.
     */
    static Terms of(Breaker breaker, Definition definition, DoubleSupplier random, Terms before, long now) {
        Flights flights = before == null ? null : before.flights;
        if (!Watch.isNeeded(definition)) {
            return new Terms(definition, random, flights, null);
        }
        if (flights == null) {
            flights = new Flights();
        }
        return new Terms(definition, random, flights, new Watch(breaker, definition, flights, now));
    }

    Definition definition() {
        return definition;
    }

    Failures failures() {
        return failures;
    }

    Waits waits() {
        return waits;
    }

    /** Null where the definition does not need to know the calls in flight. */
    Watch watch() {
        return watch;
    }
}
