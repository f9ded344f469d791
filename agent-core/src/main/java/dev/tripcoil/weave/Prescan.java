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

    private final Map<String, MethodGuard> asked = new HashMap<>();
    private final Map<String, Body> bodies = new HashMap<>();
    private final Map<String, Construction> constructions = new HashMap<>();
    private final Map<String, StateMachine> stateMachines = new HashMap<>();
    private final Map<String, String> reasons = new HashMap<>();

    private ClassVersion version;
    private String owner;
    private boolean root;

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
        boolean callsHook = HookCalls.areIn(reader);
        if (!callsHook) {
            reader.accept(prescan, prescan.asksForConstructor() ? ClassReader.EXPAND_FRAMES : ClassReader.SKIP_FRAMES);
            prescan.infer(reader);
        }
        for (MethodGuard guard : guards) {
            var reason = callsHook ? Reasons.CALLS_HOOK : prescan.reasonAgainst(guard);
            if (reason == null) {
                var key = key(guard.name(), guard.descriptor());
                var machine = prescan.stateMachines.get(key);
                planned.add(new PlannedGuard(
                        guard,
                        prescan.bodies.get(key),
                        prescan.constructions.get(key),
                        machine == null ? null : machine.type()));
            } else {
                unwoven.add(new Result.Unwoven(guard.name(), guard.descriptor(), reason));
            }
        }
    }

    /** What frames would have said of constructors that have none, though they branch. */
    private void infer(ClassReader reader) {
        for (MethodGuard guard : asked.values()) {
            var key = key(guard.name(), guard.descriptor());
            var construction = constructions.get(key);
            if (construction != null && !construction.isClear() && !construction.isFramed()) {
                constructions.put(key, InferredConstruction.of(reader, guard.descriptor()));
            }
        }
    }

    /** Unambiguous: a descriptor begins with a parenthesis, which no name contains. */
    static String key(String name, String descriptor) {
        return name + descriptor;
    }

    private boolean asksForConstructor() {
        for (MethodGuard guard : asked.values()) {
            if (guard.isOfConstructor()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        this.version = new ClassVersion(version & 0xFFFF);
        owner = name;
        root = superName == null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        var key = key(name, descriptor);
        if (!asked.containsKey(key)) {
            return null;
        }
        if (name.equals("<clinit>")) {
            reasons.put(key, Reasons.STATIC_INITIALIZER);
        } else if ((access & Opcodes.ACC_ABSTRACT) != 0) {
            reasons.put(key, Reasons.ABSTRACT);
        } else if ((access & Opcodes.ACC_NATIVE) != 0) {
            reasons.put(key, Reasons.NATIVE);
        } else {
            var body = new Body();
            bodies.put(key, body);
            if (asked.get(key).isOfConstructor()) {
                return constructor(key, access, name, descriptor, body);
            }
            if (asked.get(key).needs().continuation()) {
                var machine =
                        new StateMachine(StateMachine.lastSlot((access & Opcodes.ACC_STATIC) != 0, descriptor), body);
                stateMachines.put(key, machine);
                return machine;
            }
            return body;
        }
        return null;
    }

    private MethodVisitor constructor(String key, int access, String name, String descriptor, Body body) {
        if (root) {
            reasons.put(key, Reasons.CONSTRUCTOR_OF_ALL);
        } else if (asked.get(key).answersWithValue()) {
            reasons.put(key, Reasons.CONSTRUCTOR_ANSWER);
        } else if (version.hasFrames()) {
            var construction = new Construction(owner, access, name, descriptor, body);
            constructions.put(key, construction);
            return construction;
        }
        return body;
    }

    private String reasonAgainst(MethodGuard guard) {
        var key = key(guard.name(), guard.descriptor());
        if (asked.get(key) != guard) {
            return Reasons.TWICE;
        }
        var reason = reasons.get(key);
        if (reason != null) {
            return reason;
        }
        var body = bodies.get(key);
        if (body == null) {
            return Reasons.NOT_THERE;
        }
        if (!body.isThere()) {
            return Reasons.NO_CODE;
        }
        var machine = stateMachines.get(key);
        if (machine != null && !machine.isClear()) {
            return Reasons.RESUMPTION_UNCLEAR;
        }
        var construction = constructions.get(key);
        if (construction != null && !construction.isClear()) {
            return Reasons.CONSTRUCTOR_UNCLEAR;
        }
        int runs = construction == null ? 1 : construction.runs();
        return body.hasRoomFor(GuardingMethodVisitor.exitStack(guard), runs) ? null : Reasons.NO_ROOM;
    }
}
