package dev.tripcoil.speed;

import com.acme.speed.Shelf;
import dev.tripcoil.apply.RuleWeaver;
import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/** By how many bytes of code guarded methods grow. */
final class AddedBytes {

    private static final Map<String, String> RULES = new LinkedHashMap<>();

    static {
        RULES.put("the exception of the agent's own", "{}");
        RULES.put("`return` of a constant", "{when-open: {return: 42}}");
        RULES.put("`per` key", "{per: arg0}");
        RULES.put("`result-if`", "{failures: {result-if: result == 0}}");
    }

    private AddedBytes() {}

    static String table() {
        StringBuilder text = new StringBuilder("""
                | com.acme.speed.Shelf#rate(int)int, guarded with | bytes of code before | after | class file before | after |
                |---|---|---|---|---|
                """);
        try {
            byte[] before = Weavers.classFile(Shelf.class);
            for (Map.Entry<String, String> each : RULES.entrySet()) {
                RuleWeaver weaver = Weavers.of("breakers: {b: " + each.getValue() + "}\n"
                        + "rules: [{class: com.acme.speed.Shelf, method: rate, breaker: b}]\n");
                byte[] after = Weavers.weave(weaver, Shelf.class, before);
                text.append("| %s | %d | %d | %d | %d |%n"
                        .formatted(each.getKey(), code(before), code(after), before.length, after.length));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static int code(byte[] classFile) {
        int[] size = new int[1];
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return !name.equals("rate")
                                        ? null
                                        : new CodeSizeEvaluator(null) {
                                            @Override
                                            public void visitEnd() {
                                                size[0] = getMaxSize();
                                            }
                                        };
                            }
                        },
                        0);
        return size[0];
    }
}
