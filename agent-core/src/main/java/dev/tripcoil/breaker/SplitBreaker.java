package dev.tripcoil.breaker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A breaker that is split by a value: one {@link Breaker} for each of the value's texts, made at its first use, and the unsplit one for
 * calls that get none. Thread-safe; a call whose key has its breaker takes no lock, allocates nothing, and as a rule writes nothing that
 * another key's calls read.
 *
 * <p>There are never more than {@code limit} keys for longer than it takes to find one that can go: the least recently used that is
 * closed and has no call in flight. What was used later is known to the next new key or {@link #tick}, not finer.
 */
public final class SplitBreaker {

    private final Ticker ticker;
    private final Consumer<Breaker> changed;
    private final Breaker unsplit;
    private final ConcurrentHashMap<String, Breaker> byText = new ConcurrentHashMap<>();

    /** The same breakers, of keys that are numbers: who needs no text to find them makes none. */
    private final ConcurrentHashMap<Object, Breaker> byNumber = new ConcurrentHashMap<>();

    private final LongAdder shared = new LongAdder();

    /** Held by whoever brings a key or takes one away; no code of the application's runs under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Leavers leavers = new Leavers();

    private volatile Definition definition;
    private volatile int limit;

    /** Steps on with each new key, and with {@link #tick}. Written under the lock. */
    private volatile long clock;

    /** How many further calls without a key's breaker are not worth another search. Only roughly kept. */
    private volatile int futile;

    private volatile int size;
    private volatile long evicted;
    private volatile long changes;

    /**
     * @param limit how many keys may have a breaker of their own, at least 1
     * @param changed as {@link Breaker}'s, for each of them
     */
    public SplitBreaker(Definition definition, int limit, Ticker ticker, Consumer<Breaker> changed) {
        this.definition = definition;
        this.limit = limit;
        this.ticker = ticker;
        this.changed = changed;
        unsplit = new Breaker(definition, ticker, changed, this, null);
    }

    /** The one for calls whose value could not be told, or that found no room. */
    public Breaker unsplit() {
        return unsplit;
    }

    /**
     * The breaker for a value. A call then enters that one; where the breaker has gone meanwhile, the permit is that of the key's next
     * one, and says so.
     *
     * @param value null, too; what its {@code toString} throws goes to the caller
     */
    public Breaker of(Object value) {
        boolean number = value instanceof Long || value instanceof Integer || value instanceof UUID;
        Breaker known = number ? byNumber.get(value) : byText.get(KeyText.of(value));
        if (known != null) {
            known.use().touch(clock);
            return known;
        }
        Breaker found = ofText(KeyText.of(value));
        if (number && found != unsplit) {
            remember(value, found);
        }
        return found;
    }

    private Breaker ofText(String key) {
        Breaker known = byText.get(key);
        if (known == null) {
            return firstUse(key, false);
        }
        known.use().touch(clock);
        return known;
    }

    /** From now on the number finds it, unless another number of the same text does, or it goes. */
    private void remember(Object number, Breaker breaker) {
        if (breaker.use().isFoundBy(number)) {
            byNumber.put(number, breaker);
            if (breaker.use().isGone()) {
                byNumber.remove(number, breaker); // who took it away may have looked too early
            }
        }
    }

    /** A call found its key's breaker gone: enters the next one. */
    Permit enterAgain(String key) {
        Breaker next = firstUse(key, true);
        return next == unsplit ? next.enter() : next.enterBegun();
    }

    /**
     * @param begins whether a call in it begins before anybody can take it away again
     */
    private Breaker firstUse(String key, boolean begins) {
        Breaker found = null;
        if (size < limit || futile <= 0) {
            lock.lock();
            try {
                found = byText.get(key);
                if (found == null && isDownTo(limit - 1)) {
                    found = added(key);
                }
                if (found != null && begins && !found.use().begin()) {
                    throw new IllegalStateException(key + " is gone, and still there");
                }
            } finally {
                lock.unlock();
            }
        } else {
            futile--;
        }
        if (found != null) {
            return found;
        }
        shared.increment();
        return unsplit;
    }

    private Breaker added(String key) {
        long now = clock;
        Definition made = definition;
        Breaker breaker = new Breaker(made, ticker, changed, this, new KeyUse(this, key, now));
        byText.put(key, breaker);
        size++;
        changes++;
        clock = now + 1; // whatever is used from here on was used later
        while (made != definition) {
            made = definition; // that came too late to see the key, or was too early
            breaker.redefine(made);
        }
        return breaker;
    }

    /** Under the lock: whether there are no more keys than that, having had those go that can. */
    private boolean isDownTo(int keys) {
        while (size > keys) {
            Breaker gone = leavers.next(byText.values());
            if (gone == null) {
                futile = size / 32; // who has few keys is never told of one that could have gone
                return false;
            }
            byText.remove(gone.key());
            if (gone.use().number() != null) {
                byNumber.remove(gone.use().number(), gone);
            }
            size--;
            evicted++;
            changes++;
        }
        return true;
    }

    /** Has every breaker take another definition, as {@link Breaker#redefine}; keys to come take it, too. */
    public void redefine(Definition next) {
        definition = next;
        unsplit.redefine(next);
        for (Breaker breaker : byText.values()) {
            breaker.redefine(next);
        }
    }

    /** How many keys may have a breaker from now on; those beyond go as soon as they can. */
    public void limitTo(int keys) {
        lock.lock();
        try {
            limit = keys;
            futile = 0;
            isDownTo(keys);
        } finally {
            lock.unlock();
        }
    }

    /** Time has passed: what is used from here on was used later than what was used before. */
    public void tick() {
        lock.lock();
        try {
            clock++;
        } finally {
            lock.unlock();
        }
    }

    /** All there are: the unsplit one, then the keys' in the order of their texts. */
    public List<Breaker> breakers() {
        List<Breaker> all = new ArrayList<>(byText.values());
        all.sort(Comparator.comparing(Breaker::key));
        all.add(0, unsplit);
        return Collections.unmodifiableList(all);
    }

    /** How many keys have a breaker. */
    public int keys() {
        return size;
    }

    /** How many keys had one that has gone, to make room. */
    public long evicted() {
        return evicted;
    }

    /** Calls that shared the unsplit breaker, as no key could go. */
    public long shared() {
        return shared.sum();
    }

    /** Another number after each key that comes or goes. */
    public long changes() {
        return changes;
    }

    public int limit() {
        return limit;
    }
}
