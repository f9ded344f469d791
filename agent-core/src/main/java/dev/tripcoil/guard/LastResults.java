package dev.tripcoil.guard;

import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The last good results of one method, by receiver and arguments. Thread-safe. Code of the application's runs here, its
 * {@code equals}, and never while a lock is held: the table is by hash code, and what has the same is looked through outside
 * of it.
 *
 * <p>The table is held by the guarded class, and by this weakly: results and arguments are of classes that may be let go with
 * that class. So it is made of the JDK's types alone:
 *
 * <pre>
 *   table   hash code → node, the first of those that have it
 *   node    {next node or null, WeakReference of the receiver or null, AtomicReference of a record}
 *   record  {arguments, result, nanoseconds of its success}, or a SoftReference of one, where the loader of what is in
 *           it may go sooner than the guarded class; null once it has been let go
 * </pre>
 *
 * A node is never changed but for its record.
 */
final class LastResults {

    /** As many of the most recent are kept. */
    static final int KEPT = 1000;

    /** So many more are let go together: to find the oldest takes looking at all. */
    static final int BATCH = 100;

    private static final int NEXT = 0;
    private static final int RECEIVER = 1;
    private static final int RECORD = 2;

    private static final int ARGUMENTS = 0;
    private static final int RESULT = 1;
    private static final int NANOS = 2;

    private final Keeper keeper;
    private final Object key = new Object();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean trimming = new AtomicBoolean();
    private volatile WeakReference<ConcurrentHashMap<Long, Object[]>> known = new WeakReference<>(null);
    private volatile boolean closed;

    LastResults(Keeper keeper) {
        this.keeper = keeper;
    }

    /**
     * The result for equal arguments, alone in an array, as it may be null; null if there is none.
     *
     * @param maxAge in nanoseconds
     */
    Object[] find(Arguments given, long now, long maxAge) {
        ConcurrentHashMap<Long, Object[]> table = known.get();
        Object[] node = table == null ? null : node(table.get(given.hash), given);
        Object[] record = node == null ? null : record(node);
        return record == null || now - (long) record[NANOS] > maxAge ? null : new Object[] {record[RESULT]};
    }

    void put(Site site, Arguments given, Object result, long now, long maxAge) throws Exception {
        ConcurrentHashMap<Long, Object[]> table = known.get();
        if (table == null) {
            table = make(site);
        }
        Long hash = given.hash;
        while (!closed) {
            Object[] first = table.get(hash);
            Object[] node = node(first, given);
            Object[] before = node == null ? null : record(node);
            if (before != null) {
                record(node, new Object[] {before[ARGUMENTS], result, now}, site);
                return;
            }
            Object[] added = {
                first, given.receiver() == null ? null : new WeakReference<>(given.receiver()), new AtomicReference<>()
            };
            record(added, new Object[] {given.withoutReceiver(), result, now}, site);
            if (first == null ? table.putIfAbsent(hash, added) == null : table.replace(hash, first, added)) {
                if (size.incrementAndGet() > KEPT + BATCH) {
                    trim(table, now, maxAge);
                }
                return;
            }
        }
    }

    private ConcurrentHashMap<Long, Object[]> make(Site site) throws Exception {
        @SuppressWarnings("unchecked")
        ConcurrentHashMap<Long, Object[]> table =
                (ConcurrentHashMap<Long, Object[]>) keeper.keep(site, key, new ConcurrentHashMap<Long, Object[]>());
        known = new WeakReference<>(table);
        return table;
    }

    /** Lets go what is too old, and what nobody can ask for any more. */
    void sweep(long now, long maxAge) {
        ConcurrentHashMap<Long, Object[]> table = known.get();
        if (table != null) {
            trim(table, now, maxAge);
        }
    }

    void close(Site site) {
        closed = true;
        ConcurrentHashMap<Long, Object[]> table = known.get();
        if (table != null) {
            table.clear();
            keeper.drop(site, key);
        }
    }

    /** How many there are; for tests. */
    int size() {
        return size.get();
    }

    boolean isEmpty() {
        ConcurrentHashMap<Long, Object[]> table = known.get();
        return table == null || table.isEmpty();
    }

    /** The node of equal arguments; null if there is none. */
    private static Object[] node(Object[] first, Arguments given) {
        for (Object[] node = first; node != null; node = (Object[]) node[NEXT]) {
            if (isOf(given.receiver(), node)) {
                Object[] record = record(node);
                if (record != null && given.equal((Object[]) record[ARGUMENTS])) {
                    return node;
                }
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private static boolean isOf(Object receiver, Object[] node) {
        WeakReference<Object> kept = (WeakReference<Object>) node[RECEIVER];
        return kept == null ? receiver == null : receiver != null && kept.refersTo(receiver);
    }

    private static Object[] record(Object[] node) {
        Object held = ((AtomicReference<?>) node[RECORD]).get();
        return (Object[]) (held instanceof SoftReference ? ((SoftReference<?>) held).get() : held);
    }

    @SuppressWarnings("unchecked")
    private static void record(Object[] node, Object[] record, Site site) {
        boolean strongly = Keeper.mayHoldWhatIsHere(site)
                && mayHoldEach((Object[]) record[ARGUMENTS], site)
                && mayHold(record[RESULT], site);
        ((AtomicReference<Object>) node[RECORD]).set(strongly ? record : new SoftReference<>(record));
    }

    /** By its class, and by the first that is in it where that is a list or an array; no deeper. */
    private static boolean mayHold(Object value, Site site) {
        if (value == null) {
            return true;
        }
        if (!Keeper.mayHold(value.getClass(), site)) {
            return false;
        }
        Object first = null;
        if (value.getClass() == ArrayList.class) {
            ArrayList<?> list = (ArrayList<?>) value;
            first = list.isEmpty() ? null : list.get(0);
        } else if (value.getClass() == Object[].class) {
            Object[] array = (Object[]) value;
            first = array.length == 0 ? null : array[0];
        }
        return first == null || Keeper.mayHold(first.getClass(), site);
    }

    private static boolean mayHoldEach(Object[] values, Site site) {
        for (int i = 0; i < values.length; i++) {
            if (!mayHold(values[i], site)) {
                return false;
            }
        }
        return true;
    }

    /** Keeps the most recent ones, as many as are kept, of those that may still be asked for. */
    private void trim(ConcurrentHashMap<Long, Object[]> table, long now, long maxAge) {
        if (!trimming.compareAndSet(false, true)) {
            return; // another thread is at it
        }
        try {
            new Trimming(now, maxAge).trim(table);
        } finally {
            trimming.set(false);
        }
    }

    private final class Trimming {
        private final long now;
        private long oldest;
        /** Of those that are just as old as the oldest that is kept. */
        private int room = Integer.MAX_VALUE;

        Trimming(long now, long maxAge) {
            this.now = now;
            oldest = maxAge;
        }

        void trim(ConcurrentHashMap<Long, Object[]> table) {
            long[] ages = ages(table);
            if (ages.length > KEPT) {
                Arrays.sort(ages);
                oldest = ages[KEPT - 1];
                int younger = 0;
                while (ages[younger] < oldest) {
                    younger++;
                }
                room = KEPT - younger;
            }
            for (Map.Entry<Long, Object[]> entry : table.entrySet()) {
                Object[] before = entry.getValue();
                int removed = 0;
                Object[] after = null;
                for (Object[] node = before; node != null; node = (Object[]) node[NEXT]) {
                    if (isKept(age(node))) {
                        after = new Object[] {after, node[RECEIVER], node[RECORD]};
                    } else {
                        removed++;
                    }
                }
                if (removed > 0
                        && (after == null
                                ? table.remove(entry.getKey(), before)
                                : table.replace(entry.getKey(), before, after))) {
                    size.addAndGet(-removed);
                }
            }
        }

        private boolean isKept(long age) {
            return age < oldest || age == oldest && room-- > 0;
        }

        private long[] ages(ConcurrentHashMap<Long, Object[]> table) {
            long[] ages = new long[KEPT + 2 * BATCH];
            int count = 0;
            for (Object[] first : table.values()) {
                for (Object[] node = first; node != null; node = (Object[]) node[NEXT]) {
                    long age = age(node);
                    if (age <= oldest) {
                        ages = count == ages.length ? Arrays.copyOf(ages, count * 2) : ages;
                        ages[count++] = age;
                    }
                }
            }
            return Arrays.copyOf(ages, count);
        }

        /** Of what nobody can ask for, more than any. */
        private long age(Object[] node) {
            Object[] record = record(node);
            boolean gone = node[RECEIVER] != null && ((WeakReference<?>) node[RECEIVER]).refersTo(null);
            return record == null || gone ? Long.MAX_VALUE : now - (long) record[NANOS];
        }
    }
}
