/**
 * The events of Flight Recorder; the only home of {@code jdk.jfr}, which a runtime image may be without. Loaded once the
 * application runs, by one of the agent's own threads, as a whole: nothing here may load on a thread of the application's,
 * within a guarded call. May import {@code breaker} and {@code guard}. Begin with {@link dev.tripcoil.jfr.FlightEvents}.
 */
package dev.tripcoil.jfr;
