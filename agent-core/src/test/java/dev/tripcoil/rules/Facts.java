package dev.tripcoil.rules;

import java.util.List;

/** A class with one method, told rather than read. */
record Facts(String name, Names superTypes, Names annotations, Method method) implements ClassFacts {

    record Method(MethodSignature signature, int access, Names annotations) implements MethodFacts {}

    static final int PUBLIC = 1;
    static final int PRIVATE = 2;
    static final int PROTECTED = 4;

    static Facts of(String type, String method) {
        return of(type, method, "()V");
    }

    static Facts of(String type, String method, String descriptor) {
        return new Facts(
                type,
                names(type, "java.lang.Object"),
                Names.NONE,
                new Method(new MethodSignature(method, descriptor), PUBLIC, Names.NONE));
    }

    static Names names(String... names) {
        return new Names(List.of(names), true);
    }

    /** These, and perhaps others. */
    static Names atLeast(String... names) {
        return new Names(List.of(names), false);
    }

    Facts extending(Names superTypes) {
        return new Facts(name, superTypes, annotations, method);
    }

    Facts annotated(Names annotations) {
        return new Facts(name, superTypes, annotations, method);
    }

    Facts withMethodAnnotated(Names annotations) {
        return new Facts(name, superTypes, this.annotations, new Method(method.signature, method.access, annotations));
    }

    Facts withAccess(int access) {
        return new Facts(name, superTypes, annotations, new Method(method.signature, access, method.annotations));
    }

    Match under(Rule rule) {
        return rule.matches(this, method);
    }
}
