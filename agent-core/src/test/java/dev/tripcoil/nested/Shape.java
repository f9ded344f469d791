package dev.tripcoil.nested;

import static dev.tripcoil.nested.Language.*;

import java.util.List;

/**
 * A way in which one call of an application passes through several methods.
 *
 * @param call the static method, of the language's package, that makes the call
 * @param guards how many guards it passes as rules weave it: not the compiler's own methods
 * @param all how many it would pass if the compiler's own methods were guarded, too
 */
record Shape(String name, Language language, String call, int guards, int all) {

    /** docs/breaker.md has it in words. */
    static final List<Shape> TABLE = List.of(
            new Shape("bridge to an override of a generic method", JAVA, "Calls.bridge", 1, 2),
            new Shape("covariant return, and super", JAVA, "Calls.covariant", 2, 3),
            new Shape("override that calls super", JAVA, "Calls.callsSuper", 2, 2),
            new Shape("override that calls super, which does too", JAVA, "Calls.callsSuperTwice", 3, 3),
            new Shape("default method through X.super", JAVA, "Calls.defaultMethod", 2, 2),
            new Shape("private and static methods of an interface", JAVA, "Calls.privateInterfaceMethod", 3, 3),
            new Shape("template method", JAVA, "Calls.template", 2, 2),
            new Shape("subclass proxy as of CGLIB", JAVA, "Calls.subclassProxy", 3, 3),
            new Shape("lambda", JAVA, "Calls.lambda", 1, 2),
            new Shape("method reference", JAVA, "Calls.methodReference", 2, 2),
            new Shape("recursion", JAVA, "Calls.recursion", 10, 10),
            new Shape("mutual recursion", JAVA, "Calls.mutualRecursion", 9, 9),
            new Shape("inner class, as a nest mate", JAVA, "Calls.nestMate", 2, 2),
            new Shape("inner class, through access$000", JAVA_8, "Calls.accessor", 2, 3),
            new Shape("overloads", JAVA, "Calls.overloads", 4, 4),
            new Shape("varargs", JAVA, "Calls.varargs", 2, 2),
            new Shape("static method to instance method", JAVA, "Calls.staticToInstance", 2, 2),
            new Shape("accessor of a record", JAVA, "Calls.recordAccessor", 2, 2),
            new Shape("body of an enum's constant", JAVA, "Calls.enumConstant", 3, 3),
            new Shape("reflection", JAVA, "Calls.reflection", 2, 2),
            new Shape("inner failure that the outer method catches", JAVA, "Calls.innerFailureCaught", 2, 2),
            new Shape("inner failure that the outer method wraps", JAVA, "Calls.innerFailureWrapped", 2, 2),
            new Shape("guarded call in finally", JAVA, "Calls.guardedFinally", 3, 4),
            new Shape("several inner calls", JAVA, "Calls.severalInARow", 6, 6),
            new Shape("inner success, then a failure", JAVA, "Calls.innerSuccessThenFailure", 2, 3),
            new Shape("default arguments", KOTLIN, "Calls.defaultArguments", 1, 2),
            new Shape("@JvmOverloads", KOTLIN, "Calls.jvmOverloads", 2, 3),
            new Shape("@JvmStatic of a companion", KOTLIN, "Stock.fetchStatically", 2, 2),
            new Shape("object expression, through access$", KOTLIN, "Calls.accessor", 2, 3),
            new Shape("interface with DefaultImpls", KOTLIN, "Calls.defaultImpls", 1, 2),
            new Shape("delegation by a property", KOTLIN, "Calls.delegation", 2, 3),
            new Shape("trait, mixed in", SCALA_2, "Calls.mixedIn", 2, 3),
            new Shape("stacked traits with super", SCALA_2, "Calls.stacked", 3, 6),
            new Shape("forwarder to an object", SCALA_2, "Stock.fetch", 2, 2),
            new Shape("trait, mixed in", SCALA_3, "Calls.mixedIn", 3, 3),
            new Shape("stacked traits with super", SCALA_3, "Calls.stacked", 5, 6),
            new Shape("forwarder to an object", SCALA_3, "Stock.fetch", 2, 2),
            new Shape("default arguments", GROOVY, "Calls.defaultArguments", 2, 2),
            new Shape("override that calls super, by the runtime", GROOVY, "Calls.callsSuper", 2, 3),
            new Shape("trait", GROOVY, "Calls.trait", 2, 2),
            new Shape("closure, by the runtime", GROOVY, "Calls.closure", 2, 2));

    /** Whether the application sees the work's failure. */
    boolean fails() {
        return !call.equals("Calls.innerFailureCaught");
    }

    @Override
    public String toString() {
        return language + ": " + name;
    }
}
