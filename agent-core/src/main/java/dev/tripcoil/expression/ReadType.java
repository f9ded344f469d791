package dev.tripcoil.expression;

import dev.tripcoil.weave.TypeMembers;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.codehaus.janino.Access;
import org.codehaus.janino.Descriptor;
import org.codehaus.janino.IClass;
import org.codehaus.janino.ITypeVariable;
import org.codehaus.janino.MethodDescriptor;

/**
 * A type for Janino, read from its class file.
 *
 * <p>Of a type that the expression may refer to, all that it may use is declared here and public, as are the members that the type
 * inherits from types that the expression may not refer to: the JVM finds them there by this type's name. A type that it
 * may not refer to declares nothing.
 */
final class ReadType extends IClass {

    private static final int ACC_VARARGS = 0x80;
    private static final int ACC_ENUM = 0x4000;
    private static final int MOST_SUPER_TYPES = 1000;

    private final TypeMembers members;
    private final ReadTypes types;
    private final boolean accessible;

    ReadType(TypeMembers members, ReadTypes types) {
        this.members = members;
        this.types = types;
        this.accessible = types.isAccessible(members);
    }

    @Override
    protected IMethod[] getDeclaredIMethods2() {
        List<IMethod> methods = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (TypeMembers declaring : declaring()) {
            for (TypeMembers.Member each : declaring.methods()) {
                if (each.name().charAt(0) != '<'
                        && isUsable(declaring, each)
                        && known.add(each.name() + each.descriptor())) {
                    methods.add(new ReadMethod(each));
                }
            }
        }
        return methods.toArray(new IMethod[0]);
    }

    @Override
    protected IField[] getDeclaredIFields2() {
        List<IField> fields = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (TypeMembers declaring : declaring()) {
            for (TypeMembers.Member each : declaring.fields()) {
                if (isUsable(declaring, each) && known.add(each.name())) {
                    fields.add(new ReadField(each));
                }
            }
        }
        return fields.toArray(new IField[0]);
    }

    private boolean isUsable(TypeMembers declaring, TypeMembers.Member member) {
        boolean inherited = declaring != members;
        if (inherited && Modifier.isStatic(member.access()) && Modifier.isInterface(declaring.access())) {
            return false; // static methods of interfaces are not inherited
        }
        return types.isAccessible(declaring, member);
    }

    /** The type itself and those above it that can't be referred to, up to the next that can. */
    private List<TypeMembers> declaring() {
        List<TypeMembers> declaring = new ArrayList<>();
        if (accessible) {
            declaring.add(members);
            for (int i = 0; i < declaring.size() && i < MOST_SUPER_TYPES; i++) {
                TypeMembers each = declaring.get(i);
                if (each.superName() != null) {
                    addInaccessible(each.superName(), declaring);
                }
                for (String name : each.interfaces()) {
                    addInaccessible(name, declaring);
                }
            }
        }
        return declaring;
    }

    private void addInaccessible(String name, List<TypeMembers> declaring) {
        for (TypeMembers each : declaring) {
            if (each.name().equals(name)) {
                return;
            }
        }
        TypeMembers type = types.members(name);
        if (type != null && !types.isAccessible(type)) {
            declaring.add(type);
        }
    }

    @Override
    protected IConstructor[] getDeclaredIConstructors2() {
        List<IConstructor> constructors = new ArrayList<>();
        for (TypeMembers.Member each : members.methods()) {
            if (accessible && each.name().equals("<init>") && types.isAccessible(members, each)) {
                constructors.add(new ReadConstructor(each));
            }
        }
        return constructors.toArray(new IConstructor[0]);
    }

    @Override
    protected IClass[] getDeclaredIClasses2() {
        List<IClass> declared = new ArrayList<>();
        for (String each : members.memberTypes()) {
            if (types.isAccessible(each)) {
                declared.add(types.type(Descriptor.fromClassName(each)));
            }
        }
        return declared.toArray(new IClass[0]);
    }

    /** None: this is asked for only to tell what is accessible, which is told here by the class file's own flags. */
    @Override
    protected IClass getDeclaringIClass2() {
        return null;
    }

    /** None: an inner class's constructors have the outer object as a parameter that is like any other. */
    @Override
    protected IClass getOuterIClass2() {
        return null;
    }

    @Override
    protected IClass getSuperclass2() {
        return members.superName() == null || isInterface()
                ? null
                : types.type(Descriptor.fromClassName(members.superName()));
    }

    @Override
    protected IClass[] getInterfaces2() {
        return types(members.interfaces());
    }

    private IClass[] types(List<String> names) {
        IClass[] found = new IClass[names.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = types.type(Descriptor.fromClassName(names.get(i)));
        }
        return found;
    }

    @Override
    protected ITypeVariable[] getITypeVariables2() {
        return new ITypeVariable[0];
    }

    @Override
    public Access getAccess() {
        return accessible ? Access.PUBLIC : Access.DEFAULT;
    }

    @Override
    public boolean isFinal() {
        return Modifier.isFinal(members.access());
    }

    @Override
    public boolean isAbstract() {
        return Modifier.isAbstract(members.access());
    }

    @Override
    public boolean isEnum() {
        return (members.access() & ACC_ENUM) != 0;
    }

    @Override
    public boolean isInterface() {
        return Modifier.isInterface(members.access());
    }

    @Override
    protected String getDescriptor2() {
        return Descriptor.fromClassName(members.name());
    }

    @Override
    public boolean isArray() {
        return false;
    }

    @Override
    public boolean isPrimitive() {
        return false;
    }

    @Override
    public boolean isPrimitiveNumeric() {
        return false;
    }

    @Override
    protected IClass getComponentType2() {
        return null;
    }

    private IClass[] parameters(TypeMembers.Member method) {
        String[] descriptors = new MethodDescriptor(method.descriptor()).parameterFds;
        IClass[] parameters = new IClass[descriptors.length];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = types.type(descriptors[i]);
        }
        return parameters;
    }

    /** Without the exceptions that it declares: whatever an expression throws is caught where it is called. */
    private final class ReadMethod extends IMethod {

        private final TypeMembers.Member method;

        ReadMethod(TypeMembers.Member method) {
            this.method = method;
        }

        @Override
        public String getName() {
            return method.name();
        }

        @Override
        public IClass getReturnType() {
            return types.type(new MethodDescriptor(method.descriptor()).returnFd);
        }

        @Override
        public IClass[] getParameterTypes2() {
            return parameters(method);
        }

        @Override
        public boolean isStatic() {
            return Modifier.isStatic(method.access());
        }

        @Override
        public boolean isAbstract() {
            return Modifier.isAbstract(method.access());
        }

        @Override
        public boolean isVarargs() {
            return (method.access() & ACC_VARARGS) != 0;
        }

        @Override
        public IClass[] getThrownExceptions2() {
            return new IClass[0];
        }

        @Override
        public Access getAccess() {
            return Access.PUBLIC;
        }

        @Override
        public IAnnotation[] getAnnotations() {
            return new IAnnotation[0];
        }
    }

    private final class ReadConstructor extends IConstructor {

        private final TypeMembers.Member constructor;

        ReadConstructor(TypeMembers.Member constructor) {
            this.constructor = constructor;
        }

        @Override
        public IClass[] getParameterTypes2() {
            return parameters(constructor);
        }

        @Override
        public boolean isVarargs() {
            return (constructor.access() & ACC_VARARGS) != 0;
        }

        @Override
        public IClass[] getThrownExceptions2() {
            return new IClass[0];
        }

        @Override
        public Access getAccess() {
            return Access.PUBLIC;
        }

        @Override
        public IAnnotation[] getAnnotations() {
            return new IAnnotation[0];
        }
    }

    private final class ReadField extends IField {

        private final TypeMembers.Member field;

        ReadField(TypeMembers.Member field) {
            this.field = field;
        }

        @Override
        public String getName() {
            return field.name();
        }

        @Override
        public IClass getType() {
            return types.type(field.descriptor());
        }

        @Override
        public boolean isStatic() {
            return Modifier.isStatic(field.access());
        }

        /** As it is when the expression is evaluated. */
        @Override
        public Object getConstantValue() {
            return NOT_CONSTANT;
        }

        @Override
        public Access getAccess() {
            return Access.PUBLIC;
        }

        @Override
        public IAnnotation[] getAnnotations() {
            return new IAnnotation[0];
        }
    }
}
