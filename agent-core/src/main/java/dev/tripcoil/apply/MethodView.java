package dev.tripcoil.apply;

import dev.tripcoil.rules.MethodFacts;
import dev.tripcoil.rules.MethodSignature;
import dev.tripcoil.rules.Names;
import dev.tripcoil.weave.MethodOutline;

/** A method of a class that is being loaded, as rules see it. For one thread, and a short time. */
final class MethodView implements MethodFacts {

    private final ClassView type;
    private final MethodOutline outline;
    private final MethodSignature signature;
    private Names annotations;

    MethodView(ClassView type, MethodOutline outline) {
        this.type = type;
        this.outline = outline;
        signature = new MethodSignature(outline.name(), outline.descriptor());
    }

    MethodOutline outline() {
        return outline;
    }

    @Override
    public MethodSignature signature() {
        return signature;
    }

    @Override
    public int access() {
        return outline.access();
    }

    @Override
    public Names annotations() {
        if (annotations == null) {
            annotations = type.types().annotations(type.loader(), outline.annotations());
        }
        return annotations;
    }

    /** For people: {@code com.acme.Foo#fetch(int)java.lang.String}. */
    @Override
    public String toString() {
        return type.name() + "#" + signature + signature.returnType();
    }
}
