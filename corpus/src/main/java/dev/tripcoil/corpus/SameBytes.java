package dev.tripcoil.corpus;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import jdk.jfr.Event;

/**
 * Runs in a JVM of its own, as its agent and its program: weaves the classes of the first of the jars that are named, at
 * load time in one class loader and later in another, takes the guards out again, and compares all class files on the
 * way. A transformer before the weaving one, and one after it, see what the JVM gives and what it gets.
 *
 * <p>Of a class that was loaded without a change the JVM keeps no class file. It puts one together when it must, with
 * members and constants in an order of its own: so what is woven later is compared with what was woven at load time
 * method by method, and everything else byte by byte.
 */
final class SameBytes {

    /** More of them make the JVM stop for longer, fewer make it stop more often. */
    private static final int BATCH = 200;

    private static Instrumentation jvm;

    private final List<String> names;
    private final Function<String, byte[]> source;
    private final Recorder before = new Recorder();
    private final Recorder after = new Recorder();
    private final Weaving weaving = new Weaving();
    private final List<String> differences = new ArrayList<>();

    /** Of which the JVM itself makes a class file that nobody can read: JDK 17 does of some records. */
    private final Set<String> malformed = new TreeSet<>();

    private int classes;
    private int wovenClasses;
    private int methods;
    private int reordered;
    private int comparedMethods;

    private SameBytes(List<JarClasses> jars) {
        names = new ArrayList<>(jars.get(0).names());
        source = CorpusLoader.firstOf(jars);
    }

    /** The JVM calls this before main. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        jvm = instrumentation;
    }

    public static void main(String... arguments) throws Exception {
        var jars = new ArrayList<JarClasses>();
        for (var argument : arguments) {
            jars.add(new JarClasses(Path.of(argument)));
        }
        var run = new SameBytes(jars);
        run.compare();
        for (var difference : run.differences) {
            System.out.println("DIFFERS " + difference);
        }
        for (var name : run.malformed) {
            System.out.println("note: the JVM makes a malformed class file of " + name);
        }
        System.out.println("same " + run.classes + " " + run.wovenClasses + " " + run.methods + " " + run.reordered
                + " " + run.comparedMethods);
    }

    private void compare() {
        leaveOutWhatTheJvmRefuses();
        var early = wovenAtLoad();
        var late = wovenLater();
        for (var entry : early.entrySet()) {
            var other = late.get(entry.getKey());
            if (other != null) {
                compareCode(entry.getKey(), entry.getValue(), other);
            }
        }
    }

    /** The JVM can't read every class file that it puts together for retransformation, though nobody changes it. */
    private void leaveOutWhatTheJvmRefuses() {
        listen(false);
        retransform(load(new CorpusLoader(source)));
        for (var difference : differences) {
            var name = difference.substring(0, difference.indexOf(' '));
            names.remove(name);
            malformed.add(name);
        }
        differences.clear();
    }

    /** Given to the JVM by the weaving transformer, and to it by the JVM. */
    private record Passed(byte[] given, byte[] woven) {
        boolean isWoven() {
            return !Arrays.equals(given, woven);
        }
    }

    private Map<String, Passed> wovenAtLoad() {
        listen(true);
        var types = load(new CorpusLoader(source));
        var passed = passed(types);
        classes = types.size();
        for (var type : types) {
            same(type, "given at load, and in the jar", passed.get(type.getName()).given, source.apply(type.getName()));
        }
        retransform(types);
        expect(types, "when woven again", passed, true);
        listen(false);
        retransform(types);
        expect(types, "after removal, of those woven at load", passed, false);
        return passed;
    }

    private Map<String, Passed> wovenLater() {
        listen(false);
        var types = load(new CorpusLoader(source));
        listen(true);
        retransform(types);
        var passed = passed(types);
        retransform(types);
        expect(types, "when woven later and again", passed, true);
        listen(false);
        retransform(types);
        expect(types, "after removal, of those woven later", passed, false);
        return passed;
    }

    /** One before the weaving, one after it: the order in which they are added. */
    private void listen(boolean weave) {
        jvm.removeTransformer(before);
        jvm.removeTransformer(weaving);
        jvm.removeTransformer(after);
        jvm.addTransformer(before, true);
        if (weave) {
            jvm.addTransformer(weaving, true);
        }
        jvm.addTransformer(after, true);
    }

    /**
     * Those of the jar's classes that link; but for those that the JDK has, too, and events of JFR, to which the JVM adds
     * methods itself.
     */
    private List<Class<?>> load(CorpusLoader loader) {
        before.from(loader);
        after.from(loader);
        weaving.from(loader);
        var types = new ArrayList<Class<?>>();
        for (var name : names) {
            if (loader.problemOf(name) == null) {
                try {
                    var type = loader.loadClass(name);
                    if (type.getClassLoader() == loader && !Event.class.isAssignableFrom(type)) {
                        types.add(type);
                    }
                } catch (ClassNotFoundException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return types;
    }

    private void retransform(List<Class<?>> types) {
        before.clear();
        after.clear();
        for (int i = 0; i < types.size(); i += BATCH) {
            retransformOrHalve(types.subList(i, Math.min(types.size(), i + BATCH)));
        }
    }

    private void retransformOrHalve(List<Class<?>> batch) {
        try {
            jvm.retransformClasses(batch.toArray(new Class<?>[0]));
        } catch (Throwable e) {
            if (batch.size() == 1) {
                var name = batch.get(0).getName();
                if (before.of(name) != null && !isReadable(before.of(name))) {
                    malformed.add(name);
                    return;
                }
                differences.add(batch.get(0).getName() + " can't be retransformed: " + e);
                return;
            }
            retransformOrHalve(batch.subList(0, batch.size() / 2));
            retransformOrHalve(batch.subList(batch.size() / 2, batch.size()));
        }
    }

    private Map<String, Passed> passed(List<Class<?>> types) {
        var passed = new LinkedHashMap<String, Passed>();
        for (var type : types) {
            passed.put(type.getName(), new Passed(before.of(type.getName()), after.of(type.getName())));
        }
        return passed;
    }

    /**
     * What the weaver leaves as it is, the JVM puts together anew whenever it is asked, and seldom twice alike: there it
     * counts that nobody changes it.
     */
    private void expect(List<Class<?>> types, String when, Map<String, Passed> expected, boolean woven) {
        for (var type : types) {
            var name = type.getName();
            if (expected.get(name).isWoven()) {
                same(type, "given " + when, before.of(name), expected.get(name).given);
                var last = woven ? expected.get(name).woven : expected.get(name).given;
                same(type, "left " + when, after.of(name), last);
            } else {
                same(type, "left " + when, after.of(name), before.of(name));
            }
        }
    }

    private void same(Class<?> type, String what, byte[] actual, byte[] expected) {
        if (!Arrays.equals(actual, expected)) {
            differences.add(type.getName() + ": " + what + ": " + length(actual) + " rather than " + length(expected));
        }
    }

    private static String length(byte[] classFile) {
        return classFile == null ? "nothing" : classFile.length + " bytes";
    }

    private static boolean isReadable(byte[] classFile) {
        try {
            Canonical.methods(classFile);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Woven early and woven late: the code differs only where that which the JVM gave did. */
    private void compareCode(String name, Passed early, Passed late) {
        if (late.given == null || !isReadable(late.given)) {
            malformed.add(name);
            return;
        }
        if (early.isWoven()) {
            wovenClasses++;
        }
        if (!Arrays.equals(early.given, late.given)) {
            reordered++;
        }
        var earlyGiven = Canonical.methods(early.given);
        var lateGiven = Canonical.methods(late.given);
        var earlyWoven = Canonical.methods(early.woven);
        var lateWoven = Canonical.methods(late.woven);
        if (!earlyWoven.keySet().equals(lateWoven.keySet())) {
            differences.add(name + ": other methods when woven later");
            return;
        }
        for (var method : earlyWoven.keySet()) {
            methods += earlyWoven.get(method).equals(earlyGiven.get(method)) ? 0 : 1;
            if (!earlyGiven.get(method).equals(lateGiven.get(method))) {
                continue;
            }
            comparedMethods++;
            if (!earlyWoven.get(method).equals(lateWoven.get(method))) {
                differences.add(name + "." + method + ": other code when woven later");
            }
        }
    }
}
