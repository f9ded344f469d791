package dev.tripcoil.jconsole;

import java.util.Comparator;

/** The columns of the table of breakers, in their order. Their values sort by themselves; how they read is for the cells. */
enum Column {
    NAME("Breaker", 150, String.class, "The breaker's name in the rules file"),
    STATE(
            "State",
            125,
            StateLook.class,
            "OPEN and FORCED_OPEN refuse calls, HALF_OPEN most of them; sorted by that, trouble first"),
    KEY("Key", 140, String.class, "The value that this breaker is for, where the rules split it"),
    FAILURES("Failures", 80, Long.class, "Failures that count towards opening now; while open, those that opened it"),
    FAILURE_RATE("Failure rate", 95, Double.class, "Failed calls in the window; \u2013 where no rate is a criterion"),
    SLOW_RATE("Slow rate", 85, Double.class, "Slow calls in the window; \u2013 where no rate is a criterion"),
    REJECTED("Rejected/s", 90, Double.class, "Calls refused per second, between the last two refreshes"),
    CALLS("Calls/s", 75, Double.class, "Calls let through per second, between the last two refreshes"),
    IN_FLIGHT("In flight", 75, Long.class, "Calls under way now; \u2013 where the definition does not need to know"),
    HALF_OPEN_IN("Tries again in", 110, Long.class, "How long until an open breaker lets a trial through"),
    WHY("Why", 360, String.class, "Why the breaker is in its state; of a closed one, the last failure");

    final String title;
    final int width;
    final Class<?> type;
    final String tip;

    Column(String title, int width, Class<?> type, String tip) {
        this.title = title;
        this.width = width;
        this.type = type;
        this.tip = tip;
    }

    boolean isNumber() {
        return Number.class.isAssignableFrom(type);
    }

    /** Where there is nothing to show: what comes last when the column is sorted for the first time. */
    Object of(Breaker breaker) {
        return switch (this) {
            case NAME -> breaker.row().name();
            case STATE -> breaker.look();
            case KEY -> breaker.row().key();
            case FAILURES ->
                breaker.status() == null ? null : (Long) (long) breaker.status().failureCount();
            case FAILURE_RATE ->
                breaker.status() == null ? null : (Double) breaker.status().failureRate();
            case SLOW_RATE ->
                breaker.status() == null ? null : (Double) breaker.status().slowCallRate();
            case REJECTED ->
                breaker.history.latest() == null
                        ? null
                        : (Double) breaker.history.latest().rejections();
            case CALLS ->
                breaker.history.latest() == null
                        ? null
                        : (Double) breaker.history.latest().calls();
            case IN_FLIGHT ->
                breaker.status() == null ? null : (Long) (long) breaker.status().callsInFlight();
            case HALF_OPEN_IN ->
                breaker.row().halfOpenAt() == null
                        ? (Long) Long.MAX_VALUE
                        : (Long) breaker.row().halfOpenAt().getTime();
            case WHY -> breaker.why();
        };
    }

    /** Of values that are not null. */
    Comparator<?> order() {
        if (type == String.class) {
            return Comparator.<String, String>comparing(text -> text, String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(text -> text);
        }
        return Comparator.naturalOrder();
    }
}
