package dev.tripcoil.expression;

import org.codehaus.commons.compiler.Location;
import org.codehaus.janino.Java;
import org.codehaus.janino.util.AbstractTraverser;

/**
 * What an expression of the rules may not be, though Java lets it: it changes nothing by itself, and is no more than one
 * expression. Also what Janino would not compile, where it says so in a way that only its makers understand.
 */
final class Check extends AbstractTraverser<RuntimeException> {

    private final Scope scope;

    Check(Scope scope) {
        this.scope = scope;
    }

    /** @throws Refused if there is something that it may not be */
    void check(Java.Rvalue expression) {
        visitAtom(expression);
    }

    /** With a message for the one who wrote the expression. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        final transient Location location;

        Refused(String message, Location location) {
            super(message);
            this.location = location;
        }
    }

    @Override
    public void traverseAssignment(Java.Assignment a) {
        String hint = a.operator.equals("=") ? "; to compare, write ==" : "";
        throw new Refused("an expression can't assign anything" + hint, a.getLocation());
    }

    @Override
    public void traverseCrement(Java.Crement c) {
        throw new Refused("an expression can't change a variable, as " + c.operator + " would", c.getLocation());
    }

    @Override
    public void traverseLambdaExpression(Java.LambdaExpression le) {
        throw new Refused(inAMethod("lambdas"), le.getLocation());
    }

    @Override
    public void traverseMethodReference(Java.MethodReference mr) {
        throw new Refused(inAMethod("method references"), mr.getLocation());
    }

    @Override
    public void traverseClassInstanceCreationReference(Java.ClassInstanceCreationReference cicr) {
        throw new Refused(inAMethod("method references"), cicr.getLocation());
    }

    @Override
    public void traverseArrayCreationReference(Java.ArrayCreationReference acr) {
        throw new Refused(inAMethod("method references"), acr.getLocation());
    }

    @Override
    public void traverseNewAnonymousClassInstance(Java.NewAnonymousClassInstance naci) {
        throw new Refused(inAMethod("classes without a name"), naci.getLocation());
    }

    private static String inAMethod(String what) {
        return what
                + " can't be used in an expression: put this into a static method of the application, and call that";
    }

    @Override
    public void traverseThisReference(Java.ThisReference tr) {
        throw noThis(tr.getLocation());
    }

    @Override
    public void traverseQualifiedThisReference(Java.QualifiedThisReference qtr) {
        throw noThis(qtr.getLocation());
    }

    private static Refused noThis(Location at) {
        return new Refused("'this' is not known in an expression; the guarded method's object is 'self'", at);
    }

    @Override
    public void traverseSuperclassMethodInvocation(Java.SuperclassMethodInvocation smi) {
        throw new Refused("'super' is not known in an expression", smi.getLocation());
    }

    @Override
    public void traverseSuperclassFieldAccessExpression(Java.SuperclassFieldAccessExpression scfae) {
        throw new Refused("'super' is not known in an expression", scfae.getLocation());
    }

    @Override
    public void traverseMethodInvocation(Java.MethodInvocation mi) {
        if (mi.target == null) {
            String name = mi.methodName + "(…)";
            throw new Refused(
                    name + " is called on nothing: write self." + name + ", or, if it is static, the class before it",
                    mi.getLocation());
        }
        super.traverseMethodInvocation(mi);
    }

    @Override
    public void traverseAmbiguousName(Java.AmbiguousName an) {
        String name = an.identifiers[0];
        if (isReserved(name) && !isKnown(name)) {
            throw new Refused("'" + name + "' is not known here: there " + known(), an.getLocation());
        }
        super.traverseAmbiguousName(an);
    }

    private static boolean isReserved(String name) {
        return name.equals("self") || name.equals("result") || name.equals("error") || name.matches("arg\\d+");
    }

    private boolean isKnown(String name) {
        return scope.names().contains(name);
    }

    private String known() {
        return scope.names().isEmpty() ? "are no variables" : "is only " + String.join(", ", scope.names());
    }
}
