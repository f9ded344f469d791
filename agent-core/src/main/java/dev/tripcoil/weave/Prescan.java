package dev.tripcoil.weave;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Sorts the guards asked for into those that can be woven and those that can't; visits guarded methods only. */
final class Prescan extends ClassVisitor {

    private static final int CONSTANT_CLASS = 7;

    private final Map<String, MethodGuard> asked = new HashMap<>();
    private final Map<String, Body> bodies = new HashMap<>();
    private final Map<String, String> reasons = new HashMap<>();

    private Prescan() {
        super(Opcodes.ASM9);
    }

    /** Adds each of {@code guards} to either {@code planned} or {@code unwoven}, in their order. */
    static void sort(
            ClassReader reader, List<MethodGuard> guards, List<PlannedGuard> planned, List<Result.Unwoven> unwoven) {
        var prescan = new Prescan();
        for (MethodGuard guard : guards) {
            prescan.asked.putIfAbsent(key(guard.name(), guard.descriptor()), guard);
        }
        boolean callsHook = callsHook(reader);
        if (!callsHook) {
            reader.accept(prescan, ClassReader.SKIP_FRAMES);
        }
        for (MethodGuard guard : guards) {
            var reason = callsHook ? Reasons.CALLS_HOOK : prescan.reasonAgainst(guard);
            if (reason == null) {
                planned.add(new PlannedGuard(guard, prescan.bodies.get(key(guard.name(), guard.descriptor()))));
            } else {
                unwoven.add(new Result.Unwoven(guard.name(), guard.descriptor(), reason));
            }
        }
    }

    /** Unambiguous: a descriptor begins with a parenthesis, which no name contains. */
    static String key(String name, String descriptor) {
        return name + descriptor;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        var key = key(name, descriptor);
        if (!asked.containsKey(key)) {
            return null;
        }
        if (name.equals("<init>")) {
            reasons.put(key, Reasons.CONSTRUCTOR);
        } else if (name.equals("<clinit>")) {
            reasons.put(key, Reasons.STATIC_INITIALIZER);
        } else if ((access & Opcodes.ACC_ABSTRACT) != 0) {
            reasons.put(key, Reasons.ABSTRACT);
        } else if ((access & Opcodes.ACC_NATIVE) != 0) {
            reasons.put(key, Reasons.NATIVE);
        } else {
            var body = new Body();
            bodies.put(key, body);
            return body;
        }
        return null;
    }

    private String reasonAgainst(MethodGuard guard) {
        var key = key(guard.name(), guard.descriptor());
        if (asked.get(key) != guard) {
            return Reasons.TWICE;
        }
        var body = bodies.get(key);
        if (body == null) {
            var reason = reasons.get(key);
            return reason == null ? Reasons.NOT_THERE : reason;
        }
        if (!body.isThere()) {
            return Reasons.NO_CODE;
        }
        return body.hasRoom() ? null : Reasons.NO_ROOM;
    }

    private static boolean callsHook(ClassReader reader) {
        var buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at != 0
                    && reader.readByte(at - 1) == CONSTANT_CLASS
                    && HookClass.NAME.equals(reader.readUTF8(at, buffer))) {
                return true;
            }
        }
        return false;
    }
}
