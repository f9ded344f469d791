package dev.tripcoil.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Collects a {@link ClassOutline}, leaving out all code. */
final class OutlineVisitor extends ClassVisitor {

    /** What the class file says; the bits above are ASM's own, for attributes. */
    private static final int CLASS_FILE_FLAGS = 0xFFFF;

    private final List<MethodReader> methods = new ArrayList<>();
    private final AnnotationNames annotations = new AnnotationNames();
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
        List<MethodOutline> methods = new ArrayList<>(outline.methods.size());
        for (int i = 0; i < outline.methods.size(); i++) {
            methods.add(outline.methods.get(i).outline());
        }
        return new ClassOutline(
                outline.name,
                outline.superName,
                outline.interfaces,
                outline.access,
                version.major(),
                outline.sourceFile,
                (outline.access & Opcodes.ACC_ENUM) == 0 ? null : outline.enumConstants,
                outline.annotations.names(),
                methods);
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
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return annotations.add(descriptor);
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
        var method = new MethodReader(name, descriptor, signature, access & CLASS_FILE_FLAGS);
        methods.add(method);
        return method;
    }

    /** One method, whose code is skipped. */
    private static final class MethodReader extends MethodVisitor {

        private final String name;
        private final String descriptor;
        private final String signature;
        private final int access;
        private final AnnotationNames annotations = new AnnotationNames();

        MethodReader(String name, String descriptor, String signature, int access) {
            super(Opcodes.ASM9);
            this.name = name;
            this.descriptor = descriptor;
            this.signature = signature;
            this.access = access;
        }

        MethodOutline outline() {
            return new MethodOutline(name, descriptor, signature, access, annotations.names());
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return annotations.add(descriptor);
        }
    }
}
