package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.weave.subjects.Built;
import dev.tripcoil.weave.subjects.Returns;
import dev.tripcoil.weave.subjects.Shapes;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Weaving as a class loads, weaving it later and taking the guards out again are one operation. */
class RetransformationTest {

    private static final Instrumentation JVM = InstalledHook.INSTRUMENTATION;
    private static final String SUBJECTS = "dev/tripcoil/weave/subjects/";

    private final Map<String, byte[]> given = new HashMap<>();
    private final Map<String, byte[]> woven = new HashMap<>();

    private boolean answering = true;

    private final ClassFileTransformer weaving = new ClassFileTransformer() {
        @Override
        public byte[] transform(
                ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] classFile) {
            if (!(loader instanceof PlainLoader) || !name.startsWith(SUBJECTS)) {
                return null;
            }
            given.put(name, classFile);
            // Numbered after the file on disk: the JVM has another order of methods, once the class is loaded.
            var onDisk = ClassFiles.named(name.replace('/', '.'), loader);
            var result = Weaver.weave(classFile, ClassFiles.guardAll(onDisk, answering));
            woven.put(name, result.classFile());
            return result.classFile();
        }
    };

    private HookRecorder hook;

    @BeforeEach
    void listen() {
        hook = new HookRecorder();
    }

    @AfterEach
    void stop_listening() {
        JVM.removeTransformer(weaving);
        hook.close();
    }

    @Test
    void classes_of_every_kind_can_be_woven_after_they_ran_and_restored() throws Exception {
        var type = new PlainLoader().loadClass(Shapes.class.getName());
        runAll(type);
        assertThat(hook.events).isEmpty();

        JVM.addTransformer(weaving, true);
        JVM.retransformClasses(withNested(type));
        runAll(type);
        assertThat(hook.events).hasSizeGreaterThan(50);
        assertThat(woven).containsKeys(SUBJECTS + "Shapes$Point", SUBJECTS + "Shapes$Color$1");

        JVM.removeTransformer(weaving);
        JVM.retransformClasses(withNested(type));
        hook.events.clear();
        runAll(type);
        assertThat(hook.events).isEmpty();
    }

    @Test
    void retransformation_begins_with_the_original_and_ends_with_the_same() throws Exception {
        JVM.addTransformer(weaving, true);
        var type = new PlainLoader().loadClass(Returns.class.getName());
        var original = ClassFiles.of(Returns.class);
        var wovenAtLoad = woven.get(SUBJECTS + "Returns");
        assertThat(given.get(SUBJECTS + "Returns")).isEqualTo(original);

        given.clear();
        JVM.retransformClasses(type);

        assertThat(given.get(SUBJECTS + "Returns")).isEqualTo(original);
        assertThat(woven.get(SUBJECTS + "Returns")).isEqualTo(wovenAtLoad);
    }

    @Test
    void class_that_was_loaded_first_is_woven_into_the_same_code() throws Exception {
        var type = new PlainLoader().loadClass(Shapes.class.getName());
        JVM.addTransformer(weaving, true);
        JVM.retransformClasses(type);

        // The JVM puts a class file together from what it kept, with methods and constants in another order.
        var expected = ClassFiles.woven(ClassFiles.of(Shapes.class), true);
        for (var method : ClassOutline.read(expected).methods()) {
            assertThat(ClassFiles.code(woven.get(SUBJECTS + "Shapes"), method.name()))
                    .isEqualTo(ClassFiles.code(expected, method.name()));
        }
    }

    @Test
    void constructors_are_woven_into_the_same_code_however_the_class_comes() throws Exception {
        answering = false;
        for (var subject :
                List.of(Built.Plain.class, Built.Derived.class, Built.Nesting.class, Built.Returning.class)) {
            var name = subject.getName().replace('.', '/');
            var type = new PlainLoader().loadClass(subject.getName());
            JVM.addTransformer(weaving, true);
            JVM.retransformClasses(type);
            var expected = ClassFiles.woven(ClassFiles.of(subject), false);
            assertThat(ClassFiles.code(woven.get(name), "<init>"))
                    .contains("enter", "TRYCATCHBLOCK")
                    .isEqualTo(ClassFiles.code(expected, "<init>"));

            JVM.removeTransformer(weaving);
            JVM.retransformClasses(type);
            JVM.addTransformer(weaving, true);
            JVM.retransformClasses(type);
            assertThat(ClassFiles.code(given.get(name), "<init>"))
                    .isEqualTo(ClassFiles.code(ClassFiles.of(subject), "<init>"));
            assertThat(ClassFiles.code(woven.get(name), "<init>")).isEqualTo(ClassFiles.code(expected, "<init>"));
            JVM.removeTransformer(weaving);
        }
    }

    private static Class<?>[] withNested(Class<?> type) throws ClassNotFoundException {
        var nested = List.of("$Greeter", "$Point", "$Figure", "$Square", "$Circle", "$Color", "$Color$1", "$Base");
        var all = new Class<?>[nested.size() + 1];
        all[0] = type;
        for (int i = 0; i < nested.size(); i++) {
            all[i + 1] = Class.forName(type.getName() + nested.get(i), true, type.getClassLoader());
        }
        return all;
    }

    private static void runAll(Class<?> type) throws ReflectiveOperationException {
        for (var method : type.getMethods()) {
            if (method.getDeclaringClass() == type) {
                assertThat(method.invoke(null))
                        .isEqualTo(Shapes.class.getMethod(method.getName()).invoke(null));
            }
        }
    }

    private static final class PlainLoader extends ClassLoader {

        PlainLoader() {
            super(RetransformationTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(SUBJECTS.replace('/', '.'))) {
                return super.loadClass(name, resolve);
            }
            var loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            var classFile = ClassFiles.named(name, getParent());
            return defineClass(name, classFile, 0, classFile.length);
        }
    }
}
