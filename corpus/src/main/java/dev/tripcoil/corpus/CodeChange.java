package dev.tripcoil.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Changes of one method, instruction by instruction. Many leave it valid, in a shape that no compiler gives it: these
 * try the weaver harder than noise does. Each throws if the method has nothing of the kind.
 */
enum CodeChange {
    DELETED {
        @Override
        void change(MethodNode method, Random random) {
            method.instructions.remove(any(method, random));
        }
    },
    REPEATED {
        @Override
        void change(MethodNode method, Random random) {
            var one = any(method, random);
            method.instructions.insert(one, one.clone(Map.of()));
        }
    },
    SWAPPED {
        @Override
        void change(MethodNode method, Random random) {
            var one = any(method, random);
            var next = one.getNext();
            method.instructions.remove(one);
            method.instructions.insert(next, one);
        }
    },
    NOPS {
        @Override
        void change(MethodNode method, Random random) {
            insert(any(method, random), method, new InsnNode(Opcodes.NOP), new InsnNode(Opcodes.NOP));
        }
    },
    PUSH_AND_POP {
        @Override
        void change(MethodNode method, Random random) {
            insert(any(method, random), method, new LdcInsnNode(random.nextLong()), new InsnNode(Opcodes.POP2));
            method.maxStack += 2;
        }
    },
    OPERAND_BELOW_THE_RETURN_VALUE {
        @Override
        void change(MethodNode method, Random random) {
            var first = first(method);
            // Stays there to the end, where no frame says otherwise.
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                method.instructions.insertBefore(first, new InsnNode(Opcodes.FCONST_1));
                method.maxStack++;
            }
        }
    },
    OPERANDS_BELOW_ONE_RETURN {
        @Override
        void change(MethodNode method, Random random) {
            var exit = anyReturn(method, random);
            int wide = Type.getReturnType(method.desc).getSize();
            if (wide == 2) {
                insert(exit, method, new InsnNode(Opcodes.ACONST_NULL), new InsnNode(Opcodes.DUP_X2));
                method.instructions.insertBefore(exit, new InsnNode(Opcodes.POP));
            } else if (wide == 1) {
                insert(exit, method, new InsnNode(Opcodes.ACONST_NULL), new InsnNode(Opcodes.SWAP));
            } else {
                insert(exit, method, new InsnNode(Opcodes.LCONST_1));
            }
            method.maxStack += 2;
        }
    },
    HEAD_OF_A_LOOP {
        @Override
        void change(MethodNode method, Random random) {
            var head = new LabelNode();
            var first = first(method);
            insert(first, method, head);
            if (hasFrames(method, random)) {
                method.instructions.insert(head, new FrameNode(Opcodes.F_SAME, 0, null, 0, null));
            }
            insert(first, method, new InsnNode(Opcodes.ICONST_0), new JumpInsnNode(Opcodes.IFNE, head));
            method.maxStack++;
        }
    },
    RETURNS_AT_ONCE {
        @Override
        void change(MethodNode method, Random random) {
            returnBefore(first(method), method, random);
        }
    },
    RETURNS_ANYWHERE {
        @Override
        void change(MethodNode method, Random random) {
            returnBefore(any(method, random), method, random);
        }
    },
    DEAD_CODE {
        @Override
        void change(MethodNode method, Random random) {
            var last = method.instructions.getLast();
            if (random.nextBoolean()) {
                method.instructions.insert(last, new InsnNode(Opcodes.ATHROW));
                method.instructions.insert(last, new InsnNode(Opcodes.ACONST_NULL));
            } else {
                method.instructions.insert(last, new InsnNode(Opcodes.NOP));
            }
        }
    },
    OTHER_OPCODE {
        @Override
        void change(MethodNode method, Random random) {
            var one = any(method, random);
            int opcode = one.getOpcode() + random.nextInt(5) - 2;
            if (one instanceof InsnNode && opcode <= Opcodes.DCONST_1 && opcode >= 0) {
                method.instructions.set(one, new InsnNode(opcode));
            } else if (one instanceof VarInsnNode) {
                int first = one.getOpcode() >= Opcodes.ISTORE ? Opcodes.ISTORE : Opcodes.ILOAD;
                method.instructions.set(one, new VarInsnNode(first + random.nextInt(5), ((VarInsnNode) one).var));
            } else if (one instanceof JumpInsnNode) {
                int jump = Opcodes.IFEQ + random.nextInt(Opcodes.JSR - Opcodes.IFEQ + 1);
                method.instructions.set(one, new JumpInsnNode(jump, ((JumpInsnNode) one).label));
            } else {
                int either = Opcodes.IALOAD + random.nextInt(Opcodes.MONITOREXIT - Opcodes.IALOAD);
                method.instructions.set(one, new InsnNode(either == Opcodes.IINC ? Opcodes.NOP : either));
            }
        }
    },
    OTHER_RETURN {
        @Override
        void change(MethodNode method, Random random) {
            var exit = anyReturn(method, random);
            method.instructions.set(exit, new InsnNode(Opcodes.IRETURN + random.nextInt(6)));
        }
    },
    OTHER_LOCAL {
        @Override
        void change(MethodNode method, Random random) {
            var one = any(method, VarInsnNode.class, random);
            one.var = random.nextInt(8) == 0 ? random.nextInt(70_000) : random.nextInt(method.maxLocals + 1);
        }
    },
    PARAMETER_OVERWRITTEN {
        @Override
        void change(MethodNode method, Random random) {
            int local = random.nextInt(method.maxLocals);
            insert(first(method), method, new LdcInsnNode("x"), new VarInsnNode(Opcodes.ASTORE, local));
            method.maxStack++;
        }
    },
    OTHER_TARGET {
        @Override
        void change(MethodNode method, Random random) {
            any(method, JumpInsnNode.class, random).label = any(method, LabelNode.class, random);
        }
    },
    TRY_ROUND_A_PART {
        @Override
        void change(MethodNode method, Random random) {
            var start = labelBefore(any(method, random), method);
            var end = labelBefore(any(method, random), method);
            var handler = random.nextBoolean() ? start : any(method, LabelNode.class, random);
            method.tryCatchBlocks.add(
                    random.nextBoolean() ? 0 : method.tryCatchBlocks.size(),
                    new TryCatchBlockNode(start, end, handler, random.nextBoolean() ? null : "java/lang/Error"));
        }
    },
    RETHROWN {
        @Override
        void change(MethodNode method, Random random) {
            var start = labelBefore(first(method), method);
            var handler = new LabelNode();
            method.instructions.add(handler);
            if (hasFrames(method, random)) {
                Object[] stack = {"java/lang/Throwable"};
                method.instructions.add(new FrameNode(Opcodes.F_FULL, 0, new Object[0], 1, stack));
            }
            method.instructions.add(new InsnNode(Opcodes.ATHROW));
            var end = random.nextBoolean() ? handler : labelBefore(any(method, random), method);
            method.tryCatchBlocks.add(new TryCatchBlockNode(start, end, handler, null));
            method.maxStack++;
        }
    },
    HANDLER_GONE {
        @Override
        void change(MethodNode method, Random random) {
            method.tryCatchBlocks.remove(random.nextInt(method.tryCatchBlocks.size()));
        }
    },
    FRAME_GONE {
        @Override
        void change(MethodNode method, Random random) {
            method.instructions.remove(any(method, FrameNode.class, random));
        }
    },
    FRAME_CHANGED {
        @Override
        void change(MethodNode method, Random random) {
            var frame = any(method, FrameNode.class, random);
            List<Object> parts = random.nextBoolean() && !frame.stack.isEmpty() ? frame.stack : frame.local;
            Object[] types = {
                Opcodes.TOP, Opcodes.INTEGER, Opcodes.LONG, Opcodes.NULL, Opcodes.UNINITIALIZED_THIS, "java/lang/Object"
            };
            parts.set(random.nextInt(parts.size()), types[random.nextInt(types.length)]);
        }
    },
    SUBROUTINE {
        @Override
        void change(MethodNode method, Random random) {
            var subroutine = new LabelNode();
            insert(any(method, random), method, new JumpInsnNode(Opcodes.JSR, subroutine));
            method.instructions.add(subroutine);
            method.instructions.add(new VarInsnNode(Opcodes.ASTORE, method.maxLocals));
            method.instructions.add(new VarInsnNode(Opcodes.RET, method.maxLocals));
            method.maxLocals++;
            method.maxStack++;
        }
    },
    CONSTANT_LOADED {
        @Override
        void change(MethodNode method, Random random) {
            Object[] constants = {1, 1.5, "x", 7L, Type.getObjectType("java/lang/Object"), Type.getMethodType("()V")};
            var constant = constants[random.nextInt(constants.length)];
            any(method, LdcInsnNode.class, random).cst = constant;
        }
    },
    LINES {
        @Override
        void change(MethodNode method, Random random) {
            var label = any(method, LabelNode.class, random);
            for (int n = random.nextInt(4); n >= 0; n--) {
                method.instructions.insert(label, new LineNumberNode(random.nextInt(65_536), label));
            }
        }
    },
    LARGE {
        @Override
        void change(MethodNode method, Random random) {
            int[] sizes = {200, 7_900, 30_000, 32_700, 64_000, 65_300, 65_500};
            var first = first(method);
            for (int n = sizes[random.nextInt(sizes.length)] - random.nextInt(100); n > 0; n--) {
                method.instructions.insertBefore(first, new InsnNode(Opcodes.NOP));
            }
        }
    },
    LARGE_WITHIN {
        @Override
        void change(MethodNode method, Random random) {
            var one = any(method, random);
            for (int n = 32_650 + random.nextInt(100); n > 0; n--) {
                method.instructions.insertBefore(one, new InsnNode(Opcodes.NOP));
            }
        }
    },
    BEFORE_THE_SUPER_CALL {
        @Override
        void change(MethodNode method, Random random) {
            var call = superCall(method);
            switch (random.nextInt(6)) {
                case 0 -> insert(call, method, new InsnNode(Opcodes.NOP));
                case 1 -> returnBefore(first(method), method, random);
                case 2 -> method.instructions.remove(call);
                case 3 ->
                    insert(first(method), method, new InsnNode(Opcodes.ACONST_NULL), new InsnNode(Opcodes.ATHROW));
                case 4 ->
                    method.tryCatchBlocks.add(new TryCatchBlockNode(
                            labelBefore(first(method), method),
                            labelBefore(call, method),
                            any(method, LabelNode.class, random),
                            null));
                default -> {
                    // Whether there is a this to speak of depends on the way.
                    var over = new LabelNode();
                    insert(first(method), method, new InsnNode(Opcodes.ICONST_0), new JumpInsnNode(Opcodes.IFNE, over));
                    insert(first(method), method, over);
                    if (hasFrames(method, random)) {
                        method.instructions.insert(over, new FrameNode(Opcodes.F_SAME, 0, null, 0, null));
                    }
                    method.maxStack++;
                }
            }
        }
    },
    THIS_STORED_BEFORE_THE_SUPER_CALL {
        @Override
        void change(MethodNode method, Random random) {
            superCall(method);
            int local = random.nextBoolean() ? method.maxLocals++ : random.nextInt(method.maxLocals);
            insert(first(method), method, new VarInsnNode(Opcodes.ALOAD, 0), new VarInsnNode(Opcodes.ASTORE, local));
            method.maxStack++;
        }
    },
    UNFINISHED_OBJECT {
        @Override
        void change(MethodNode method, Random random) {
            insert(
                    any(method, random),
                    method,
                    new TypeInsnNode(Opcodes.NEW, "java/lang/Object"),
                    new VarInsnNode(Opcodes.ASTORE, method.maxLocals++));
            method.maxStack++;
        }
    },
    MONITOR {
        @Override
        void change(MethodNode method, Random random) {
            insert(
                    any(method, random),
                    method,
                    new LdcInsnNode("lock"),
                    new InsnNode(random.nextBoolean() ? Opcodes.MONITORENTER : Opcodes.MONITOREXIT));
            method.maxStack++;
        }
    },
    WITHOUT_FRAMES {
        @Override
        void change(MethodNode method, Random random) {
            for (var each : method.instructions.toArray()) {
                if (each instanceof FrameNode) {
                    method.instructions.remove(each);
                }
            }
        }
    },
    CALLS_HOOK {
        @Override
        void change(MethodNode method, Random random) {
            insert(
                    first(method),
                    method,
                    new IntInsnNode(Opcodes.BIPUSH, 3),
                    new MethodInsnNode(
                            Opcodes.INVOKESTATIC, "java/lang/$Tripcoil", "enter", "(I)Ljava/lang/Object;", false),
                    new InsnNode(Opcodes.POP));
            method.maxStack++;
        }
    };

    abstract void change(MethodNode method, Random random);

    /** The argument stays as it is. */
    byte[] applyTo(byte[] classFile, Random random) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        // So that what is changed without a thought for frames has a chance.
        if (random.nextInt(3) == 0 || this == SUBROUTINE) {
            node.version = Opcodes.V1_3 + random.nextInt(3);
        }
        var methods = node.methods.stream()
                .filter(each -> each.instructions.size() > 0)
                .filter(each -> !isAboutConstructors() || each.name.equals("<init>"))
                .toList();
        var method = methods.get(random.nextInt(methods.size()));
        change(method, random);
        if (this == SUBROUTINE || (node.version & 0xFFFF) < Opcodes.V1_6) {
            for (var each : node.methods) {
                WITHOUT_FRAMES.change(each, random);
            }
        }
        var writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }

    private boolean isAboutConstructors() {
        return this == BEFORE_THE_SUPER_CALL || this == THIS_STORED_BEFORE_THE_SUPER_CALL;
    }

    private static boolean hasFrames(MethodNode method, Random random) {
        return random.nextInt(8) > 0;
    }

    private static AbstractInsnNode first(MethodNode method) {
        var each = method.instructions.getFirst();
        while (each.getOpcode() < 0) {
            each = each.getNext();
        }
        return each;
    }

    private static AbstractInsnNode any(MethodNode method, Random random) {
        int at = random.nextInt(method.instructions.size());
        var each = method.instructions.get(at);
        while (each != null && each.getOpcode() < 0) {
            each = each.getNext();
        }
        return each == null ? first(method) : each;
    }

    private static <T extends AbstractInsnNode> T any(MethodNode method, Class<T> type, Random random) {
        var all = Arrays.stream(method.instructions.toArray())
                .filter(type::isInstance)
                .toList();
        return type.cast(all.get(random.nextInt(all.size())));
    }

    private static AbstractInsnNode anyReturn(MethodNode method, Random random) {
        var all = Arrays.stream(method.instructions.toArray())
                .filter(each -> each.getOpcode() >= Opcodes.IRETURN && each.getOpcode() <= Opcodes.RETURN)
                .toList();
        return all.get(random.nextInt(all.size()));
    }

    private static AbstractInsnNode superCall(MethodNode method) {
        for (var each : method.instructions) {
            if (each.getOpcode() == Opcodes.INVOKESPECIAL && ((MethodInsnNode) each).name.equals("<init>")) {
                return each;
            }
        }
        throw new IllegalArgumentException("no constructor call");
    }

    private static LabelNode labelBefore(AbstractInsnNode instruction, MethodNode method) {
        var label = new LabelNode();
        method.instructions.insertBefore(instruction, label);
        return label;
    }

    private static void insert(AbstractInsnNode before, MethodNode method, AbstractInsnNode... instructions) {
        var list = new InsnList();
        for (var each : instructions) {
            list.add(each);
        }
        method.instructions.insertBefore(before, list);
    }

    /** Behind a condition, so that what follows can be reached. */
    private static void returnBefore(AbstractInsnNode place, MethodNode method, Random random) {
        var type = Type.getReturnType(method.desc);
        var on = new LabelNode();
        insert(place, method, new InsnNode(Opcodes.ICONST_0), new JumpInsnNode(Opcodes.IFEQ, on));
        switch (type.getSort()) {
            case Type.VOID -> {}
            case Type.LONG -> insert(place, method, new InsnNode(Opcodes.LCONST_0));
            case Type.DOUBLE -> insert(place, method, new InsnNode(Opcodes.DCONST_0));
            case Type.FLOAT -> insert(place, method, new InsnNode(Opcodes.FCONST_0));
            case Type.OBJECT, Type.ARRAY -> insert(place, method, new InsnNode(Opcodes.ACONST_NULL));
            default -> insert(place, method, new InsnNode(Opcodes.ICONST_0));
        }
        insert(place, method, new InsnNode(type.getOpcode(Opcodes.IRETURN)), on);
        if (hasFrames(method, random)) {
            insert(place, method, new FrameNode(Opcodes.F_SAME, 0, null, 0, null));
        }
        method.maxStack += 2;
    }
}
