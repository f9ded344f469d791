package dev.tripcoil.jconsole;

import dev.tripcoil.client.TransitionStatus;
import javax.management.ObjectName;

/** Who wants to know what a poller sees. Called on the poller's threads: hands on, and returns at once. */
interface Watcher {

    void saw(Snapshot snapshot);

    /** The JVM could not be asked. */
    void failed(String reason);

    void heard(ObjectName breaker, TransitionStatus transition);
}
