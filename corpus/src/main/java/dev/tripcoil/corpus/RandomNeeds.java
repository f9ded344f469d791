package dev.tripcoil.corpus;

import dev.tripcoil.weave.Given;
import dev.tripcoil.weave.MethodOutline;
import dev.tripcoil.weave.Needs;
import java.util.ArrayList;
import java.util.Random;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What guards may need of a method, drawn. */
final class RandomNeeds {

    private RandomNeeds() {}

    static Needs of(MethodOutline method, Random random) {
        Type[] parameters;
        try {
            parameters = Type.getArgumentTypes(method.descriptor());
        } catch (RuntimeException e) {
            return Needs.NOTHING; // a damaged descriptor
        }
        var given = new ArrayList<Integer>();
        boolean constructor = method.name().equals("<init>");
        if ((method.access() & Opcodes.ACC_STATIC) == 0 && !constructor && random.nextBoolean()) {
            given.add(Given.SELF);
        }
        for (int i = 0; i < parameters.length; i++) {
            if (random.nextBoolean()) {
                given.add(i);
            }
        }
        boolean last =
                !constructor && parameters.length > 0 && parameters[parameters.length - 1].getSort() == Type.OBJECT;
        return new Needs(
                new Given(given, random.nextBoolean()),
                !constructor && random.nextBoolean(),
                random.nextBoolean(),
                last && random.nextInt(4) == 0);
    }
}
