package dev.tripcoil.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;

/**
 * Puts guards round the bodies of methods. Only bodies change: the class's version, its members and all attributes
 * stay, so that a class can be woven as it is loaded, retransformed later, and given its original back.
 *
 * <p>The same bytes and guards always give the same result. Nothing is loaded, logged or kept.
 */
public final class Weaver {

    private final ClassVersion version;
    private final ClassReader reader;
    private final List<PlannedGuard> planned = new ArrayList<>();
    private final List<Result.Unwoven> unwoven = new ArrayList<>();
    private final List<String> cautions = new ArrayList<>();

    private Weaver(byte[] classFile) {
        version = ClassVersion.of(classFile);
        reader = new ClassReader(version.readable(classFile));
    }

    /**
     * Weaves one class. Whatever the bytes are, it returns: what can't be guarded is listed in the result.
     *
     * @param classFile is not changed
     * @param guards at most one for each method; of several the first counts
     */
    public static Result weave(byte[] classFile, List<MethodGuard> guards) {
        if (guards.isEmpty()) {
            return new Result(null, List.of(), List.of(), null);
        }
        try {
            return new Weaver(classFile).weave(guards);
        } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
            // ASM expects well-formed class files, and on others throws whatever comes of reading them.
            return leftAlone(guards, Reasons.unreadable(e));
        }
    }

    private static Result leftAlone(List<MethodGuard> guards, String reason) {
        var unwoven = new ArrayList<Result.Unwoven>();
        for (MethodGuard guard : guards) {
            unwoven.add(new Result.Unwoven(guard.name(), guard.descriptor(), reason));
        }
        return new Result(null, List.of(), unwoven, null);
    }

    private Result weave(List<MethodGuard> guards) {
        Prescan.sort(reader, guards, planned, unwoven);
        byte[] woven = null;
        // Each turn that weaves nothing takes at least one plan away.
        while (woven == null && !planned.isEmpty()) {
            woven = tryPlanned();
        }
        var methods = new ArrayList<Result.Woven>();
        for (PlannedGuard plan : planned) {
            methods.add(plan.woven());
        }
        return new Result(woven, methods, unwoven, caution());
    }

    /** All that is planned, at once; or null, after taking out what made that impossible. */
    private byte[] tryPlanned() {
        var writer = new PoolKeepingWriter(reader);
        var guarding = new GuardingClassVisitor(writer, planned, version.hasFrames());
        // Before version 50 frames are ignored by the JVM, if there are any; ASM would write them in another form.
        reader.accept(guarding, version.hasFrames() ? ClassReader.EXPAND_FRAMES : ClassReader.SKIP_FRAMES);
        try {
            var woven = version.restored(writer.toByteArray());
            noteCautions(guarding);
            return woven;
        } catch (MethodTooLargeException e) {
            giveUp(e.getMethodName(), e.getDescriptor());
        } catch (ClassTooLargeException e) {
            giveUpAll(Reasons.CLASS_FULL);
        }
        return null;
    }

    private void giveUp(String name, String descriptor) {
        for (int i = 0; i < planned.size(); i++) {
            var plan = planned.get(i);
            if (plan.guard().name().equals(name) && plan.guard().descriptor().equals(descriptor)) {
                // By index: by value would compare records, which loads classes.
                planned.remove(i);
                unwoven.add(plan.unwoven(Reasons.TOO_LARGE));
                return;
            }
        }
        // An unguarded method can outgrow the limit where ASM has to widen jumps, as it then writes all anew.
        giveUpAll(Reasons.TOO_LARGE);
    }

    private void giveUpAll(String reason) {
        for (PlannedGuard plan : planned) {
            unwoven.add(plan.unwoven(reason));
        }
        planned.clear();
    }

    private void noteCautions(GuardingClassVisitor guarding) {
        if (version.isNewerThanKnown()) {
            cautions.add("class file version " + version.major() + " is newer than " + ClassVersion.NEWEST_KNOWN
                    + ", the newest that this agent knows: it was read as that; look for a newer agent");
        }
        for (int i = 0; i < planned.size(); i++) {
            var construction = planned.get(i).construction();
            if (construction != null && construction.unseen() != null) {
                cautions.add(superclassUnseen(planned.get(i)));
            }
        }
        for (PlannedGuard plan : guarding.tooLargeToCompile()) {
            cautions.add(plan.guard().name() + plan.guard().descriptor() + " grows past 8,000 bytes of bytecode, and"
                    + " HotSpot compiles no method so large: guard a method that it calls, or run with"
                    + " -XX:-DontCompileHugeMethods");
        }
    }

    private static String superclassUnseen(PlannedGuard plan) {
        return plan.guard().name() + plan.guard().descriptor() + ": what the constructor of its superclass "
                + plan.construction().unseen().replace('/', '.') + " throws is not counted, as a class file may catch"
                + " nothing there: guard that constructor too, with the same breaker";
    }

    private String caution() {
        return cautions.isEmpty() ? null : String.join("; ", cautions);
    }
}
