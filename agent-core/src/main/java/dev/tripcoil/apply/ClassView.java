package dev.tripcoil.apply;

import dev.tripcoil.rules.ClassFacts;
import dev.tripcoil.rules.Names;
import dev.tripcoil.weave.ClassOutline;

/** A class that is being loaded, as rules see it. For one thread, and a short time: it holds the class loader. */
final class ClassView implements ClassFacts {

    private final Types types;
    private final ClassLoader loader;
    private final ClassOutline outline;
    private final Type type;
    private Names superTypes;
    private Names annotations;

    ClassView(Types types, ClassLoader loader, ClassOutline outline) {
        this.types = types;
        this.loader = loader;
        this.outline = outline;
        type = Type.of(outline);
    }

    ClassLoader loader() {
        return loader;
    }

    ClassOutline outline() {
        return outline;
    }

    Types types() {
        return types;
    }

    @Override
    public String name() {
        return outline.name();
    }

    @Override
    public Names superTypes() {
        if (superTypes == null) {
            superTypes = types.superTypes(loader, outline.name(), type);
        }
        return superTypes;
    }

    @Override
    public Names annotations() {
        if (annotations == null) {
            annotations = types.annotations(loader, type);
        }
        return annotations;
    }
}
