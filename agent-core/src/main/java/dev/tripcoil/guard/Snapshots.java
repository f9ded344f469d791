package dev.tripcoil.guard;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.nio.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.Enumeration;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.BaseStream;

/**
 * Copies of arguments that a caller may change and use again: arrays, and the JDK's lists, sets, maps and dates. All else is taken as it is.
 * One is for the arguments of one call.
 */
final class Snapshots {

    /** Elements of arrays and containers, in all the arguments of a call: more are not copied each time, nor kept. */
    private static final int MOST = 10_000;

    private static final int DEEPEST = 8;

    private int elements;
    private boolean gaveUp;

    /**
     * Whether one of them can't be copied and should be: it is too large, or used up by those who look at it, or may come to be
     * another without its equals saying so.
     */
    boolean gaveUp() {
        return gaveUp;
    }

    Object copy(Object value, int depth) {
        if (value == null || value instanceof String) {
            return value;
        }
        Class<?> type = value.getClass();
        if (type.isArray()) {
            return depth < DEEPEST && count(Array.getLength(value)) ? copyArray(value, depth) : giveUp();
        }
        if (isUnsteady(value)) {
            return giveUp();
        }
        if (!type.getName().startsWith("java.util.")) {
            return value;
        }
        if (type == Date.class) {
            return new Date(((Date) value).getTime());
        }
        if (type.getName().startsWith("java.util.concurrent.atomic.") || value instanceof IdentityHashMap) {
            return giveUp();
        }
        if (value instanceof Collection) {
            return depth < DEEPEST && count(((Collection<?>) value).size())
                    ? copyCollection((Collection<?>) value, depth)
                    : giveUp();
        }
        if (value instanceof Map) {
            return depth < DEEPEST && count(((Map<?, ?>) value).size()) ? copyMap((Map<?, ?>) value, depth) : giveUp();
        }
        return value;
    }

    private Object giveUp() {
        gaveUp = true;
        return null;
    }

    private boolean count(int more) {
        elements += Math.min(more, MOST + 1);
        return elements <= MOST;
    }

    /** Such as equal only themselves, though what is in them changes. */
    private static boolean isUnsteady(Object value) {
        return value instanceof StringBuilder
                || value instanceof StringBuffer
                || value instanceof Buffer
                || value instanceof InputStream
                || value instanceof Reader
                || value instanceof Iterator
                || value instanceof Enumeration
                || value instanceof BaseStream;
    }

    private Object copyArray(Object array, int depth) {
        if (array instanceof Object[]) {
            Object[] copy = Arrays.copyOf((Object[]) array, ((Object[]) array).length, Object[].class);
            for (int i = 0; i < copy.length; i++) {
                copy[i] = copy(copy[i], depth + 1);
            }
            return copy;
        }
        if (array instanceof byte[]) {
            return ((byte[]) array).clone();
        }
        if (array instanceof int[]) {
            return ((int[]) array).clone();
        }
        if (array instanceof long[]) {
            return ((long[]) array).clone();
        }
        if (array instanceof char[]) {
            return ((char[]) array).clone();
        }
        if (array instanceof double[]) {
            return ((double[]) array).clone();
        }
        if (array instanceof float[]) {
            return ((float[]) array).clone();
        }
        if (array instanceof short[]) {
            return ((short[]) array).clone();
        }
        return ((boolean[]) array).clone();
    }

    private Object copyCollection(Collection<?> original, int depth) {
        if (!(original instanceof List) && !(original instanceof Set)) {
            return giveUp(); // queues and the like equal only themselves
        }
        Collection<Object> copy =
                original instanceof List ? new ArrayList<>(original.size()) : new LinkedHashSet<>(original.size() * 2);
        int size = 0;
        for (Object each : original) {
            copy.add(copy(each, depth + 1));
            size++;
        }
        // A set may take for different what its elements' equals takes for the same.
        return copy.size() == size ? copy : giveUp();
    }

    private Object copyMap(Map<?, ?> original, int depth) {
        Map<Object, Object> copy = new LinkedHashMap<>(original.size() * 2);
        int size = 0;
        for (Map.Entry<?, ?> each : original.entrySet()) {
            copy.put(copy(each.getKey(), depth + 1), copy(each.getValue(), depth + 1));
            size++;
        }
        return copy.size() == size ? copy : giveUp();
    }

    /** Of a copy; arrays by what is in them. */
    static int hash(Object copy) {
        if (copy == null) {
            return 0;
        }
        if (copy instanceof Object[]) {
            int hash = 1;
            for (Object each : (Object[]) copy) {
                hash = 31 * hash + hash(each);
            }
            return hash;
        }
        if (copy.getClass() == ArrayList.class) {
            int hash = 2;
            for (Object each : (List<?>) copy) {
                hash = 31 * hash + hash(each);
            }
            return hash;
        }
        if (copy.getClass().isArray()) {
            return hashOfPrimitives(copy);
        }
        return copy.hashCode();
    }

    private static int hashOfPrimitives(Object array) {
        if (array instanceof byte[]) {
            return Arrays.hashCode((byte[]) array);
        }
        if (array instanceof int[]) {
            return Arrays.hashCode((int[]) array);
        }
        if (array instanceof long[]) {
            return Arrays.hashCode((long[]) array);
        }
        if (array instanceof char[]) {
            return Arrays.hashCode((char[]) array);
        }
        if (array instanceof double[]) {
            return Arrays.hashCode((double[]) array);
        }
        if (array instanceof float[]) {
            return Arrays.hashCode((float[]) array);
        }
        if (array instanceof short[]) {
            return Arrays.hashCode((short[]) array);
        }
        return Arrays.hashCode((boolean[]) array);
    }

    /** Of two copies; arrays by what is in them. */
    static boolean equal(Object a, Object b) {
        if (a == b) {
            return true;
        }
        if (a == null || b == null) {
            return false;
        }
        if (a instanceof Object[] || a.getClass() == ArrayList.class) {
            return a.getClass() == b.getClass() && equalEach(a, b);
        }
        return a.getClass().isArray() ? equalPrimitives(a, b) : a.equals(b);
    }

    private static boolean equalEach(Object a, Object b) {
        Object[] ofA = a instanceof Object[] ? (Object[]) a : ((List<?>) a).toArray();
        Object[] ofB = b instanceof Object[] ? (Object[]) b : ((List<?>) b).toArray();
        if (ofA.length != ofB.length) {
            return false;
        }
        for (int i = 0; i < ofA.length; i++) {
            if (!equal(ofA[i], ofB[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalPrimitives(Object a, Object b) {
        if (a instanceof byte[]) {
            return b instanceof byte[] && Arrays.equals((byte[]) a, (byte[]) b);
        }
        if (a instanceof int[]) {
            return b instanceof int[] && Arrays.equals((int[]) a, (int[]) b);
        }
        if (a instanceof long[]) {
            return b instanceof long[] && Arrays.equals((long[]) a, (long[]) b);
        }
        if (a instanceof char[]) {
            return b instanceof char[] && Arrays.equals((char[]) a, (char[]) b);
        }
        if (a instanceof double[]) {
            return b instanceof double[] && Arrays.equals((double[]) a, (double[]) b);
        }
        if (a instanceof float[]) {
            return b instanceof float[] && Arrays.equals((float[]) a, (float[]) b);
        }
        if (a instanceof short[]) {
            return b instanceof short[] && Arrays.equals((short[]) a, (short[]) b);
        }
        return b instanceof boolean[] && Arrays.equals((boolean[]) a, (boolean[]) b);
    }
}
