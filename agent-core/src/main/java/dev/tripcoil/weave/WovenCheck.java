package dev.tripcoil.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * Verifies woven classes before the JVM gets them, for those that it takes on trust: HotSpot does not verify what its
 * bootstrap loader defines, and wrong bytecode there ends in a crash some time later. Loads no class.
 *
 * <p>Guarded methods only: all others are the original's, byte for byte, on the constants that they had. Types are
 * inferred from the code; stack map frames are not looked at, nor does the JVM look at them where it does not verify.
 */
public final class WovenCheck extends ClassVisitor {

    private final List<Result.Woven> guarded;
    private final List<MethodNode> methods = new ArrayList<>();

    private WovenCheck(List<Result.Woven> guarded) {
        super(Opcodes.ASM9);
        this.guarded = guarded;
    }

    /**
     * Checks the methods of one class.
     *
     * @param types what the class may meet; where a type is unknown, whatever is done with it passes
     * @return what is wrong, for people; null if nothing is
     */
    public static String problem(byte[] woven, List<Result.Woven> guarded, TypeSource types) {
        try {
            ClassReader reader = new ClassReader(ClassVersion.of(woven).readable(woven));
            WovenCheck check = new WovenCheck(guarded);
            reader.accept(check, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return check.problem(reader.getClassName(), new OutlinedTypes(ClassOutline.read(woven), types));
        } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
            return "could not be checked: " + e;
        }
    }

    private String problem(String owner, OutlinedTypes types) {
        for (int i = 0; i < methods.size(); i++) {
            MethodNode method = methods.get(i);
            try {
                new Analyzer<>(types).analyze(owner, method);
            } catch (AnalyzerException e) {
                return method.name + method.desc + ": " + e.getMessage();
            }
        }
        return methods.size() == guarded.size() ? null : "only " + methods.size() + " of its guarded methods are there";
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        for (int i = 0; i < guarded.size(); i++) {
            Result.Woven each = guarded.get(i);
            if (each.name().equals(name) && each.descriptor().equals(descriptor)) {
                MethodNode method = new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, exceptions);
                methods.add(method);
                return method;
            }
        }
        return null;
    }
}
