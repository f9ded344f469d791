package dev.tripcoil.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts the planned guards in; everything else reaches the writer as it was. */
final class GuardingClassVisitor extends ClassVisitor {

    private final Map<String, PlannedGuard> plans = new HashMap<>();
    private final List<GuardingMethodVisitor> guarded = new ArrayList<>();
    private final boolean frames;
    private String owner;

    GuardingClassVisitor(ClassWriter writer, List<PlannedGuard> plans, boolean frames) {
        super(Opcodes.ASM9, writer);
        this.frames = frames;
        for (PlannedGuard plan : plans) {
            this.plans.put(Prescan.key(plan.guard().name(), plan.guard().descriptor()), plan);
        }
    }

    /** The methods that the guard makes too large for HotSpot to compile. */
    List<PlannedGuard> tooLargeToCompile() {
        var tooLarge = new ArrayList<PlannedGuard>();
        for (GuardingMethodVisitor each : guarded) {
            if (each.tooLargeToCompile()) {
                tooLarge.add(each.plan());
            }
        }
        return tooLarge;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        owner = name;
        cv.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        // The writer copies a method that comes back to the reader as it was given, bytes and all.
        var next = cv.visitMethod(access, name, descriptor, signature, exceptions);
        var plan = plans.get(Prescan.key(name, descriptor));
        if (plan == null) {
            return next;
        }
        var guarding = plan.construction() == null
                ? new GuardingMethodVisitor(next, plan, owner, (access & Opcodes.ACC_STATIC) != 0, frames)
                : new GuardingConstructorVisitor(next, plan);
        guarded.add(guarding);
        return guarding;
    }
}
