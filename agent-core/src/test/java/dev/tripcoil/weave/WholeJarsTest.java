package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Every method and constructor of other people's jars, guarded: each class still passes the JVM's verifier if it did before. */
class WholeJarsTest {

    /** Versions 45 and 46: finally blocks are subroutines. */
    @ParameterizedTest
    @ValueSource(strings = {"xercesImpl", "hsqldb"})
    void jars_from_before_java_5_with_subroutines(String jar) {
        var classFiles = Corpus.classFiles(jar);
        assertThat(classFiles.values())
                .allSatisfy(classFile ->
                        assertThat(ClassOutline.read(classFile).majorVersion()).isLessThan(49));
        assertThat(subroutineCalls(classFiles)).isGreaterThan(10);
        assertNoneLinksWorse(jar, classFiles);
    }

    @Test
    void kotlin() {
        assertNoneLinksWorse(
                "kotlinx-coroutines-core-jvm and kotlin-stdlib",
                Corpus.classFiles("kotlinx-coroutines-core-jvm", "kotlin-stdlib"));
    }

    @Test
    void clojure() {
        assertNoneLinksWorse("clojure", Corpus.classFiles("clojure"));
    }

    @Test
    void h2() {
        assertNoneLinksWorse("h2", Corpus.classFiles("h2"));
    }

    @Test
    void linking_finds_what_does_not_verify() {
        var broken = ClassFiles.withMethod(Opcodes.V17, "run", "()I", code -> {
            code.visitLdcInsn("not an int");
            code.visitInsn(Opcodes.IRETURN);
            code.visitMaxs(1, 0);
        });
        assertThat(Corpus.loader(Map.of("a.Subject", broken)).problemOf("a.Subject"))
                .startsWith("java.lang.VerifyError");
    }

    private static void assertNoneLinksWorse(String title, Map<String, byte[]> classFiles) {
        var asTheyWere = Corpus.loader(classFiles);
        var throwing = new Weaving(classFiles, classFile -> ClassFiles.guardAll(classFile, false));
        var needing = new Weaving(classFiles, ClassFiles::guardAllNeeding);
        var worse = new ArrayList<String>();
        int linked = 0;
        for (String name : classFiles.keySet()) {
            if (asTheyWere.problemOf(name) == null) {
                linked++;
                throwing.addProblem(name, worse);
                needing.addProblem(name, worse);
            }
        }
        System.out.println(title + ": " + classFiles.size() + " classes, " + linked + " link, " + throwing.methods
                + " methods woven, " + throwing.constructors + " constructors among them; left alone: "
                + throwing.reasons);
        assertThat(worse).isEmpty();
        assertThat(linked).isGreaterThan(classFiles.size() / 2);
        assertThat(throwing.constructors).isGreaterThan(classFiles.size() / 2);
        assertThat(throwing.reasons.keySet()).allMatch(List.of("static", "is abstract", "is native")::contains);
    }

    private static final class Weaving {
        final Map<String, Integer> reasons = new TreeMap<>();
        int methods;
        int constructors;
        private final Corpus.Loader loader;

        Weaving(Map<String, byte[]> classFiles, Function<byte[], List<MethodGuard>> guards) {
            var woven = new HashMap<String, byte[]>();
            classFiles.forEach((name, original) -> {
                var result = Weaver.weave(original, guards.apply(original));
                methods += result.woven().size();
                for (var each : result.woven()) {
                    constructors += each.name().equals("<init>") ? 1 : 0;
                }
                for (var unwoven : result.unwoven()) {
                    reasons.merge(shortened(unwoven.reason()), 1, Integer::sum);
                }
                woven.put(name, result.classFile() == null ? original : result.classFile());
            });
            loader = Corpus.loader(woven);
        }

        private static String shortened(String reason) {
            return reason.replaceFirst("^(is \\w+|\\w+).*", "$1");
        }

        void addProblem(String name, List<String> problems) {
            var problem = loader.problemOf(name);
            if (problem != null) {
                problems.add(problem);
            }
        }
    }

    private static int subroutineCalls(Map<String, byte[]> classFiles) {
        var calls = new int[1];
        var counter = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitJumpInsn(int opcode, Label label) {
                        if (opcode == Opcodes.JSR) {
                            calls[0]++;
                        }
                    }
                };
            }
        };
        classFiles.values().forEach(classFile -> new ClassReader(classFile).accept(counter, 0));
        return calls[0];
    }
}
