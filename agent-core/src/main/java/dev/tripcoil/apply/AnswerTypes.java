package dev.tripcoil.apply;

import dev.tripcoil.breaker.Answer;
import dev.tripcoil.guard.ClassLookup;
import dev.tripcoil.guard.FallbackMethod;
import dev.tripcoil.guard.GuardedMethod;
import dev.tripcoil.guard.MisfitException;
import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.MethodOutline;
import java.util.List;

/** What answers ask of an application's types, from their class files as its class loader gives them: nothing is loaded. */
final class AnswerTypes implements ClassLookup {

    private static final int ABSTRACT = 0x0400;

    private final Types types;
    private final ClassLoader loader;

    AnswerTypes(Types types, ClassLoader loader) {
        this.types = types;
        this.loader = loader;
    }

    @Override
    public List<String> constants(String binaryName) {
        ClassOutline outline = outline(binaryName);
        return outline == null ? null : outline.enumConstants();
    }

    @Override
    public boolean isSubtype(String binaryName, String of) {
        return types.superTypes(loader, binaryName).known().contains(of);
    }

    @Override
    public boolean isMakable(String binaryName) {
        ClassOutline outline = outline(binaryName);
        if (outline == null || (outline.access() & ABSTRACT) != 0) {
            return false;
        }
        for (int i = 0; i < outline.methods().size(); i++) {
            MethodOutline method = outline.methods().get(i);
            if (method.name().equals("<init>") && method.descriptor().equals("()V")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public FallbackMethod fallback(Answer.Fallback answer, GuardedMethod method) throws MisfitException {
        return new FallbackSearch(this, answer, method).find();
    }

    /** Null if there is no class file of it, or a malformed one. */
    ClassOutline outline(String binaryName) {
        byte[] classFile = types.classFiles().read(loader, binaryName);
        if (classFile == null) {
            return null;
        }
        try {
            return ClassOutline.read(classFile);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
