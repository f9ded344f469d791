package dev.tripcoil.guard;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Ticker;
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
import java.util.function.Consumer;

/**
 * The guarded methods, by the number that their woven code carries. A number is never used for another method; a method
 * that is woven again in the same way, in the same class loader, keeps its own. Thread-safe; reading takes no lock.
 *
 * <p>Class loaders are held weakly: with one go its sites.
 */
public final class Sites {

    private final Faults faults;
    private final Answers answers;
    /** Of each loader's classes, by name, the methods' numbers. */
    private final Map<LoaderKey, Map<String, Map<String, Integer>>> numbers = new HashMap<>();

    private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
    private int count;
    private volatile Site[] sites = new Site[64];

    private final QuickCalls quick = new QuickCalls();

    public Sites(Reports reports) {
        this(reports, Ticker.system());
    }

    Sites(Reports reports, Ticker ticker) {
        faults = new Faults(reports);
        answers = new Answers(reports, faults, ticker);
    }

    /** Where to tell of what must harm nobody. */
    Faults faults() {
        return faults;
    }

    /**
     * Has the hook begin calls by itself from here on, where all is well.
     *
     * @param field writes its field; null for not any more
     */
    void publish(Consumer<long[][][][]> field) {
        synchronized (numbers) {
            quick.publish(field);
        }
    }

    /** The site has been called another way: the next call may be quick, where it takes nothing more. */
    void mayBeQuick(Site site) {
        Breaker plain = site.plain();
        if (plain == null || quick.knows(site.number(), plain.cells().pairs())) {
            return;
        }
        synchronized (numbers) {
            if (sites[site.number()] == site) {
                quick.know(site.number(), plain.cells().pairs());
            }
        }
    }

    /** Null when there is nothing to guard there, or not any more. */
    Site at(int number) {
        return sites[number];
    }

    /**
     * The number for a method of a class, which {@link #open} must follow before the woven class can run.
     *
     * @param loader the class's loader; null for the bootstrap loader
     * @param shape of the woven code, in short: code of another shape, which may be running still, has a number of its own
     */
    public int number(ClassLoader loader, String className, String methodName, String descriptor, String shape) {
        String method = methodName + descriptor + shape;
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
            quick.makeRoom(number);
            return number;
        }
    }

    /**
     * How a method is to be guarded. Runs while a class is being transformed: loads none of the application's.
     *
     * @throws MisfitException if the method can't be guarded as the rules say
     */
    public Plan plan(Breaker breaker, GuardedMethod method, ClassLookup lookup) throws MisfitException {
        return plan(breaker, method, lookup, Judging.NONE, List.of());
    }

    /**
     * Likewise, of a method whose rules have expressions.
     *
     * @param used the variables that they use: -1 for the receiver, and numbers of parameters, ascending
     */
    public Plan plan(Breaker breaker, GuardedMethod method, ClassLookup lookup, Judging judging, List<Integer> used)
            throws MisfitException {
        Definition definition = breaker.definition();
        Answering answering = method.isConstructor()
                ? answers.ofConstructor(definition.answer())
                : answers.of(definition, method, lookup);
        Following following = null;
        if (method.finish() == GuardedMethod.Finish.STAGE) {
            following = new FollowStage();
            if (definition.alsoOnFailure() && StageType.made(method, lookup) != null) {
                throw new MisfitException(
                        "also-on-failure: the caller would get a CompletableFuture of ours, and the method"
                                + " is declared to return another type; remove also-on-failure, or guard a method that waits for the result");
            }
        }
        GivenVariables given = answering.needsAllGiven() ? GivenVariables.all(method) : new GivenVariables(used, false);
        return new Plan(
                method.kind(),
                method.finish() == GuardedMethod.Finish.CONTINUATION,
                breaker,
                answering,
                judging,
                answering.memory(),
                following,
                definition.alsoOnFailure(),
                given);
    }

    /**
     * From now on calls that carry the number are guarded.
     *
     * @param frame the method with its first line
     */
    public void open(int number, ClassLoader loader, Plan plan, StackTraceElement frame) {
        WeakReference<ClassLoader> weak = loader == null ? null : new WeakReference<>(loader);
        Site site = new Site(number, weak, frame, plan);
        Site before = sites[number];
        boolean followed = before != null && plan.answering.follow(before.answering());
        synchronized (numbers) {
            Site[] all = sites;
            quick.know(number, null);
            all[number] = site;
            sites = all; // a volatile write, after which every thread sees the site
        }
        if (before != null && !followed) {
            before.answering().close(before);
        }
    }

    /**
     * From now on no call of the class is guarded but those of the given methods: of the others, woven code may be around for
     * some time still.
     *
     * @param open numbers of methods that stay as they are
     */
    public void keepOnly(ClassLoader loader, String className, Set<Integer> open) {
        List<Site> closed = new ArrayList<>();
        synchronized (numbers) {
            Map<String, Map<String, Integer>> ofLoader = numbers.get(new LoaderKey(loader, null));
            Map<String, Integer> ofClass = ofLoader == null ? null : ofLoader.get(className);
            if (ofClass == null) {
                return;
            }
            Site[] all = sites;
            for (Integer number : ofClass.values()) {
                if (!open.contains(number)) {
                    shut(all, number, closed);
                }
            }
            sites = all;
        }
        close(closed);
    }

    /**
     * From now on no call that carries the number is guarded, unless another plan has been opened for it meanwhile.
     *
     * @param problem why, for people
     */
    public void close(int number, Plan plan, String problem) {
        List<Site> closed = new ArrayList<>();
        synchronized (numbers) {
            Site[] all = sites;
            if (all[number] != null && all[number].isBy(plan)) {
                shut(all, number, closed);
            }
            sites = all;
        }
        close(closed);
        faults.unusable(problem);
    }

    /** From now on no call is guarded but by these breakers. */
    public void keepOnly(Collection<Breaker> breakers) {
        Set<Breaker> kept = new HashSet<>(breakers); // by identity: a breaker has no equals
        List<Site> closed = new ArrayList<>();
        synchronized (numbers) {
            Site[] all = sites;
            for (int number = 0; number < count; number++) {
                if (all[number] != null && !kept.contains(all[number].breaker())) {
                    shut(all, number, closed);
                }
            }
            sites = all;
        }
        close(closed);
    }

    private void shut(Site[] all, int number, List<Site> closed) {
        if (all[number] != null) {
            closed.add(all[number]);
            all[number] = null;
            quick.know(number, null);
        }
    }

    /** Holding no lock: it calls the application's class loader. */
    private static void close(List<Site> closed) {
        for (Site site : closed) {
            site.answering().close(site);
        }
    }

    /** Lets go of what answers would have been made of, and is too old for it. For a thread of the agent's, now and then. */
    public void sweep() {
        for (Site site : sites) {
            if (site != null) {
                site.answering().sweep();
            }
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
            if (site == null || !site.breaker().name().equals(breaker)) {
                continue;
            }
            ClassLoader loader = site.loader();
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
                    quick.know(number, null);
                }
            }
        }
    }
}
