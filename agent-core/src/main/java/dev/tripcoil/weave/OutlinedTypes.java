package dev.tripcoil.weave;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/**
 * ASM's verifier on what a {@link TypeSource} knows, in place of loaded classes. Not thread-safe; for one class.
 *
 * <p>Lenient where a type is unknown: it may be any subclass of any other, and so may what it is merged with.
 */
final class OutlinedTypes extends SimpleVerifier {

    private static final Type OBJECT = Type.getObjectType("java/lang/Object");

    /** What an unknown type and another have in common: of a name that no class has, it is unknown itself. */
    private static final BasicValue UNKNOWN = new BasicValue(Type.getObjectType("?"));

    private final TypeSource types;

    /** By binary name; null for those that are unknown. */
    private final Map<String, ClassOutline> found = new HashMap<>();

    /**
     * @param checked the class whose methods are verified
     */
    OutlinedTypes(ClassOutline checked, TypeSource types) {
        super(Opcodes.ASM9, null, null, null, false);
        this.types = types;
        found.put(checked.name(), checked);
    }

    @Override
    protected boolean isInterface(Type type) {
        ClassOutline outline = find(type);
        return outline != null && (outline.access() & Opcodes.ACC_INTERFACE) != 0;
    }

    @Override
    protected Type getSuperClass(Type type) {
        ClassOutline outline = find(type);
        return outline == null || outline.superName() == null ? null : typeOf(outline.superName());
    }

    @Override
    protected boolean isAssignableFrom(Type to, Type from) {
        if (to.equals(from) || to.equals(OBJECT)) {
            return true;
        }
        if (to.getSort() == Type.ARRAY || from.getSort() == Type.ARRAY) {
            return to.getSort() != Type.ARRAY && (isInterface(to) || find(to) == null);
        }
        if (find(to) == null || isInterface(to)) {
            return true; // to the JVM's verifier, too, an interface is as good as Object
        }
        for (Type type = from; !type.equals(OBJECT); type = getSuperClass(type)) {
            if (type.equals(to) || find(type) == null) {
                return true;
            }
        }
        return false;
    }

    @Override
    public BasicValue merge(BasicValue one, BasicValue other) {
        boolean differ = one.isReference() && other.isReference() && !one.equals(other);
        if (differ && !isNull(one) && !isNull(other) && (isUnknown(one.getType()) || isUnknown(other.getType()))) {
            return UNKNOWN;
        }
        return super.merge(one, other);
    }

    private static boolean isNull(BasicValue value) {
        return value.getType().equals(NULL_TYPE);
    }

    private boolean isUnknown(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() != Type.OBJECT) {
            return false;
        }
        for (Type each = element; !each.equals(OBJECT); each = getSuperClass(each)) {
            if (find(each) == null) {
                return true;
            }
        }
        return false;
    }

    /** By internal names: what the verifier may take either for. */
    String commonSuperClass(String one, String other) {
        Type wanted = Type.getObjectType(other);
        Type type = Type.getObjectType(one);
        if (isInterface(type) || isInterface(wanted)) {
            return OBJECT.getInternalName();
        }
        while (type != null && !isSubclass(wanted, type)) {
            type = find(type) == null ? null : getSuperClass(type);
        }
        return (type == null ? OBJECT : type).getInternalName();
    }

    private boolean isSubclass(Type type, Type of) {
        for (Type each = type; each != null; each = find(each) == null ? null : getSuperClass(each)) {
            if (each.equals(of)) {
                return true;
            }
        }
        return of.equals(OBJECT);
    }

    private ClassOutline find(Type type) {
        String name = type.getClassName();
        if (found.containsKey(name)) {
            return found.get(name);
        }
        ClassOutline outline = types.find(name);
        found.put(name, outline);
        return outline;
    }

    private static Type typeOf(String binaryName) {
        return Type.getObjectType(binaryName.replace('.', '/'));
    }
}
