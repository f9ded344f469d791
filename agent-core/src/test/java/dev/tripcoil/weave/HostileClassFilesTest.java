package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.weave.subjects.Annotated;
import dev.tripcoil.weave.subjects.Shapes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Class files with bytes changed at random, from a fixed seed: weaving always returns, and never makes a class worse
 * than the JVM found it.
 */
class HostileClassFilesTest {

    private static final int MUTANTS = 6_000;
    private static final long SEED = 20_261_120;

    private final Random random = new Random(SEED);
    private int woven;
    private int linked;

    @Test
    void weaving_returns_and_what_verified_still_does() {
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
            var worse = new ArrayList<String>();
            var originals = originals();
            for (int i = 0; i < MUTANTS; i++) {
                var original = originals.get(random.nextInt(originals.size()));
                var mutant = mutantOf(original.classFile());
                var problem = problemOfWeaving(mutant, original);
                if (problem != null) {
                    worse.add("mutant " + i + " of " + original.name() + ": " + problem);
                }
            }
            System.out.println(MUTANTS + " mutants: " + woven + " could be woven, " + linked + " of them link");
            assertThat(worse).isEmpty();
        });
        // Else the test would be about nothing.
        assertThat(linked).isGreaterThan(MUTANTS / 30);
    }

    @Test
    void descriptor_that_is_none_leaves_a_constructor_alone() {
        var classFile = ClassFiles.withConstructor(Opcodes.V17, "java/lang/Object", "()V", code -> {
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "a/B", "m", "()Q", false);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            code.visitInsn(Opcodes.RETURN);
            code.visitMaxs(1, 1);
        });
        var result = Weaver.weave(classFile, List.of(new MethodGuard("<init>", "()V", 1, false)));
        assertThat(result.classFile()).isNull();
        assertThat(result.unwoven())
                .singleElement()
                .extracting(Result.Unwoven::reason)
                .asString()
                .startsWith("its class file is malformed");
    }

    private String problemOfWeaving(byte[] mutant, Original original) {
        var before = mutant.clone();
        var guards = original.guards();
        var result = Weaver.weave(mutant, guards);
        assertThat(mutant).isEqualTo(before);
        assertThat(result.woven().size() + result.unwoven().size()).isEqualTo(guards.size());
        if (result.classFile() == null) {
            return null;
        }
        woven++;
        if (link(mutant, original) != null) {
            return null;
        }
        linked++;
        return link(result.classFile(), original);
    }

    private static String link(byte[] classFile, Original original) {
        var classFiles = new HashMap<>(original.others());
        classFiles.put(original.name(), classFile);
        return Corpus.loader(classFiles).problemOf(original.name());
    }

    private byte[] mutantOf(byte[] original) {
        var mutant = original.clone();
        switch (random.nextInt(8)) {
            case 0:
                return Arrays.copyOf(mutant, random.nextInt(mutant.length));
            case 1:
                int from = random.nextInt(mutant.length);
                int to = random.nextInt(mutant.length);
                int count = random.nextInt(Math.min(16, mutant.length - Math.max(from, to)));
                System.arraycopy(original, from, mutant, to, count);
                return mutant;
            case 2:
                int at = random.nextInt(mutant.length - 4);
                Arrays.fill(mutant, at, at + 4, (byte) (random.nextBoolean() ? 0xFF : 0x7F));
                return mutant;
            default:
                for (int n = 1 + random.nextInt(3); n > 0; n--) {
                    mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
                }
                return mutant;
        }
    }

    /** A class, the guards for all of its methods, and the classes that it needs to link. */
    private record Original(String name, byte[] classFile, List<MethodGuard> guards, Map<String, byte[]> others) {
        static Original of(String name, Map<String, byte[]> classFiles) {
            var classFile = classFiles.get(name);
            return new Original(name, classFile, ClassFiles.guardAll(classFile, true), classFiles);
        }
    }

    private static List<Original> originals() {
        var own = new HashMap<String, byte[]>();
        own.put(Shapes.class.getName(), ClassFiles.of(Shapes.class));
        for (var nested : Shapes.class.getDeclaredClasses()) {
            own.put(nested.getName(), ClassFiles.of(nested));
        }
        own.put(Annotated.class.getName(), ClassFiles.of(Annotated.class));
        var hsqldb = Corpus.classFiles("hsqldb");
        var kotlin = Corpus.classFiles("kotlinx-coroutines-core-jvm", "kotlin-stdlib");
        return List.of(
                Original.of(Shapes.class.getName(), own),
                Original.of(Annotated.class.getName(), own),
                Original.of("org.hsqldb.jdbc.jdbcConnection", hsqldb),
                Original.of("org.hsqldb.lib.ArrayUtil", hsqldb),
                Original.of("kotlinx.coroutines.JobSupport", kotlin),
                Original.of("kotlin.text.StringsKt__StringNumberConversionsKt", kotlin));
    }

    /** Before version 50 the JVM looks no closer at variables than that they end with the code. */
    @Test
    void variable_that_ends_within_an_instruction_stays_out_of_the_woven_class() {
        var classFile = ClassFiles.withMethod(Opcodes.V1_4, "run", "()I", code -> {
            var start = new Label();
            var end = new Label();
            code.visitInsn(Opcodes.NOP);
            code.visitLabel(start);
            code.visitIntInsn(Opcodes.SIPUSH, 1000);
            code.visitLabel(end);
            code.visitInsn(Opcodes.IRETURN);
            code.visitLocalVariable("odd", "I", null, start, end, 0x1234);
            code.visitMaxs(1, 0x1235);
        });
        int entry = lastIndexOf(classFile, 0x1234) - 8;
        assertThat(classFile[entry + 3]).isEqualTo((byte) 3);
        classFile[entry + 3] = 2;

        assertThat(Corpus.loader(Map.of("a.Subject", classFile)).problemOf("a.Subject"))
                .isNull();
        var woven = ClassFiles.woven(classFile, true);
        assertThat(woven).isNotEqualTo(classFile);
        assertThat(Corpus.loader(Map.of("a.Subject", woven)).problemOf("a.Subject"))
                .isNull();
    }

    private static int lastIndexOf(byte[] bytes, int value) {
        for (int i = bytes.length - 2; i >= 0; i--) {
            if (bytes[i] == (byte) (value >> 8) && bytes[i + 1] == (byte) value) {
                return i;
            }
        }
        throw new AssertionError(value);
    }
}
