package dev.tripcoil.apply;

import dev.tripcoil.breaker.Answer;
import dev.tripcoil.guard.FallbackMethod;
import dev.tripcoil.guard.GuardedMethod;
import dev.tripcoil.guard.MisfitException;
import dev.tripcoil.rules.MethodSignature;
import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.MethodOutline;
import java.util.ArrayList;
import java.util.List;

/** Looks for the static method that is to answer for a guarded one. For one search. */
final class FallbackSearch {

    private static final int STATIC = 0x0008;
    private static final int SYNTHETIC = 0x1000;

    private static final String THROWABLE = "Ljava/lang/Throwable;";

    private final AnswerTypes types;
    private final String className;
    private final String name;
    private final GuardedMethod guarded;
    private final List<String> given;
    private final String receiver;
    /** Those of the name that there are, for people. */
    private final List<String> there = new ArrayList<>();

    private final List<FallbackMethod> fitting = new ArrayList<>();

    FallbackSearch(AnswerTypes types, Answer.Fallback answer, GuardedMethod guarded) {
        this.types = types;
        this.guarded = guarded;
        className = answer.className();
        name = answer.method();
        given = guarded.parameters();
        receiver = guarded.isStatic() ? null : "L" + guarded.className().replace('.', '/') + ";";
    }

    /**
     * Of those that fit, the one with the most parameters; of several of these, the one with the narrowest.
     *
     * @throws MisfitException if none does
     */
    FallbackMethod find() throws MisfitException {
        String next = className;
        while (next != null && !next.equals("java.lang.Object")) {
            ClassOutline outline = types.outline(next);
            if (outline == null) {
                if (next.equals(className)) {
                    throw new MisfitException("call: no class file of " + className
                            + " can be found where the guarded class's loader looks: correct the name, or see to it that"
                            + " the class is there");
                }
                break;
            }
            look(outline);
            next = outline.superName();
        }
        if (fitting.isEmpty()) {
            throw new MisfitException(misfit());
        }
        FallbackMethod best = fitting.get(0);
        for (int i = 1; i < fitting.size(); i++) {
            if (isBetter(fitting.get(i), best)) {
                best = fitting.get(i);
            }
        }
        return best;
    }

    private void look(ClassOutline outline) {
        for (int i = 0; i < outline.methods().size(); i++) {
            MethodOutline method = outline.methods().get(i);
            if (!method.name().equals(name) || (method.access() & SYNTHETIC) != 0) {
                continue;
            }
            boolean isStatic = (method.access() & STATIC) != 0;
            there.add((isStatic ? "" : "non-static ").concat(text(method.descriptor())));
            if (isStatic) {
                FallbackMethod fits = fitted(outline.name(), method.descriptor());
                if (fits != null) {
                    fitting.add(fits);
                }
            }
        }
    }

    /** Null if it doesn't fit. */
    private FallbackMethod fitted(String owner, String descriptor) {
        List<String> parameters = GuardedMethod.parameters(descriptor);
        int more = parameters.size() - given.size();
        if (more < 0 || more > 2 || !isResult(descriptor.substring(descriptor.indexOf(')') + 1))) {
            return null;
        }
        boolean endsWithThrowable =
                more > 0 && parameters.get(parameters.size() - 1).equals(THROWABLE);
        boolean beginsWithReceiver = more > 0 && receiver != null && isAssignable(receiver, parameters.get(0));
        if (more == 2) {
            return endsWithThrowable && beginsWithReceiver && takesGiven(parameters, 1)
                    ? new FallbackMethod(owner, name, descriptor, true, true)
                    : null;
        }
        if (more == 0) {
            return takesGiven(parameters, 0) ? new FallbackMethod(owner, name, descriptor, false, false) : null;
        }
        if (endsWithThrowable && takesGiven(parameters, 0)) {
            return new FallbackMethod(owner, name, descriptor, false, true);
        }
        return beginsWithReceiver && takesGiven(parameters, 1)
                ? new FallbackMethod(owner, name, descriptor, true, false)
                : null;
    }

    private boolean takesGiven(List<String> parameters, int from) {
        for (int i = 0; i < given.size(); i++) {
            if (!isAssignable(given.get(i), parameters.get(from + i))) {
                return false;
            }
        }
        return true;
    }

    /** Nothing is done with the result of a method that returns nothing. */
    private boolean isResult(String type) {
        String wanted = guarded.returns();
        if (wanted.equals("V")) {
            return true;
        }
        if (type.equals("V")) {
            return false;
        }
        String unboxed = Assignments.unboxed(type);
        return isAssignable(type, wanted) || wanted.length() == 1 && unboxed != null && isAssignable(unboxed, wanted);
    }

    private boolean isAssignable(String from, String to) {
        return Assignments.isAssignable(from, to, types);
    }

    private boolean isBetter(FallbackMethod one, FallbackMethod other) {
        List<String> parameters = GuardedMethod.parameters(one.descriptor());
        List<String> others = GuardedMethod.parameters(other.descriptor());
        if (parameters.size() != others.size()) {
            return parameters.size() > others.size();
        }
        if (parameters.equals(others)) {
            return false; // a superclass's, which is hidden
        }
        for (int i = 0; i < others.size(); i++) {
            if (!isAssignable(parameters.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private String misfit() {
        StringBuilder text = new StringBuilder("call: ").append(className);
        text.append(there.isEmpty() ? " has no method " : " has no static method ")
                .append(name);
        text.append(there.isEmpty() ? "" : " that fits").append("; looked for ");
        List<String> own = new ArrayList<>(given);
        signature(text, own, false);
        text.append(" or ");
        signature(text, own, true);
        if (receiver != null) {
            text.append(", either also with ").append(guarded.className()).append(" first");
        }
        text.append(", or with supertypes of these");
        text.append(guarded.returns().equals("V") ? "" : ", returning ".concat(resultText()));
        if (!there.isEmpty()) {
            text.append("; there is ").append(String.join(", ", there));
        }
        return text.toString();
    }

    private String resultText() {
        return typeName(guarded.returns()).concat(guarded.returns().charAt(0) == 'L' ? " or a subtype" : "");
    }

    private static void signature(StringBuilder text, List<String> types, boolean throwable) {
        text.append('(');
        for (int i = 0; i < types.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(typeName(types.get(i)));
        }
        text.append(throwable ? types.isEmpty() ? "Throwable" : ", Throwable" : "")
                .append(')');
    }

    private String text(String descriptor) {
        StringBuilder text = new StringBuilder(typeName(descriptor.substring(descriptor.indexOf(')') + 1)));
        text.append(' ').append(name);
        signature(text, GuardedMethod.parameters(descriptor), false);
        return text.toString();
    }

    /** As in source; of {@code java.lang} without the package. */
    private static String typeName(String descriptor) {
        String type = new MethodSignature("", "()".concat(descriptor)).returnType();
        return type.startsWith("java.lang.") && type.indexOf('.', 10) < 0 ? type.substring(10) : type;
    }
}
