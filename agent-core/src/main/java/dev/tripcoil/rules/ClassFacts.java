package dev.tripcoil.rules;

/** What a rule may ask of a class; the dear questions are asked last, and only if the cheap ones leave it open. */
public interface ClassFacts {

    /** The binary name. */
    String name();

    /** The class's own name and those of what it extends and implements, at any depth. */
    Names superTypes();

    /** The types of the annotations that it carries: itself, by inheritance, or through annotations on those. */
    Names annotations();
}
