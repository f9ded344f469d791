package dev.tripcoil.rules;

/** What a rule may ask of a method. */
public interface MethodFacts {

    MethodSignature signature();

    /** The access flags of the class file. */
    int access();

    /** The types of the annotations that it carries, directly or through annotations on those. */
    Names annotations();
}
