package dev.tripcoil.guard;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Answers with an empty container, a new one each time: a caller may add to it, and a stream is used up. */
final class GiveEmpty implements Answering {

    private static final String ARRAY = "array";

    /** What {@link #make} makes: to make one, to see whether it can be, might load a class while another is transformed. */
    private static final String[] MADE = {
        "Ljava/util/List;",
        "Ljava/util/ArrayList;",
        "Ljava/util/AbstractList;",
        "Ljava/util/Collection;",
        "Ljava/util/AbstractCollection;",
        "Ljava/util/SequencedCollection;",
        "Ljava/lang/Iterable;",
        "Ljava/util/LinkedList;",
        "Ljava/util/Vector;",
        "Ljava/util/Queue;",
        "Ljava/util/Deque;",
        "Ljava/util/ArrayDeque;",
        "Ljava/util/concurrent/BlockingQueue;",
        "Ljava/util/concurrent/BlockingDeque;",
        "Ljava/util/concurrent/LinkedBlockingDeque;",
        "Ljava/util/concurrent/CopyOnWriteArrayList;",
        "Ljava/util/Iterator;",
        "Ljava/util/ListIterator;",
        "Ljava/util/Enumeration;",
        "Ljava/util/SortedSet;",
        "Ljava/util/NavigableSet;",
        "Ljava/util/TreeSet;",
        "Ljava/util/SortedMap;",
        "Ljava/util/NavigableMap;",
        "Ljava/util/TreeMap;",
        "Ljava/util/concurrent/ConcurrentMap;",
        "Ljava/util/concurrent/ConcurrentHashMap;",
        "Ljava/util/concurrent/ConcurrentNavigableMap;",
        "Ljava/util/concurrent/ConcurrentSkipListMap;",
        "Ljava/util/Properties;",
        "Ljava/util/Set;",
        "Ljava/util/AbstractSet;",
        "Ljava/util/SequencedSet;",
        "Ljava/util/HashSet;",
        "Ljava/util/LinkedHashSet;",
        "Ljava/util/Map;",
        "Ljava/util/AbstractMap;",
        "Ljava/util/SequencedMap;",
        "Ljava/util/HashMap;",
        "Ljava/util/LinkedHashMap;",
        "Ljava/util/Optional;",
        "Ljava/util/OptionalInt;",
        "Ljava/util/OptionalLong;",
        "Ljava/util/OptionalDouble;",
        "Ljava/util/stream/Stream;",
        "Ljava/util/stream/IntStream;",
        "Ljava/util/stream/LongStream;",
        "Ljava/util/stream/DoubleStream;",
    };

    private final String kind;
    private final String returns;

    /**
     * @param returns the descriptor of the method's return type
     * @throws MisfitException if that is no container
     */
    GiveEmpty(String returns) throws MisfitException {
        this.returns = returns;
        kind = returns.charAt(0) == '[' ? ARRAY : returns;
        if (kind != ARRAY && !isMade(kind)) {
            throw new MisfitException(
                    "return: an empty container doesn't fit the return type " + Scalars.typeName(returns)
                            + "; it fits arrays, List, Set, Map, Queue, Collection, Iterable, Iterator, Optional and Stream");
        }
    }

    /** Whether such a container fits. */
    static boolean fits(String returns) {
        try {
            new GiveEmpty(returns);
            return true;
        } catch (MisfitException e) {
            return false;
        }
    }

    @Override
    public Object answer(Site site, Occasion occasion) {
        if (kind != ARRAY) {
            return new Answered(make());
        }
        try {
            return new Answered(Array.newInstance(component(site), 0));
        } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(e.getMessage()); // the guarded method itself could not return one
        }
    }

    private Class<?> component(Site site) throws ClassNotFoundException {
        return site.find(returns.replace('/', '.')).getComponentType();
    }

    private static boolean isMade(String returns) {
        for (int i = 0; i < MADE.length; i++) {
            if (MADE[i].equals(returns)) {
                return true;
            }
        }
        return false;
    }

    private Object make() {
        switch (kind) {
            case "Ljava/util/List;":
            case "Ljava/util/ArrayList;":
            case "Ljava/util/AbstractList;":
            case "Ljava/util/Collection;":
            case "Ljava/util/AbstractCollection;":
            case "Ljava/util/SequencedCollection;":
            case "Ljava/lang/Iterable;":
                return new ArrayList<>();
            case "Ljava/util/LinkedList;":
                return new LinkedList<>();
            case "Ljava/util/Vector;":
                return new Vector<>();
            case "Ljava/util/Queue;":
            case "Ljava/util/Deque;":
            case "Ljava/util/ArrayDeque;":
                return new ArrayDeque<>();
            case "Ljava/util/concurrent/BlockingQueue;":
            case "Ljava/util/concurrent/BlockingDeque;":
            case "Ljava/util/concurrent/LinkedBlockingDeque;":
                return new LinkedBlockingDeque<>();
            case "Ljava/util/concurrent/CopyOnWriteArrayList;":
                return new CopyOnWriteArrayList<>();
            case "Ljava/util/Iterator;":
            case "Ljava/util/ListIterator;":
                return Collections.emptyListIterator();
            case "Ljava/util/Enumeration;":
                return Collections.emptyEnumeration();
            case "Ljava/util/SortedSet;":
            case "Ljava/util/NavigableSet;":
            case "Ljava/util/TreeSet;":
                return new TreeSet<>();
            case "Ljava/util/SortedMap;":
            case "Ljava/util/NavigableMap;":
            case "Ljava/util/TreeMap;":
                return new TreeMap<>();
            case "Ljava/util/concurrent/ConcurrentMap;":
            case "Ljava/util/concurrent/ConcurrentHashMap;":
                return new ConcurrentHashMap<>();
            case "Ljava/util/concurrent/ConcurrentNavigableMap;":
            case "Ljava/util/concurrent/ConcurrentSkipListMap;":
                return new ConcurrentSkipListMap<>();
            case "Ljava/util/Properties;":
                return new Properties();
            case "Ljava/util/Set;":
            case "Ljava/util/AbstractSet;":
            case "Ljava/util/SequencedSet;":
            case "Ljava/util/HashSet;":
            case "Ljava/util/LinkedHashSet;":
                return new LinkedHashSet<>();
            case "Ljava/util/Map;":
            case "Ljava/util/AbstractMap;":
            case "Ljava/util/SequencedMap;":
            case "Ljava/util/HashMap;":
            case "Ljava/util/LinkedHashMap;":
                return new LinkedHashMap<>();
            case "Ljava/util/Optional;":
                return Optional.empty();
            case "Ljava/util/OptionalInt;":
                return OptionalInt.empty();
            case "Ljava/util/OptionalLong;":
                return OptionalLong.empty();
            case "Ljava/util/OptionalDouble;":
                return OptionalDouble.empty();
            case "Ljava/util/stream/Stream;":
                return Stream.empty();
            case "Ljava/util/stream/IntStream;":
                return IntStream.empty();
            case "Ljava/util/stream/LongStream;":
                return LongStream.empty();
            case "Ljava/util/stream/DoubleStream;":
                return DoubleStream.empty();
            default:
                throw new AssertionError(kind);
        }
    }
}
