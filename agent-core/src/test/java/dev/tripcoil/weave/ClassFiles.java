package dev.tripcoil.weave;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** Class files for the tests: read, written by hand, and printed. */
final class ClassFiles {

    static final String OWNER = "a/Subject";

    private ClassFiles() {}

    static byte[] of(Class<?> type) {
        return named(type.getName(), type.getClassLoader());
    }

    static byte[] named(String name, ClassLoader loader) {
        try (var in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class a.Subject with one public static method, whose code is written as given. */
    static byte[] withMethod(int version, String name, String descriptor, Consumer<MethodVisitor> code) {
        return write(version, writer -> {
            var method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, descriptor, null, null);
            method.visitCode();
            code.accept(method);
            method.visitEnd();
        });
    }

    /** The class a.Subject with one public constructor, whose code is written as given. */
    static byte[] withConstructor(int version, String superName, String descriptor, Consumer<MethodVisitor> code) {
        return write(version, superName, writer -> {
            var method = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", descriptor, null, null);
            method.visitCode();
            code.accept(method);
            method.visitEnd();
        });
    }

    static byte[] write(int version, Consumer<ClassWriter> members) {
        return write(version, "java/lang/Object", members);
    }

    private static byte[] write(int version, String superName, Consumer<ClassWriter> members) {
        var writer = new ClassWriter(0);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER;
        writer.visit(version, access, OWNER, null, superName, null);
        members.accept(writer);
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Guards for all methods, numbered from 1 in the order of the class file. */
    static List<MethodGuard> guardAll(byte[] classFile, boolean answersWithValue) {
        var guards = new ArrayList<MethodGuard>();
        for (var method : ClassOutline.read(classFile).methods()) {
            guards.add(new MethodGuard(method.name(), method.descriptor(), guards.size() + 1, answersWithValue));
        }
        return guards;
    }

    /** Likewise, each answering with a value, and every other one needing all that a guard may need. */
    static List<MethodGuard> guardAllNeeding(byte[] classFile) {
        var guards = new ArrayList<MethodGuard>();
        for (var method : ClassOutline.read(classFile).methods()) {
            int site = guards.size() + 1;
            var needs = site % 2 == 0 ? Needs.NOTHING : all(method);
            guards.add(new MethodGuard(method.name(), method.descriptor(), site, true, needs));
        }
        return guards;
    }

    private static Needs all(MethodOutline method) {
        var parameters = Type.getArgumentTypes(method.descriptor());
        var given = new ArrayList<Integer>();
        boolean constructor = method.name().equals("<init>");
        if ((method.access() & Opcodes.ACC_STATIC) == 0 && !constructor) {
            given.add(Given.SELF);
        }
        for (int i = 0; i < parameters.length; i++) {
            given.add(i);
        }
        boolean last =
                !constructor && parameters.length > 0 && parameters[parameters.length - 1].getSort() == Type.OBJECT;
        return new Needs(new Given(given, false), !constructor, true, last);
    }

    /** The class with all of its methods guarded, or as it is if none can be. */
    static byte[] woven(byte[] classFile, boolean answersWithValue) {
        var result = Weaver.weave(classFile, guardAll(classFile, answersWithValue));
        return result.classFile() == null ? classFile : result.classFile();
    }

    /** The code of one method in ASM's notation, a line for each instruction, without indentation. */
    static String code(byte[] classFile, String name) {
        var textifier = new Textifier();
        visitMethod(classFile, name, new TraceMethodVisitor(textifier));
        var out = new StringWriter();
        var printer = new PrintWriter(out);
        textifier.print(printer);
        printer.flush();
        return out.toString().replaceAll("(?m)^ +", "").trim();
    }

    static void visitMethod(byte[] classFile, String name, MethodVisitor visitor) {
        var finder = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String methodName, String descriptor, String signature, String[] exceptions) {
                return methodName.equals(name) ? visitor : null;
            }
        };
        new ClassReader(classFile).accept(finder, ClassReader.EXPAND_FRAMES);
    }
}
