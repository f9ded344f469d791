package dev.tripcoil.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A breaker has refused a call. Its fields are read by Flight Recorder alone. */
@Name(RejectionEvent.NAME)
@Label("Circuit Breaker Rejection")
@Description("A circuit breaker has refused a call")
@Category("Tripcoil")
@Enabled(false) // there may be thousands in a second
@StackTrace
final class RejectionEvent extends Event {
    static final String NAME = "dev.tripcoil.Rejection";

    @Label("Breaker")
    String breaker;

    @Label("Key")
    @Description("The value that this breaker is for, where the rules make one for each; else null")
    String key;

    @Label("State")
    String state;

    @Label("Method")
    @Description("The guarded method that was not run")
    String method;

    @Label("Time Left")
    @Description("Until a call may next go through; forever where only an operation ends it")
    @Timespan(Timespan.NANOSECONDS)
    long timeLeft;
}
