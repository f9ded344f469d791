package dev.tripcoil.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;

/** A breaker has changed its state. Its fields are read by Flight Recorder alone. */
@Name(TransitionEvent.NAME)
@Label("Circuit Breaker Transition")
@Description("A circuit breaker has changed its state")
@Category("Tripcoil")
@StackTrace(false) // it would be that of the thread that tells of it
final class TransitionEvent extends Event {
    static final String NAME = "dev.tripcoil.Transition";

    @Label("Breaker")
    String breaker;

    @Label("Key")
    @Description("The value that this breaker is for, where the rules make one for each; else null")
    String key;

    @Label("From")
    String from;

    @Label("To")
    @Description("The same as From where the state METRICS_ONLY has kept the breaker from opening")
    String to;

    @Label("Reason")
    String reason;

    @Label("Made At")
    @Description("When the state changed, which is told a moment later")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long madeAt;

    @Label("Calls")
    @Description("Calls that went through and have ended, since the breaker exists")
    long calls;

    @Label("Failed")
    @Description("Those among them that failed")
    long failed;

    @Label("Rejected")
    @Description("Calls that were refused, since the breaker exists")
    long rejected;
}
