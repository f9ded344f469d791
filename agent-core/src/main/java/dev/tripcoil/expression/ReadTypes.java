package dev.tripcoil.expression;

import dev.tripcoil.weave.TypeMembers;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.janino.Descriptor;
import org.codehaus.janino.IClass;
import org.codehaus.janino.IClassLoader;

/**
 * Types for Janino, read from class files as one class sees them: of each there is only what that class may use, and nothing is
 * of a type that can't be found. For one compilation.
 */
final class ReadTypes extends IClassLoader {

    private final ClassSource source;
    private final Scope scope;
    private final Map<String, TypeMembers> ofJdk;
    private final Map<String, IClass> missing = new HashMap<>();

    /** @param ofJdk what is known of types in {@code java.*}, which are the same for all; added to */
    ReadTypes(ClassSource source, Scope scope, Map<String, TypeMembers> ofJdk) {
        super(null);
        this.source = source;
        this.scope = scope;
        this.ofJdk = ofJdk;
        postConstruct();
    }

    @Override
    protected IClass findIClass(String descriptor) {
        TypeMembers members = members(Descriptor.toClassName(descriptor));
        if (members == null) {
            return null;
        }
        IClass type = new ReadType(members, this);
        defineIClass(type);
        return type;
    }

    /** Null if there is no such type. */
    TypeMembers members(String binaryName) {
        if (!binaryName.startsWith("java.")) {
            return read(binaryName);
        }
        TypeMembers known = ofJdk.get(binaryName);
        if (known == null) {
            known = read(binaryName);
            if (known != null) {
                ofJdk.put(binaryName, known);
            }
        }
        return known;
    }

    private TypeMembers read(String binaryName) {
        byte[] classFile = source.read(binaryName);
        if (classFile == null) {
            return null;
        }
        try {
            TypeMembers members = TypeMembers.read(classFile);
            return members.name().equals(binaryName) ? members : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A type of this name that the expression may refer to. */
    boolean isAccessible(String binaryName) {
        TypeMembers members = members(binaryName);
        return members != null && isAccessible(members);
    }

    boolean isAccessible(TypeMembers type) {
        return isOfPackage(type)
                || (Modifier.isPublic(type.access()) && source.exports(type.name(), scope.className()));
    }

    /** A member of an accessible type, declared there or above. */
    boolean isAccessible(TypeMembers declaring, TypeMembers.Member member) {
        if (Modifier.isPublic(member.access())) {
            return true;
        }
        return !Modifier.isPrivate(member.access()) && isOfPackage(declaring);
    }

    private boolean isOfPackage(TypeMembers type) {
        return Scope.packageOf(type.name()).equals(scope.packageName());
    }

    /** Never null: one that can't be found is a type of which nothing is known, and that nothing is of but itself. */
    IClass type(String descriptor) {
        IClass found;
        try {
            found = loadIClass(descriptor);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e); // findIClass throws none
        }
        return found != null ? found : missing(descriptor);
    }

    private IClass missing(String descriptor) {
        int dimensions = descriptor.lastIndexOf('[') + 1;
        IClass element = missing.get(descriptor.substring(dimensions));
        if (element == null) {
            String name = Descriptor.toClassName(descriptor.substring(dimensions));
            element = new ReadType(
                    new TypeMembers(
                            name, Modifier.PUBLIC, "java.lang.Object", List.of(), List.of(), List.of(), List.of()),
                    this);
            missing.put(descriptor.substring(dimensions), element);
        }
        return getArrayIClass(element, dimensions);
    }

    /**
     * The type itself if the expression may refer to it, or else the nearest above it: of its superclasses the first accessible
     * one but for Object, or else, of its accessible interfaces, the first in the order in which they are declared, the
     * type's own before its superclasses'.
     *
     * @param descriptor of a type that may be primitive or an array
     */
    IClass accessible(String descriptor) {
        int dimensions = descriptor.lastIndexOf('[') + 1;
        if (descriptor.length() == dimensions + 1) {
            return type(descriptor);
        }
        String element = Descriptor.toClassName(descriptor.substring(dimensions));
        String nearest = nearest(element);
        StringBuilder found = new StringBuilder();
        for (int i = 0; i < dimensions; i++) {
            found.append('[');
        }
        return type(found.append(Descriptor.fromClassName(nearest)).toString());
    }

    private String nearest(String binaryName) {
        List<TypeMembers> line = new ArrayList<>();
        TypeMembers type = members(binaryName);
        while (type != null && !type.name().equals("java.lang.Object") && line.size() < 1000) {
            if (isAccessible(type)) {
                return type.name();
            }
            line.add(type);
            type = type.superName() == null ? null : members(type.superName());
        }
        List<String> interfaces = new ArrayList<>();
        for (TypeMembers each : line) {
            addAll(each.interfaces(), interfaces);
        }
        for (int i = 0; i < interfaces.size(); i++) {
            TypeMembers each = members(interfaces.get(i));
            if (each != null && isAccessible(each)) {
                return each.name();
            }
            if (each != null) {
                addAll(each.interfaces(), interfaces);
            }
        }
        return "java.lang.Object";
    }

    private static void addAll(List<String> more, List<String> names) {
        for (String each : more) {
            if (!names.contains(each)) {
                names.add(each);
            }
        }
    }
}
