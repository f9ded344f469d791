package dev.tripcoil.jconsole;

import dev.tripcoil.client.BreakerRow;
import java.util.ArrayList;
import java.util.List;

/** What a breaker's totals have grown by, per second of the JVM's clock, from look to look over the last minutes. */
final class RateHistory {

    /** A little more than the chart shows. */
    static final long KEPT_MILLIS = 6 * 60_000;

    /** Looks that follow each other sooner than this tell nothing of a rate. */
    static final long SHORTEST_MILLIS = 900;

    /** A rate per second: that of the whole time between two looks. */
    record Point(long from, long at, double calls, double failures, double rejections) {}

    private final List<Point> points = new ArrayList<>();
    private BreakerRow before;
    private long beforeAt;

    void add(long at, BreakerRow totals) {
        if (before != null && at < beforeAt) {
            points.clear(); // another JVM, or a clock that was set back
            before = null;
        }
        if (before != null && at - beforeAt < SHORTEST_MILLIS) {
            return;
        }
        if (before != null && !hasStartedAnew(totals)) {
            double seconds = (at - beforeAt) / 1000.0;
            points.add(new Point(
                    beforeAt,
                    at,
                    (totals.calls() - before.calls()) / seconds,
                    (totals.failedCalls() - before.failedCalls()) / seconds,
                    (totals.rejectedCalls() - before.rejectedCalls()) / seconds));
        }
        before = totals;
        beforeAt = at;
        points.removeIf(point -> at - point.at > KEPT_MILLIS);
    }

    /** As after detaching and attaching again. */
    private boolean hasStartedAnew(BreakerRow totals) {
        return totals.calls() < before.calls()
                || totals.failedCalls() < before.failedCalls()
                || totals.rejectedCalls() < before.rejectedCalls();
    }

    /** Nobody looks for a while: what happens meanwhile is no rate. */
    void interrupt() {
        before = null;
    }

    /** Null before the second look. */
    Point latest() {
        return before == null || points.isEmpty() || points.get(points.size() - 1).at != beforeAt
                ? null
                : points.get(points.size() - 1);
    }

    /** Oldest first. One that does not begin where the one before ends follows a gap. */
    List<Point> points() {
        return points;
    }
}
