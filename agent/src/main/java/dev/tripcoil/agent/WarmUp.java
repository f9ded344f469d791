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
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Weaves a sample and calls a breaker, before the transformer is added: the classes that this takes are then loaded. One
 * that is loaded inside {@code transform} escapes every transformer, and may deadlock or close a circle of loading; and one
 * that is loaded by guarded calls pins the virtual threads that wait for it.
 */
final class WarmUp {

    private static final String SAMPLE = "dev.tripcoil.agent.WarmUp$Sample";

    private static final String RULES = """
            breakers:
              refuse: {}
              answer: {when-open: {return: null}}
              empty: {when-open: {return: []}}
              last: {when-open: {return-last: 1s}}
              call: {when-open: {call: 'dev.tripcoil.agent.WarmUp$Sample#choose'}}
              judge: {per: self, failures: {result-if: result == null, exception-if: "arg0 == '\\u0041'"}}
            rules:
              - {class: [dev.tripcoil.agent.WarmUp$Sample, '/never/'], method: 'choose(java.lang.Object, int)', breaker: answer}
              - {class: dev.tripcoil.agent.WarmUp$Samp*, method: missing, breaker: answer}
              - {class: dev.tripcoil.agent.WarmUp$Sample, method: list, breaker: empty}
              - {class: dev.tripcoil.agent.WarmUp$Sample, method: last, breaker: last}
              - {class: dev.tripcoil.agent.WarmUp$Sample, method: [called, later], breaker: call}
              - {class: dev.tripcoil.agent.WarmUp$Sample, method: count, breaker: judge}
              - {class: dev.tripcoil.agent.WarmUp$Sample, except: {method: 'd*'}, breaker: refuse}
              - {class: dev.tripcoil.agent.WarmUp$Sample, method: sum, breaker: refuse}
              - {subtype-of: missing.Type, class-annotation: missing.Type, returns: void, access: public, breaker: refuse}
              - {subtype-of: missing.Type, method-annotation: '*', except: {subtype-of: missing.Type}, breaker: refuse}
              - {class: dev.tripcoil.agent.WarmUp$Sample, method: '<init>(int)', breaker: refuse}
              - {class: dev.tripcoil.agent.WarmUp$Sample, method: '<init>()', breaker: answer}
            """;

    private boolean done;
    private boolean doneForJdk;

    /** What these rules need and rules before didn't. Does all that it can; whatever stands in its way, the agent goes on. */
    void run(ClassLoader own, RuleSet rules, Log log) {
        try {
            boolean jdk = weaver(rules, new Sites(new Nowhere()), new Coverage(rules.rules()))
                    .mayMeanJdkClasses();
            if (done && (doneForJdk || !jdk)) {
                return;
            }
            loadWhatWeavingMayNeed(own, jdk);
            weave(own, jdk);
            call(own);
            done = true;
            doneForJdk = jdk;
        } catch (Throwable e) {
            log.warn("the agent's own warm-up failed; it goes on all the same (please report it): " + e);
        }
    }

    /** No sample has everything that is in other people's class files. */
    private static void loadWhatWeavingMayNeed(ClassLoader own, boolean jdk) throws Exception {
        String sample = own.getResource(SAMPLE.replace('.', '/') + ".class").toString();
        if (sample.startsWith("jar:")) {
            URI file = new URI(sample.substring("jar:".length(), sample.lastIndexOf("!/")));
            try (JarFile jar = new JarFile(new File(file))) {
                loadPackage("org/objectweb/asm", jar, own, true);
                loadPackage("dev/tripcoil/weave", jar, own, true);
                loadPackage("dev/tripcoil/apply", jar, own, true);
                // One of them is a CompletableFuture: to initialize it would read the properties of the common pool.
                loadPackage("dev/tripcoil/guard", jar, own, false);
                loadPackage("dev/tripcoil/async", jar, own, false); // of it, guarded calls need the rest
                if (jdk) {
                    loadPackage("org/objectweb/asm/tree", jar, own, true);
                    loadPackage("org/objectweb/asm/tree/analysis", jar, own, true);
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

    private static void loadIfThere(String jdkClass) {
        try {
            Class.forName(jdkClass, true, null);
        } catch (ClassNotFoundException e) {
            // another version's
        }
    }

    private static void loadPackage(String name, JarFile jar, ClassLoader own, boolean initialize)
            throws ClassNotFoundException {
        String folder = name + "/";
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            String entry = entries.nextElement().getName();
            if (entry.startsWith(folder)
                    && entry.endsWith(".class")
                    && entry.indexOf('/', folder.length()) < 0
                    && !entry.endsWith("/package-info.class")) {
                String className = entry.substring(0, entry.length() - ".class".length());
                Class.forName(className.replace('/', '.'), initialize, own);
            }
        }
    }

    /**
     * What became of the sample.
     *
     * @param jdk whether it is to be treated as a class of the JDK, too
     */
    static Coverage weave(ClassLoader own, boolean jdk) throws IOException, RulesException {
        try (InputStream stream = own.getResourceAsStream(SAMPLE.replace('.', '/') + ".class")) {
            byte[] sample = stream.readAllBytes();
            return weave(RulesFile.parse("warm-up", RULES.getBytes(StandardCharsets.UTF_8)), sample, own, jdk);
        }
    }

    private static Coverage weave(RuleSet rules, byte[] sample, ClassLoader own, boolean jdk) {
        Coverage coverage = new Coverage(rules.rules());
        Sites sites = new Sites(new Nowhere());
        RuleWeaver weaver = weaver(rules, sites, coverage);
        ClassLoader loader = new ClassLoader(own) {};
        weaver.weave(loader, SAMPLE, false, sample);
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

    static void call(ClassLoader own) throws Throwable {
        call(own, definition(TripOn.DEFAULT, 0));
        Duration hour = Duration.ofHours(1);
        call(own, definition(new TripOn(0, 0, 50, 50, hour, new Window(5, null), 5), 1));
        call(own, definition(new TripOn(0, 0, 50, 0, hour, new Window(0, hour), 5), 1));
        noticeHangingCall();
        useKeys();
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
