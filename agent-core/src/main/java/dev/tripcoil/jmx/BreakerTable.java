package dev.tripcoil.jmx;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Status;
import java.util.Collection;
import java.util.Date;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/** All breakers as one table of open types. */
final class BreakerTable {

    private static final String[] COLUMNS = {
        "name", "key", "state", "stateSince", "calls", "failedCalls", "rejectedCalls", "halfOpenAt"
    };
    private static final OpenType<?>[] COLUMN_TYPES = {
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.STRING,
        SimpleType.DATE,
        SimpleType.LONG,
        SimpleType.LONG,
        SimpleType.LONG,
        SimpleType.DATE
    };

    static final TabularType TYPE = type();

    private BreakerTable() {}

    static TabularData of(Collection<Breaker> breakers) {
        try {
            TabularData table = new TabularDataSupport(TYPE);
            for (Breaker breaker : breakers) {
                table.put(new CompositeDataSupport(TYPE.getRowType(), COLUMNS, values(breaker)));
            }
            return table;
        } catch (OpenDataException e) {
            throw new IllegalStateException(e); // the types are constant
        }
    }

    private static TabularType type() {
        try {
            CompositeType row = new CompositeType("Breaker", "A breaker", COLUMNS, COLUMNS, COLUMN_TYPES);
            return new TabularType("Breakers", "All breakers", row, new String[] {"name", "key"});
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object[] values(Breaker breaker) {
        Status status = breaker.status();
        long failed = breaker.failedCalls();
        return new Object[] {
            breaker.name(),
            breaker.key(),
            status.state().name(),
            new Date(status.since()),
            breaker.successfulCalls() + failed + breaker.ignoredCalls(),
            failed,
            breaker.rejectedCalls(),
            status.halfOpenAt() == 0 ? null : new Date(status.halfOpenAt())
        };
    }
}
