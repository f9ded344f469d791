package dev.tripcoil.jmx;

import dev.tripcoil.breaker.Transition;
import java.util.Date;
import java.util.List;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/** Transitions of a breaker as a table of open types, in the order given. */
final class TransitionTable {

    private static final String[] COLUMNS = {"number", "at", "from", "to", "why"};
    private static final OpenType<?>[] COLUMN_TYPES = {
        SimpleType.LONG, SimpleType.DATE, SimpleType.STRING, SimpleType.STRING, SimpleType.STRING
    };

    static final TabularType TYPE = type();

    private TransitionTable() {}

    static TabularData of(List<Transition> transitions) {
        try {
            TabularData table = new TabularDataSupport(TYPE);
            for (Transition transition : transitions) {
                table.put(new CompositeDataSupport(TYPE.getRowType(), COLUMNS, values(transition)));
            }
            return table;
        } catch (OpenDataException e) {
            throw new IllegalStateException(e); // the types are constant
        }
    }

    private static TabularType type() {
        try {
            CompositeType row = new CompositeType("Transition", "A change of state", COLUMNS, COLUMNS, COLUMN_TYPES);
            return new TabularType("Transitions", "Changes of state", row, new String[] {"number"});
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object[] values(Transition transition) {
        return new Object[] {
            transition.number(),
            new Date(transition.epochMillis()),
            transition.from().name(),
            transition.to().name(),
            transition.why()
        };
    }
}
