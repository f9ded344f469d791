package dev.tripcoil.agent;

import dev.tripcoil.CircuitOpenException;
import dev.tripcoil.apply.Coverage;
import dev.tripcoil.apply.RuleWeaver;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Definition.HalfOpenTerms;
import dev.tripcoil.breaker.Definition.OpenFor;
import dev.tripcoil.breaker.Definition.TripOn;
import dev.tripcoil.breaker.Definition.Window;
import dev.tripcoil.breaker.Permit;
import dev.tripcoil.breaker.SplitBreaker;
import dev.tripcoil.breaker.Ticker;
import dev.tripcoil.expression.Lookups;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.guard.GuardedMethod;
import dev.tripcoil.guard.Reports;
import dev.tripcoil.guard.Sites;
import dev.tripcoil.rules.RuleSet;
import dev.tripcoil.rules.RulesException;
import dev.tripcoil.rules.RulesFile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Weaves a sample and calls a breaker, before the transformer is added: the classes that this takes are then loaded. One
 * that is loaded inside {@code transform} escapes every transformer, and may deadlock or close a circle of loading; and one
 * that is loaded by guarded calls pins the virtual threads that wait for it.
 */
final class WarmUp {

    private static final String SAMPLE = "dev.tripcoil.agent.WarmUp$Sample";

    private static final String CLASS = "  - {class: dev.tripcoil.agent.WarmUp$Sample, ";

    /** What every rule takes. */
    private static final String BREAKERS = """
            breakers:
              refuse: {}
            """;

    private static final String RULES = """
              - {class: dev.tripcoil.agent.WarmUp$Samp*, method: missing, breaker: refuse}
              - {class: [dev.tripcoil.agent.WarmUp$Sample, '/never/'], except: {method: 'd*'}, breaker: refuse}
            """ + CLASS + "method: [sum, stage], breaker: refuse}\n";

    /** Whose classes weaving and guarded calls take. */
    private static final String[] PACKAGES = {
        "dev.tripcoil.guard.", // one of them is a CompletableFuture, which reads the properties of the common pool
        "dev.tripcoil.async.", // of it, guarded calls need the rest
        "dev.tripcoil.weave.",
        "dev.tripcoil.apply.",
        "org.objectweb.asm.",
        "org.objectweb.asm.tree.",
        "org.objectweb.asm.tree.analysis.",
    };

    /** The first so many are not initialized. */
    private static final int NOT_INITIALIZED = 2;

    /** After the first so many come those for classes of the JDK. */
    private static final int FOR_ALL = 5;

    /** Of these, the names without their packages that only such rules take; nested classes are with their outer ones. */
    private static final Map<Extra, Set<String>> ONLY = Map.of(
            Extra.ANSWERS,
            Set.of(
                    "Assignments",
                    "Boxes",
                    "CallFallback",
                    "FallbackMethod",
                    "FallbackSearch",
                    "GiveConstant",
                    "GiveEmpty",
                    "GiveEnum",
                    "GiveLast",
                    "LastResults",
                    "Primitives",
                    "Scalars",
                    "Snapshots"),
            Extra.EXPRESSIONS,
            Set.of("CompiledClass", "OutlinedTypes", "TypeMembers"),
            Extra.CONSTRUCTORS,
            Set.of("InferredConstruction"),
            Extra.JDK_CLASSES,
            Set.of("WovenCheck"));

    private boolean done;
    private final Set<Extra> doneExtras = EnumSet.noneOf(Extra.class);

    /** What these rules need and rules before didn't. Does all that it can; whatever stands in its way, the agent goes on. */
    void run(ClassLoader own, RuleSet rules, Log log) {
        try {
            boolean jdk = weaver(rules, new Sites(new Nowhere()), new Coverage(rules.rules()))
                    .mayMeanJdkClasses();
            Set<Extra> extras = Extra.of(rules, jdk);
            extras.removeAll(doneExtras);
            if (done && extras.isEmpty()) {
                return;
            }
            loadWhatWeavingMayNeed(own, extras);
            weave(own, extras);
            call(own, extras);
            done = true;
            doneExtras.addAll(extras);
        } catch (Throwable e) {
            log.warn("the agent's own warm-up failed; it goes on all the same (please report it): " + e);
        }
    }

    /** No sample has everything that is in other people's class files. */
    private static void loadWhatWeavingMayNeed(ClassLoader own, Set<Extra> extras) throws Exception {
        if (own instanceof Iterable) { // an AgentLoader, whose class is the entry's
            List<String> names = Preload.names(own);
            for (int i = 0; i < names.size(); i++) {
                load(names.get(i), own, extras);
            }
            if (!extras.isEmpty()) {
                for (Object each : (Iterable<?>) own) { // slow: all there is in the jar
                    load((String) each, own, extras);
                }
            }
        }
        // What ASM gives constants as; the JDK has seldom needed these two before.
        Byte.valueOf((byte) 0);
        Short.valueOf((short) 0);
        // What the JDK reads its own image with, where a loader looks for a class file there: the JVM loads the types
        // of a method's parameters at last when it compiles the method, and then whoever calls it waits.
        loadIfThere("jdk.internal.misc.ScopedMemoryAccess$Scope"); // up to JDK 18
        loadIfThere("jdk.internal.foreign.MemorySessionImpl");
    }

    /** Also of those that were done before; they are there then. */
    private static boolean isWanted(String simpleName, Set<Extra> extras) {
        int nested = simpleName.indexOf('$');
        String outer = nested < 0 ? simpleName : simpleName.substring(0, nested);
        for (Map.Entry<Extra, Set<String>> only : ONLY.entrySet()) {
            if (only.getValue().contains(outer)) {
                return extras.contains(only.getKey());
            }
        }
        return true;
    }

    /** Whether every start loads the class, whatever the rules ask for. */
    static boolean isWantedByAll(String className) {
        int nameBegins = className.lastIndexOf('.') + 1;
        for (int i = 0; i < FOR_ALL; i++) {
            if (className.substring(0, nameBegins).equals(PACKAGES[i])) {
                return isWanted(className.substring(nameBegins), EnumSet.noneOf(Extra.class));
            }
        }
        return false;
    }

    private static void load(String className, ClassLoader own, Set<Extra> extras) throws ClassNotFoundException {
        int nameBegins = className.lastIndexOf('.') + 1;
        String packageName = className.substring(0, nameBegins);
        for (int i = 0; i < PACKAGES.length; i++) {
            boolean wanted = i < FOR_ALL || extras.contains(Extra.JDK_CLASSES);
            if (wanted && packageName.equals(PACKAGES[i]) && isWanted(className.substring(nameBegins), extras)) {
                Class.forName(className, i >= NOT_INITIALIZED, own);
                return;
            }
        }
    }

    private static void loadIfThere(String jdkClass) {
        try {
            Class.forName(jdkClass, false, null); // it would make lambdas for itself
        } catch (ClassNotFoundException e) {
            // another version's
        }
    }

    /** What became of the sample. */
    static Coverage weave(ClassLoader own, Set<Extra> extras) throws IOException, RulesException {
        String rules = rules(extras);
        try (InputStream stream = own.getResourceAsStream(SAMPLE.replace('.', '/') + ".class")) {
            byte[] sample = stream.readAllBytes();
            return weave(
                    RulesFile.parse("warm-up", rules.getBytes(StandardCharsets.UTF_8)),
                    sample,
                    own,
                    extras.contains(Extra.JDK_CLASSES));
        }
    }

    /** The sample's, of which the first that selects a method counts. */
    private static String rules(Set<Extra> extras) {
        StringBuilder breakers = new StringBuilder(BREAKERS);
        StringBuilder rules = new StringBuilder("rules:\n");
        if (extras.contains(Extra.ANSWERS)) {
            breakers.append("  answer: {when-open: {return: null}}\n")
                    .append("  empty: {when-open: {return: []}}\n")
                    .append("  last: {when-open: {return-last: 1s}}\n")
                    .append("  call: {when-open: {call: 'dev.tripcoil.agent.WarmUp$Sample#choose'}}\n");
            rules.append(CLASS).append("method: 'choose(java.lang.Object, int)', breaker: answer}\n");
            rules.append(CLASS).append("method: list, breaker: empty}\n");
            rules.append(CLASS).append("method: last, breaker: last}\n");
            rules.append(CLASS).append("method: [called, later], breaker: call}\n");
            rules.append(CLASS).append("method: '<init>()', breaker: answer}\n");
        }
        if (extras.contains(Extra.EXPRESSIONS)) {
            breakers.append(
                    "  judge: {per: self, failures: {result-if: result == null, exception-if: \"arg0 == '\\u0041'\"}}\n");
            rules.append(CLASS).append("method: count, breaker: judge}\n");
        }
        if (extras.contains(Extra.CONSTRUCTORS)) {
            rules.append(CLASS).append("method: '<init>(int)', breaker: refuse}\n");
        }
        rules.append(RULES);
        if (extras.contains(Extra.SELECTORS)) {
            rules.append(
                    "  - {subtype-of: missing.Type, class-annotation: missing.Type, returns: void, access: public, breaker: refuse}\n");
            rules.append(
                    "  - {subtype-of: missing.Type, method-annotation: '*', except: {subtype-of: missing.Type}, breaker: refuse}\n");
        }
        return breakers.append(rules).toString();
    }

    /** @param jdk whether it is to be treated as a class of the JDK, too */
    private static Coverage weave(RuleSet rules, byte[] sample, ClassLoader own, boolean jdk) {
        Coverage coverage = new Coverage(rules.rules());
        Sites sites = new Sites(new Nowhere());
        RuleWeaver weaver = weaver(rules, sites, coverage);
        weaver.weave(new ClassLoader(own) {}, SAMPLE, false, sample);
        weaver.weave(ClassLoader.getSystemClassLoader(), SAMPLE, false, sample); // whose resources come from jars
        if (jdk) {
            weaver.weave(null, SAMPLE, true, sample);
        }
        weaver.weave(null, SAMPLE + "s", true, sample); // only a wildcard's
        weaver.weave(null, SAMPLE, false, new byte[] {1, 2, 3});
        new Transformer(weaver, new Guard(sites, new Nowhere()))
                .transform(Object.class.getModule(), null, "warm/Up", null, null, sample);
        return coverage;
    }

    private static RuleWeaver weaver(RuleSet rules, Sites sites, Coverage coverage) {
        Map<String, Breaker> breakers = new HashMap<>();
        for (Definition definition : rules.breakers().values()) {
            breakers.put(definition.name(), new Breaker(definition, Ticker.system(), new Silent()));
        }
        return new RuleWeaver(rules.rules(), breakers, sites, coverage, new NoLookups());
    }

    static void call(ClassLoader own, Set<Extra> extras) throws Throwable {
        call(own, definition(TripOn.DEFAULT, 0));
        if (extras.contains(Extra.CRITERIA)) {
            Duration hour = Duration.ofHours(1);
            call(own, definition(new TripOn(0, 0, 50, 50, hour, new Window(5, null), 5), 1));
            call(own, definition(new TripOn(0, 0, 50, 0, hour, new Window(0, hour), 5), 1));
            noticeHangingCall();
        }
        if (extras.contains(Extra.EXPRESSIONS)) {
            useKeys();
        }
    }

    /** More than there is room for, of which one can't go. */
    private static void useKeys() {
        SplitBreaker split = new SplitBreaker(Definition.named("warm-up"), 1, Ticker.system(), new Silent());
        Breaker gone = split.of("a");
        for (String key : new String[] {"b", "x".repeat(300)}) {
            Breaker breaker = split.of(key);
            breaker.succeeded(breaker.enter());
        }
        Permit permit = gone.enter();
        permit.breaker().label();
        split.of("c");
        permit.breaker().ignored(permit);
    }

    private static void noticeHangingCall() {
        TripOn slow = new TripOn(0, 0, 0, 50, Duration.ofNanos(1), new Window(5, null), 5);
        Breaker breaker = new Breaker(definition(slow, 0), Ticker.system(), new Silent());
        Permit hanging = breaker.enter();
        breaker.status();
        breaker.ignored(hanging);
    }

    /** One that stays open for no time to speak of. */
    private static Definition definition(TripOn tripOn, int maxConcurrent) {
        Definition usual = Definition.named("warm-up");
        return new Definition(
                usual.name(),
                null,
                tripOn,
                OpenFor.always(Duration.ofNanos(1)),
                maxConcurrent,
                new HalfOpenTerms(1, 1, 0, Duration.ofHours(1)),
                usual.failures(),
                usual.answer(),
                usual.startAs());
    }

    /** Through every state. */
    private static void call(ClassLoader own, Definition definition) throws Throwable {
        Breaker breaker = new Breaker(definition, Ticker.system(), new Silent());
        Sites sites = new Sites(new Nowhere());
        int site = sites.number(own, SAMPLE, "done", "()V", "");
        GuardedMethod done = new GuardedMethod(SAMPLE, "done", "()V", false, GuardedMethod.Finish.RETURN);
        sites.open(site, own, sites.plan(breaker, done, null), new StackTraceElement(SAMPLE, "done", null, -1));
        Guard guard = new Guard(sites, new Nowhere());
        for (int i = 0; i < 6; i++) {
            guard.fail(new IOException(), guard.enter(site)); // opens it, and fails a trial
        }
        Object paused = guard.pause(guard.enter(site)); // a constructor's trial
        guard.exit(guard.enter(site)); // a trial that succeeds, in the constructor that it calls
        guard.exit(guard.resume(paused));
        Permit first = breaker.enter();
        Permit second = breaker.enter();
        if (!second.letsThrough()) {
            breaker.explain(second); // no room beside the first
        } else {
            breaker.ignored(second);
        }
        breaker.ignored(first);
        breaker.forceOpen();
        try {
            guard.enter(site);
        } catch (CircuitOpenException refused) {
            breaker.metricsOnly();
        }
        for (int i = 0; i < 6; i++) {
            guard.fail(new IOException(), guard.enter(site)); // it would have opened
        }
        breaker.disable();
        guard.exit(guard.enter(site));
        breaker.status();
    }

    /** Methods of several shapes; never loaded, only read. */
    @Deprecated
    static final class Sample extends Before implements Runnable {
        Sample() {
            this(1);
        }

        Sample(int some) {
            super(some > 1 ? "more" : "one");
        }

        @Override
        @Deprecated
        public void run() {}

        TripcoilAgent agent() {
            return null;
        }

        static Object choose(Object some, int times) {
            for (int i = 0; i < times; i++) {
                if (some instanceof String) {
                    return some;
                }
            }
            return null;
        }

        long sum(long first, double second) {
            try {
                return first + (long) second;
            } finally {
                done();
            }
        }

        int count() {
            return 1;
        }

        java.util.concurrent.CompletableFuture<String[]> stage() {
            return null;
        }

        java.util.concurrent.Flow.Publisher<String> flow() {
            return null;
        }

        java.util.concurrent.CompletionStage<String> last(String some) {
            return null;
        }

        Object called(String some, short times) {
            return some;
        }

        int later() {
            return 1;
        }

        java.util.List<String> list() {
            return java.util.List.of();
        }

        void done() {}
    }

    /** The superclass of the sample. */
    static class Before {
        Before(String some) {}
    }

    /** Nothing of the sample is called. */
    private static final class NoLookups implements Lookups {
        @Override
        public MethodHandles.Lookup in(Class<?> type) {
            throw new IllegalStateException();
        }
    }

    private static final class Silent implements Consumer<Breaker> {
        @Override
        public void accept(Breaker breaker) {}
    }

    private static final class Nowhere implements Reports {
        @Override
        public void internalError(Throwable fault) {}

        @Override
        public void ignored(Breaker breaker, Throwable error) {}

        @Override
        public void unanswerable(Breaker breaker, String problem) {}

        @Override
        public void expressionFailed(Breaker breaker, String expression, StackTraceElement method, Throwable fault) {}
    }
}
