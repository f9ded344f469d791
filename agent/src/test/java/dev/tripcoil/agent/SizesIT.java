package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import programs.Runs;

/** Class files at the limits: the application runs on, and JMX says which of its methods are not guarded, and why. */
class SizesIT {

    private static final String RULES = """
            breakers:
              sizes: {}
            rules:
              - {class: 'sized.*', method: run, breaker: sizes}
            """;

    @TempDir
    Path folder;

    @OnEachJdk
    void what_has_no_room_for_a_guard_runs_without_one_and_is_reported(Jdk jdk) throws Exception {
        List<String> names = new ArrayList<>();
        names.add(write("Large", Opcodes.V1_5, of(65_535), 0));
        names.add(write("LargeEnough", Opcodes.V1_5, of(65_400), 0));
        names.add(write("ManyLocals", Opcodes.V1_5, of(10), 65_535));
        names.add(write("EnoughLocals", Opcodes.V1_5, of(10), 65_534));
        names.add(full("FullPool", 65_533));
        names.add(full("EnoughPool", 65_400));
        names.add(write("Preview", 0xFFFF << 16 | jdk.version() + 44, of(10), 0));

        try (Child child = start(jdk, names, 3, "--enable-preview");
                Jmx jmx = Jmx.of(child)) {
            for (String name : names) {
                assertThat(child.reply()).isEqualTo(name + ": 1");
            }
            assertThat(child.reply()).isEqualTo("end");
            Jmx.Bean agent = jmx.agent();
            assertThat(jmx.breaker("sizes").lines("GuardedMethods"))
                    .containsExactlyInAnyOrder(
                            "sized.LargeEnough#run()int",
                            "sized.EnoughLocals#run()int",
                            "sized.EnoughPool#run()int",
                            "sized.Preview#run()int");
            assertThat(jmx.breaker("sizes").count("SuccessfulCalls")).isEqualTo(4 * 3);
            assertThat(agent.lines("SkippedMethods"))
                    .anyMatch(
                            line -> line.startsWith("sized.Large#run()int: its bytecode would grow past the JVM's limit"
                                    + " of 65,535 bytes: guard a method that it calls"))
                    .anyMatch(line -> line.startsWith("sized.ManyLocals#run()int: its locals, operands, lines or"))
                    .anyMatch(line -> line.startsWith("sized.FullPool#run()int: its class's constants are at"))
                    .noneMatch(line -> line.contains("Enough") || line.contains("Preview"));
            assertThat(agent.count("WeavingFailures")).isEqualTo(3);
        }
    }

    /** The number behind the caution, on this very JVM: it compiles a method of 8,000 bytes, and none of 8,001. */
    @OnEachJdk
    void a_method_that_hotspot_no_longer_compiles_is_cautioned_of_and_one_byte_less_is_not(Jdk jdk) throws Exception {
        List<String> names = new ArrayList<>();
        for (int bytes = 7_900; bytes <= 8_000; bytes++) {
            names.add(write("Of" + bytes, Opcodes.V1_5, of(bytes), 0));
        }
        List<String> compiled = new ArrayList<>();
        List<String> cautioned = new ArrayList<>();
        try (Child child =
                        start(jdk, names, 3000, "-XX:+PrintCompilation", "-Xbatch", "-XX:CompileThresholdScaling=0.1");
                Jmx jmx = Jmx.of(child)) {
            for (String reply = child.reply(); !reply.equals("end"); reply = child.reply()) {
                if (reply.matches(".* sized\\.Of\\d+::run \\(.*")) {
                    compiled.add(reply.replaceFirst(".* (sized\\.Of\\d+)::run \\((\\d+) bytes.*", "$1 $2"));
                }
            }
            for (String line : jmx.agent().lines("RulesWarnings")) {
                assertThat(line).contains("grows past 8,000 bytes of bytecode", "-XX:-DontCompileHugeMethods");
                cautioned.add(line.substring(0, line.indexOf(':')));
            }
            assertThat(jmx.breaker("sizes").lines("GuardedMethods")).hasSize(names.size());
        }
        assertThat(compiled).anyMatch(each -> each.endsWith(" 8000")).allMatch(each -> bytes(each) <= 8_000);
        List<String> both = new ArrayList<>(cautioned);
        for (String each : compiled) {
            String name = each.substring(0, each.indexOf(' '));
            if (!both.contains(name)) {
                both.add(name);
            }
        }
        // Every one of them is either compiled or cautioned of, and none is both.
        assertThat(both).containsExactlyInAnyOrderElementsOf(names);
        assertThat(cautioned).isNotEmpty().doesNotContainAnyElementsOf(names(compiled));
    }

    private static int bytes(String compiled) {
        return Integer.parseInt(compiled.substring(compiled.indexOf(' ') + 1));
    }

    private static List<String> names(List<String> compiled) {
        return compiled.stream()
                .map(each -> each.substring(0, each.indexOf(' ')))
                .distinct()
                .toList();
    }

    private Child start(Jdk jdk, List<String> names, int times, String... options) throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
        return Child.on(jdk)
                .agent(rules.toString())
                .with("-Dcom.sun.management.jmxremote")
                .with(options)
                .main(Runs.class, folder)
                .with(Integer.toString(times))
                .with(names.toArray(new String[0]))
                .start();
    }

    /** Code of so many bytes, most of which it jumps over, that returns 1. No frames: for versions without. */
    private static Consumer<MethodVisitor> of(int bytes) {
        return code -> {
            Label end = new Label();
            if (bytes < 32_000 && bytes > 10) {
                code.visitJumpInsn(Opcodes.GOTO, end);
            }
            int jump = bytes < 32_000 && bytes > 10 ? 3 : 0;
            for (int i = 0; i < bytes - jump - 2; i++) {
                code.visitInsn(Opcodes.NOP);
            }
            code.visitLabel(end);
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.IRETURN);
        };
    }

    private String write(String name, int version, Consumer<MethodVisitor> code, int locals) throws IOException {
        ClassWriter writer = writer(name, version);
        run(writer, code, locals);
        return save(name, writer);
    }

    private String full(String name, int constants) throws IOException {
        ClassWriter writer = writer(name, Opcodes.V1_5);
        run(writer, of(10), 0);
        writer.newUTF8("Code");
        for (int i = 0; writer.newUTF8("filler " + i) < constants; i++) {}
        return save(name, writer);
    }

    private static ClassWriter writer(String name, int version) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, "sized/" + name, null, "java/lang/Object", null);
        return writer;
    }

    private static void run(ClassWriter writer, Consumer<MethodVisitor> code, int locals) {
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()I", null, null);
        method.visitCode();
        code.accept(method);
        method.visitMaxs(1, locals);
        method.visitEnd();
    }

    private String save(String name, ClassWriter writer) throws IOException {
        Path file = folder.resolve("sized").resolve(name + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, writer.toByteArray());
        return "sized." + name;
    }
}
