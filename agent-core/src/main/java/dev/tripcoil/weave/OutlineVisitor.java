package dev.tripcoil.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Collects a {@link ClassOutline}, leaving out all code. */
final class OutlineVisitor extends ClassVisitor {

    /** What the class file says; the bits above are ASM's own, for attributes. */
    private static final int CLASS_FILE_FLAGS = 0xFFFF;

    private final List<MethodOutline> methods = new ArrayList<>();
    private final List<String> interfaces = new ArrayList<>();
    private final List<String> enumConstants = new ArrayList<>();
    private String name;
    private String superName;
    private int access;
    private String sourceFile;

    private OutlineVisitor() {
        super(Opcodes.ASM9);
    }

    static ClassOutline read(byte[] classFile) {
        var version = ClassVersion.of(classFile);
        var outline = new OutlineVisitor();
        new ClassReader(version.readable(classFile)).accept(outline, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
        return new ClassOutline(
                outline.name,
                outline.superName,
                outline.interfaces,
                outline.access,
                version.major(),
                outline.sourceFile,
                (outline.access & Opcodes.ACC_ENUM) == 0 ? null : outline.enumConstants,
                outline.methods);
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        this.access = access & CLASS_FILE_FLAGS;
        this.name = name.replace('/', '.');
        this.superName = superName == null ? null : superName.replace('/', '.');
        for (String each : interfaces) {
            this.interfaces.add(each.replace('/', '.'));
        }
    }

    @Override
    public void visitSource(String source, String debug) {
        sourceFile = source;
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        if ((access & Opcodes.ACC_ENUM) != 0) {
            enumConstants.add(name);
        }
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        if (name == null || descriptor == null) {
            throw new IllegalArgumentException("a method without a name or a descriptor");
        }
        methods.add(new MethodOutline(name, descriptor, access & CLASS_FILE_FLAGS));
        return null;
    }
}
