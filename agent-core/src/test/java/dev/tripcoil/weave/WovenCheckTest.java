package dev.tripcoil.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.weave.subjects.Shapes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class WovenCheckTest {

    private final Set<String> asked = new HashSet<>();
    private final Map<String, ClassOutline> known = new HashMap<>();

    @Test
    void a_woven_class_passes() {
        byte[] original = ClassFiles.of(Shapes.class);
        for (boolean answers : new boolean[] {true, false}) {
            Result result = Weaver.weave(original, ClassFiles.guardAll(original, answers));
            assertThat(result.woven()).hasSizeGreaterThan(3);
            assertThat(WovenCheck.problem(result.classFile(), result.woven(), this::find))
                    .isNull();
        }
    }

    @Test
    void a_value_of_the_wrong_kind_is_found() {
        assertThat(problem("()I", code -> {
                    code.visitLdcInsn("not an int");
                    code.visitInsn(Opcodes.IRETURN);
                    code.visitMaxs(1, 0);
                }))
                .startsWith("run()I: ");
    }

    @Test
    void an_operand_too_few_and_one_too_many_are_found() {
        assertThat(problem("()I", code -> {
                    code.visitInsn(Opcodes.IRETURN);
                    code.visitMaxs(1, 0);
                }))
                .startsWith("run()I: ");
        assertThat(problem("()V", code -> {
                    code.visitInsn(Opcodes.ICONST_0);
                    code.visitInsn(Opcodes.ICONST_0);
                    code.visitInsn(Opcodes.RETURN);
                    code.visitMaxs(1, 0);
                }))
                .startsWith("run()V: ");
    }

    @Test
    void a_local_that_only_one_of_two_ways_has_set_is_found() {
        assertThat(problem("(I)Ljava/lang/String;", code -> {
                    Label meet = new Label();
                    code.visitVarInsn(Opcodes.ILOAD, 0);
                    code.visitJumpInsn(Opcodes.IFEQ, meet);
                    code.visitLdcInsn("set");
                    code.visitVarInsn(Opcodes.ASTORE, 1);
                    code.visitLabel(meet);
                    code.visitVarInsn(Opcodes.ALOAD, 1);
                    code.visitInsn(Opcodes.ARETURN);
                    code.visitMaxs(1, 2);
                }))
                .startsWith("run(I)Ljava/lang/String;: ");
    }

    @Test
    void a_subclass_is_told_from_another_class_by_what_is_read() {
        assertThat(problem("(Ljava/util/ArrayList;)Ljava/util/AbstractCollection;", WovenCheckTest::same))
                .isNull();
        assertThat(problem("(Ljava/util/ArrayList;)Ljava/util/HashMap;", WovenCheckTest::same))
                .contains("ArrayList");
        assertThat(problem("([Ljava/util/ArrayList;)[Ljava/util/AbstractCollection;", WovenCheckTest::same))
                .isNull();
        assertThat(problem("([Ljava/util/ArrayList;)[Ljava/util/HashMap;", WovenCheckTest::same))
                .contains("ArrayList");
        assertThat(problem("([I)Ljava/util/HashMap;", WovenCheckTest::same)).isNotNull();
        assertThat(asked).contains("java.util.ArrayList", "java.util.AbstractList");
    }

    /** As to the JVM, which leaves it to the call. */
    @Test
    void an_interface_is_as_good_as_any_object() {
        assertThat(problem("(Ljava/util/ArrayList;)Ljava/lang/Comparable;", WovenCheckTest::same))
                .isNull();
        assertThat(problem("([I)Ljava/lang/Cloneable;", WovenCheckTest::same)).isNull();
    }

    @Test
    void whatever_is_done_with_an_unknown_type_passes() {
        assertThat(problem("(Lcom/acme/Unknown;)Ljava/util/HashMap;", WovenCheckTest::same))
                .isNull();
        assertThat(problem("(Ljava/util/HashMap;)Lcom/acme/Unknown;", WovenCheckTest::same))
                .isNull();
        assertThat(problem("(Lcom/acme/Unknown;Ljava/util/HashMap;)Ljava/util/HashMap;", code -> {
                    Label meet = new Label();
                    code.visitInsn(Opcodes.ICONST_0);
                    code.visitJumpInsn(Opcodes.IFEQ, meet);
                    code.visitVarInsn(Opcodes.ALOAD, 1);
                    code.visitVarInsn(Opcodes.ASTORE, 0);
                    code.visitLabel(meet);
                    same(code);
                }))
                .isNull();
    }

    @Test
    void two_classes_that_meet_are_what_both_are() {
        Consumer<MethodVisitor> meeting = code -> {
            Label meet = new Label();
            code.visitInsn(Opcodes.ICONST_0);
            code.visitJumpInsn(Opcodes.IFEQ, meet);
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitVarInsn(Opcodes.ASTORE, 0);
            code.visitLabel(meet);
            same(code);
        };
        assertThat(problem("(Ljava/util/ArrayList;Ljava/util/Vector;)Ljava/util/AbstractList;", meeting))
                .isNull();
        assertThat(problem("(Ljava/util/ArrayList;Ljava/util/Vector;)Ljava/util/ArrayList;", meeting))
                .isNotNull();
    }

    @Test
    void a_method_that_has_gone_is_found() {
        byte[] classFile = ClassFiles.withMethod(Opcodes.V17, "run", "()V", code -> {
            code.visitInsn(Opcodes.RETURN);
            code.visitMaxs(0, 0);
        });
        assertThat(WovenCheck.problem(classFile, List.of(new Result.Woven("gone", "()V", 1, 1)), this::find))
                .isEqualTo("only 0 of its guarded methods are there");
    }

    /** The reason why there may be bytecode that nobody else verifies, all of it on the JDK that runs this test. */
    @Test
    void every_class_of_a_few_large_modules_passes_when_it_is_woven() {
        List<String> problems = new ArrayList<>();
        int methods = 0;
        var modules = Set.of("java.base", "java.net.http", "java.sql", "java.naming", "java.rmi");
        for (var reference : ModuleFinder.ofSystem().findAll()) {
            if (!modules.contains(reference.descriptor().name())) {
                continue;
            }
            try (var reader = reference.open();
                    var names = reader.list()) {
                for (String name : names.filter(each -> each.endsWith(".class")).toList()) {
                    byte[] original = reader.open(name).orElseThrow().readAllBytes();
                    Result result = Weaver.weave(original, ClassFiles.guardAll(original, methods % 2 == 0));
                    methods += result.woven().size();
                    String problem = result.classFile() == null
                            ? null
                            : WovenCheck.problem(result.classFile(), result.woven(), this::find);
                    if (problem != null) {
                        problems.add(name + ": " + problem);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        System.out.println(methods + " woven methods of the JDK checked");
        assertThat(problems).isEmpty();
        assertThat(methods).isGreaterThan(30_000);
    }

    private String problem(String descriptor, Consumer<MethodVisitor> code) {
        byte[] classFile = ClassFiles.withMethod(Opcodes.V17, "run", descriptor, code);
        return WovenCheck.problem(classFile, List.of(new Result.Woven("run", descriptor, 1, 1)), this::find);
    }

    private static void same(MethodVisitor code) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(1, 2);
    }

    private ClassOutline find(String name) {
        asked.add(name);
        if (!known.containsKey(name)) {
            known.put(name, read(name));
        }
        return known.get(name);
    }

    private static ClassOutline read(String name) {
        try (var in = ClassLoader.getSystemResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? null : ClassOutline.read(in.readAllBytes());
        } catch (IOException e) {
            return null;
        }
    }
}
