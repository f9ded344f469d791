package dev.tripcoil.guard;

import dev.tripcoil.breaker.Breaker;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The guarded methods, by the number that their woven code carries. A number is never used for another method; a method
 * that is woven again, in the same class loader, keeps its own. Thread-safe; reading takes no lock.
 *
 * <p>Class loaders are held weakly: with one go its sites.
 */
public final class Sites {

    private final Reports reports;
    /** Of each loader's classes, by name, the methods' numbers. */
    private final Map<LoaderKey, Map<String, Map<String, Integer>>> numbers = new HashMap<>();

    private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
    private int count;
    private volatile Site[] sites = new Site[64];

    public Sites(Reports reports) {
        this.reports = reports;
    }

    /** Null when there is nothing to guard there, or not any more. */
    Site at(int number) {
        return sites[number];
    }

    /**
     * The number for a method of a class, which {@link #open} must follow before the woven class can run.
     *
     * @param loader the class's loader; null for the bootstrap loader
     */
    public int number(ClassLoader loader, String className, String methodName, String descriptor) {
        String method = methodName + descriptor;
        synchronized (numbers) {
            forgetGoneLoaders();
            LoaderKey key = new LoaderKey(loader, gone);
            Map<String, Map<String, Integer>> ofLoader = numbers.get(key);
            if (ofLoader == null) {
                ofLoader = new HashMap<>();
                numbers.put(key, ofLoader);
            }
            Map<String, Integer> ofClass = ofLoader.get(className);
            if (ofClass == null) {
                ofClass = new HashMap<>();
                ofLoader.put(className, ofClass);
            }
            Integer known = ofClass.get(method);
            if (known != null) {
                return known;
            }
            int number = count++;
            ofClass.put(method, number);
            if (number >= sites.length) {
                sites = Arrays.copyOf(sites, sites.length * 2);
            }
            return number;
        }
    }

    /** What a refused call of a method gets. */
    public Plan plan(Breaker breaker, String returns, EnumLookup enums) throws MisfitException {
        return new Plan(breaker, Answers.of(breaker.definition().answer(), returns, enums, reports));
    }

    /** What a refused call of a constructor gets, which can only be an exception. */
    public Plan planConstructor(Breaker breaker) throws MisfitException {
        return new Plan(breaker, Answers.ofConstructor(breaker.definition().answer(), reports));
    }

    /**
     * From now on calls that carry the number are guarded.
     *
     * @param frame the method with its first line
     */
    public void open(int number, ClassLoader loader, Plan plan, StackTraceElement frame) {
        WeakReference<ClassLoader> weak = loader == null ? null : new WeakReference<>(loader);
        Site site = new Site(number, plan.breaker, plan.answering, frame, weak);
        synchronized (numbers) {
            Site[] all = sites;
            all[number] = site;
            sites = all; // a volatile write, after which every thread sees the site
        }
    }

    /**
     * From now on no call of the class is guarded but those of the given methods: of the others, woven code may be around for
     * some time still.
     *
     * @param open numbers of methods that stay as they are
     */
    public void keepOnly(ClassLoader loader, String className, Set<Integer> open) {
        synchronized (numbers) {
            Map<String, Map<String, Integer>> ofLoader = numbers.get(new LoaderKey(loader, null));
            Map<String, Integer> ofClass = ofLoader == null ? null : ofLoader.get(className);
            if (ofClass == null) {
                return;
            }
            Site[] all = sites;
            for (Integer number : ofClass.values()) {
                if (!open.contains(number)) {
                    all[number] = null;
                }
            }
            sites = all;
        }
    }

    /** From now on no call is guarded but by these breakers. */
    public void keepOnly(Collection<Breaker> breakers) {
        Set<Breaker> kept = new HashSet<>(breakers); // by identity: a breaker has no equals
        synchronized (numbers) {
            Site[] all = sites;
            for (int number = 0; number < count; number++) {
                if (all[number] != null && !kept.contains(all[number].breaker())) {
                    all[number] = null;
                }
            }
            sites = all;
        }
    }

    /**
     * The loaders of the classes that the breaker guards, the one first whose class has come last. Without the bootstrap
     * loader, and those that are gone.
     *
     * @param breaker its name in the rules
     */
    public List<ClassLoader> loadersOf(String breaker) {
        List<ClassLoader> loaders = new ArrayList<>();
        Site[] all = sites;
        for (int number = all.length - 1; number >= 0; number--) {
            Site site = all[number];
            if (site == null || !site.breaker().definition().name().equals(breaker)) {
                continue;
            }
            ClassLoader loader = site.loader() == null ? null : site.loader().get();
            boolean known = loader == null;
            for (ClassLoader each : loaders) {
                known |= each == loader; // equals is the application's
            }
            if (!known) {
                loaders.add(loader);
            }
        }
        return loaders;
    }

    private void forgetGoneLoaders() {
        for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
            Map<String, Map<String, Integer>> ofLoader = numbers.remove(key);
            if (ofLoader == null) {
                continue;
            }
            for (Map<String, Integer> ofClass : ofLoader.values()) {
                for (Integer number : ofClass.values()) {
                    sites[number] = null;
                }
            }
        }
    }

    /** How one method will be guarded. */
    public static final class Plan {
        final Breaker breaker;
        final Answering answering;

        Plan(Breaker breaker, Answering answering) {
            this.breaker = breaker;
            this.answering = answering;
        }

        public Breaker breaker() {
            return breaker;
        }

        /** Whether the woven method must be able to return an answer. */
        public boolean answersWithValue() {
            return !(answering instanceof Refuse);
        }
    }
}
