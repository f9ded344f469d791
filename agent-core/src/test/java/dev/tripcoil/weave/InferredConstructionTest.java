package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Constructors in class files without frames, as HotSpot gives those of the JDK once they are loaded. */
class InferredConstructionTest {

    private static byte[] withoutFrames(byte[] classFile) {
        var writer = new ClassWriter(0);
        new ClassReader(classFile).accept(writer, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    private static String code(byte[] classFile) {
        return ClassFiles.code(withoutFrames(classFile), "<init>");
    }

    @Test
    void socket_is_woven_without_frames_as_it_is_with_them() {
        byte[] socket = ClassFiles.named(Socket.class.getName(), ClassLoader.getSystemClassLoader());
        var guards = ConstructorsTest.constructorsOf(socket);
        var woven = Weaver.weave(withoutFrames(socket), guards);
        assertThat(woven.unwoven()).isEmpty();
        assertThat(woven.woven()).hasSameSizeAs(guards).hasSizeGreaterThan(8);
        assertThat(code(woven.classFile()))
                .isEqualTo(code(Weaver.weave(socket, guards).classFile()));
        assertThat(WovenCheck.problem(woven.classFile(), woven.woven(), name -> null))
                .isNull();
    }

    @Test
    void every_constructor_of_java_base_is_woven_without_frames_as_it_is_with_them() throws IOException {
        var base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
        int inferred = 0;
        try (var files = Files.walk(base)) {
            for (Path file :
                    (Iterable<Path>) files.filter(each -> each.toString().endsWith(".class"))::iterator) {
                byte[] original = Files.readAllBytes(file);
                byte[] bare = withoutFrames(original);
                var guards = ConstructorsTest.constructorsOf(original);
                if (guards.isEmpty() || !branches(original, bare)) {
                    continue;
                }
                var expected = Weaver.weave(original, guards);
                var woven = Weaver.weave(bare, guards);
                assertThat(woven.unwoven()).as(file.toString()).isEqualTo(expected.unwoven());
                assertThat(woven.caution()).as(file.toString()).isEqualTo(expected.caution());
                if (expected.classFile() != null) {
                    assertThat(code(woven.classFile())).as(file.toString()).isEqualTo(code(expected.classFile()));
                    inferred++;
                }
            }
        }
        assertThat(inferred).isGreaterThan(500);
    }

    private static boolean branches(byte[] original, byte[] bare) {
        return original.length != bare.length
                && ClassFiles.code(original, "<init>").contains("FRAME");
    }

    /** {@code while} as some compilers write it: first to the condition, which stands below what is repeated. */
    private static void loop(MethodVisitor code, Runnable repeated) {
        var condition = new Label();
        var body = new Label();
        code.visitJumpInsn(GOTO, condition);
        code.visitLabel(body);
        repeated.run();
        code.visitIincInsn(1, -1);
        code.visitLabel(condition);
        code.visitVarInsn(ILOAD, 1);
        code.visitJumpInsn(IFGT, body);
    }

    private static void make(MethodVisitor code, String type) {
        code.visitTypeInsn(NEW, type);
        code.visitInsn(DUP);
        code.visitMethodInsn(INVOKESPECIAL, type, "<init>", "()V", false);
        code.visitInsn(POP);
    }

    private static void callSuper(MethodVisitor code) {
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESPECIAL, "java/util/ArrayList", "<init>", "()V", false);
    }

    private static Result weave(int version, Consumer<MethodVisitor> code) {
        byte[] classFile = ClassFiles.withConstructor(version, "java/util/ArrayList", "(I)V", code);
        return Weaver.weave(classFile, List.of(new MethodGuard("<init>", "(I)V", 1, false)));
    }

    private static String guarded(int version, Consumer<MethodVisitor> code) {
        var result = weave(version, code);
        assertThat(result.unwoven()).isEmpty();
        assertThat(WovenCheck.problem(result.classFile(), result.woven(), name -> null))
                .isNull();
        return ClassFiles.code(result.classFile(), "<init>");
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_6, V1_7, V17, V25})
    void code_that_only_a_jump_from_further_down_reaches(int version) {
        String code = guarded(version, body -> {
            loop(body, () -> {
                loop(body, () -> make(body, "java/lang/Object"));
                make(body, "java/lang/Exception");
            });
            callSuper(body);
            loop(body, () -> make(body, "java/lang/Object"));
            body.visitInsn(RETURN);
            body.visitMaxs(2, 2);
        });
        assertThat(code).containsOnlyOnce("$Tripcoil.pause").containsOnlyOnce("$Tripcoil.resume");
        assertThat(code.indexOf("ArrayList.<init>")).isBetween(code.indexOf("pause"), code.indexOf("resume"));
    }

    @Test
    void each_way_to_super_is_one_and_what_is_made_on_the_way_is_none() {
        String code = guarded(V17, body -> {
            var other = new Label();
            var otherwise = new Label();
            var join = new Label();
            body.visitVarInsn(ILOAD, 1);
            body.visitTableSwitchInsn(1, 2, otherwise, other, other);
            body.visitLabel(other);
            make(body, "java/lang/Object");
            callSuper(body);
            body.visitJumpInsn(GOTO, join);
            body.visitLabel(otherwise);
            make(body, "java/lang/Exception");
            callSuper(body);
            body.visitLabel(join);
            make(body, "java/lang/Object");
            body.visitInsn(RETURN);
            body.visitMaxs(2, 2);
        });
        assertThat(code.split("\\$Tripcoil\\.pause", -1)).hasSize(3);
        // Before either, and after each: four runs of instructions, in two handlers.
        assertThat(code.lines().filter(line -> line.startsWith("TRYCATCHBLOCK")))
                .hasSize(4);
    }

    @Test
    void handlers_are_where_their_code_was() {
        String code = guarded(V17, body -> {
            var start = new Label();
            var end = new Label();
            var handler = new Label();
            var done = new Label();
            body.visitTryCatchBlock(start, end, handler, "java/lang/RuntimeException");
            body.visitLabel(start);
            make(body, "java/lang/Object");
            body.visitLabel(end);
            body.visitJumpInsn(GOTO, done);
            body.visitLabel(handler);
            body.visitInsn(POP);
            make(body, "java/lang/Exception");
            callSuper(body);
            body.visitInsn(RETURN);
            body.visitLabel(done);
            callSuper(body);
            body.visitInsn(RETURN);
            body.visitMaxs(2, 2);
        });
        assertThat(code.split("\\$Tripcoil\\.pause", -1)).hasSize(3);
        assertThat(code.indexOf("pause")).isGreaterThan(code.indexOf("java/lang/Exception.<init>"));
    }

    @Test
    void what_is_initialized_on_one_way_only_is_left_alone() {
        var result = weave(V17, body -> {
            var join = new Label();
            body.visitVarInsn(ILOAD, 1);
            body.visitJumpInsn(IFEQ, join);
            callSuper(body);
            body.visitLabel(join);
            body.visitInsn(RETURN);
            body.visitInsn(NOP);
            make(body, "java/lang/Object"); // nothing leads here
            body.visitInsn(RETURN);
            body.visitMaxs(2, 2);
        });
        assertThat(result.classFile()).isNull();
        assertThat(result.unwoven())
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).isEqualTo(Reasons.CONSTRUCTOR_UNCLEAR));
    }

    @Test
    void code_that_goes_back_further_and_further_is_given_up() {
        var result = weave(V17, body -> {
            var labels = new Label[40];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = new Label();
            }
            body.visitJumpInsn(GOTO, labels[labels.length - 1]);
            for (int i = 0; i < labels.length; i++) {
                body.visitLabel(labels[i]);
                make(body, "java/lang/Object");
                if (i == 0) {
                    callSuper(body);
                    body.visitInsn(RETURN);
                } else {
                    body.visitJumpInsn(GOTO, labels[i - 1]);
                }
            }
            body.visitMaxs(2, 2);
        });
        assertThat(result.classFile()).isNull();
    }
}
