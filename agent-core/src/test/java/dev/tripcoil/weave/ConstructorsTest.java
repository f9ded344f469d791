package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tripcoil.weave.subjects.Built;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guarded constructors, as javac writes them, run. Nothing else is guarded here. */
class ConstructorsTest {

    private final Loader loader = new Loader();
    private HookRecorder hook;

    @BeforeEach
    void listen() {
        hook = new HookRecorder();
    }

    @AfterEach
    void stop_listening() {
        hook.close();
    }

    @Test
    void every_kind_of_constructor_does_what_it_did() throws Exception {
        Built.LOG.clear();
        var expected = Built.all();

        assertThat(loader.type("").getMethod("all").invoke(null)).isEqualTo(expected);

        assertThat(log()).isEqualTo(Built.LOG);
        assertThat(loader.unwoven).isEmpty();
        assertThat(events()).hasSizeGreaterThan(50);
        var open = new ArrayList<String>();
        for (var event : events()) {
            var words = event.split(" ");
            if (words[0].equals("enter") || words[0].equals("resume")) {
                open.add(words[1]);
            } else {
                assertThat(open.remove(open.size() - 1)).isEqualTo(words[1]);
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void constructor_that_returns_is_left_well() throws Exception {
        assertThat(make("Plain", "own")).isNull();
        assertThat(events()).containsExactly("enter Plain", "exit Plain");
    }

    @Test
    void constructor_that_throws_has_failed() throws Exception {
        assertThat(make("Plain", "fail")).hasMessage("fail").isSameAs(hook.lastError);
        assertThat(events()).containsExactly("enter Plain", "fail Plain java.lang.IllegalStateException");
        assertThat(hook.freedBeforeFail).isTrue();
    }

    @Test
    void refusal_comes_before_anything_runs() throws Exception {
        loader.type("$Derived"); // has its static parts done
        var refusal = new IllegalStateException("refused");
        hook.refuseWith(refusal);

        assertThat(make("Derived", "argument", "base", "own")).isSameAs(refusal);
        assertThat(make("Delegating", "argument", "other", "own")).isSameAs(refusal);
        assertThat(make("Failing", "own")).isSameAs(refusal);

        assertThat(log()).isEmpty();
        assertThat(events()).containsExactly("enter Derived", "enter Delegating", "enter Failing");
    }

    @Test
    void refusal_shows_the_line_where_the_constructor_begins() throws Exception {
        Class<?> type = loader.type("$Derived");
        hook.refuse(() -> new IllegalStateException("refused"));
        var frame = frameOf(make("Derived", "argument", "base", "own"), type);
        hook.refuse(null);
        var first = frameOf(make("Derived", "fail in the first line", "base", "own"), type);
        assertThat(frame).isEqualTo(first);
    }

    private static StackTraceElement frameOf(Throwable error, Class<?> type) {
        return Arrays.stream(error.getStackTrace())
                .filter(frame -> frame.getClassName().equals(type.getName()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void argument_of_super_that_fails_is_a_failure() throws Exception {
        assertThat(make("Derived", "fail", "base", "own")).hasMessage("fail");
        assertThat(events()).containsExactly("enter Derived", "fail Derived java.lang.IllegalStateException");
        assertThat(log()).containsExactly("fail");
    }

    @Test
    void argument_of_this_that_fails_is_a_failure() throws Exception {
        assertThat(make("Delegating", "fail", "other", "own")).hasMessage("fail");
        assertThat(events()).containsExactly("enter Delegating", "fail Delegating java.lang.IllegalStateException");
    }

    @Test
    void superclass_that_fails_finds_the_call_paused() throws Exception {
        assertThat(make("Derived", "argument", "fail", "own")).hasMessage("fail");
        assertThat(events())
                .containsExactly(
                        "enter Derived", "pause Derived", "enter Base", "fail Base java.lang.IllegalStateException");
        assertThat(hook.freedBeforePause).isTrue();
    }

    @Test
    void other_constructor_that_fails_finds_the_call_paused() throws Exception {
        assertThat(make("Delegating", "argument", "fail", "own")).hasMessage("fail");
        assertThat(events())
                .containsExactly(
                        "enter Delegating",
                        "pause Delegating",
                        "enter Delegating",
                        "fail Delegating java.lang.IllegalStateException");
    }

    @Test
    void what_fails_after_super_is_a_failure() throws Exception {
        assertThat(make("Derived", "argument", "base", "fail")).hasMessage("fail");
        assertThat(events())
                .containsExactly(
                        "enter Derived",
                        "pause Derived",
                        "enter Base",
                        "exit Base",
                        "resume Derived",
                        "fail Derived java.lang.IllegalStateException");
    }

    @Test
    void what_fails_after_this_is_a_failure() throws Exception {
        assertThat(make("Delegating", "argument", "other", "fail")).hasMessage("fail");
        assertThat(events()).endsWith("resume Delegating", "fail Delegating java.lang.IllegalStateException");
    }

    @Test
    void objects_of_the_same_class_that_are_made_for_super_are_not_taken_for_the_object_itself() throws Exception {
        assertThat(loader.type("$Nesting").getConstructor(int.class).newInstance(1))
                .extracting("kept")
                .isEqualTo("innermost9");
        assertThat(String.join(", ", events()).replace("Nesting", "N"))
                .isEqualTo("enter N, "
                        + "enter N, pause N, enter Base, exit Base, resume N, exit N, "
                        + "enter N, pause N, enter Base, exit Base, resume N, exit N, "
                        + "pause N, enter Base, exit Base, resume N, exit N");
    }

    @Test
    void superclass_whose_failures_pass_unseen_is_named() {
        var derived = ClassFiles.of(Built.Derived.class);
        assertThat(Weaver.weave(derived, constructorsOf(derived)).caution())
                .contains("what the constructor of its superclass " + Built.Base.class.getName()
                        + " throws is not counted");
        var plain = ClassFiles.of(Built.Plain.class);
        assertThat(Weaver.weave(plain, constructorsOf(plain)).caution()).isNull();
        var delegating = ClassFiles.of(Built.Delegating.class);
        assertThat(Weaver.weave(delegating, constructorsOf(delegating)).caution())
                .isNull();
    }

    @Test
    void that_of_object_is_left_alone() {
        var object = ClassFiles.named("java.lang.Object", ClassLoader.getSystemClassLoader());
        var result = Weaver.weave(object, List.of(new MethodGuard("<init>", "()V", 1, false)));
        assertThat(result.classFile()).isNull();
        assertThat(result.unwoven())
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).contains("part of every other constructor"));
    }

    @Test
    void no_value_can_be_returned_instead() {
        var plain = ClassFiles.of(Built.Plain.class);
        var guard = new MethodGuard("<init>", "(Ljava/lang/String;)V", 1, true);
        assertThat(Weaver.weave(plain, List.of(guard)).unwoven())
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).contains("can't return a value instead of running"));
    }

    /** What making it throws, or null. */
    private Throwable make(String name, String... arguments) throws Exception {
        var types = new Class<?>[arguments.length];
        Arrays.fill(types, String.class);
        var constructor = loader.type("$" + name).getConstructor(types);
        return catchThrowable(() -> {
            try {
                constructor.newInstance((Object[]) arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private List<String> log() throws Exception {
        var log = new ArrayList<String>();
        for (Object note : (List<?>) loader.type("").getField("LOG").get(null)) {
            log.add((String) note);
        }
        return log;
    }

    /** Such as "enter Derived". */
    private List<String> events() {
        return hook.events.stream()
                .map(event -> {
                    var words = event.split(" ", 3);
                    var rest = words.length > 2 ? " " + words[2] : "";
                    return words[0] + " " + loader.classes.get(Integer.parseInt(words[1])) + rest;
                })
                .toList();
    }

    static List<MethodGuard> constructorsOf(byte[] classFile) {
        return ClassFiles.guardAll(classFile, false).stream()
                .filter(MethodGuard::isOfConstructor)
                .toList();
    }

    /** Defines its own copies of Built and what is in it, with all constructors guarded. */
    private static final class Loader extends ClassLoader {
        final Map<Integer, String> classes = new HashMap<>();
        final List<Result.Unwoven> unwoven = new ArrayList<>();

        Loader() {
            super(Built.class.getClassLoader());
        }

        Class<?> type(String nested) throws ClassNotFoundException {
            return loadClass(Built.class.getName() + nested);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Built.class.getName())) {
                return super.loadClass(name, resolve);
            }
            var loaded = findLoadedClass(name);
            return loaded == null ? weave(name) : loaded;
        }

        private Class<?> weave(String name) {
            var original = ClassFiles.named(name, getParent());
            var guards = new ArrayList<MethodGuard>();
            for (var each : constructorsOf(original)) {
                int site = classes.size();
                classes.put(site, name.substring(name.lastIndexOf('$') + 1));
                guards.add(new MethodGuard(each.name(), each.descriptor(), site, false));
            }
            var result = Weaver.weave(original, guards);
            unwoven.addAll(result.unwoven());
            var woven = result.classFile() == null ? original : result.classFile();
            return defineClass(name, woven, 0, woven.length);
        }
    }

    @Test
    void hook_is_told_nothing_where_the_call_counts_nowhere() {
        InstalledHook.set("enter", (IntFunction<Object>) site -> null);
        assertThatThrownBy(() -> {
                    throw make("Derived", "argument", "base", "fail");
                })
                .hasMessage("fail");
        assertThat(hook.events).isEmpty();
    }
}
