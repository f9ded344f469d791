package dev.tripcoil.corpus;

import dev.tripcoil.weave.ClassOutline;
import dev.tripcoil.weave.MethodGuard;
import java.util.ArrayList;
import java.util.List;

/** Which guards the commands ask for: one for each method there is, constructors and static initializers included. */
final class Guards {

    private Guards() {}

    /**
     * Numbered from 1 in the order of the class file.
     *
     * @throws IllegalArgumentException if it is no class file
     */
    static List<MethodGuard> all(byte[] classFile, boolean answersWithValue) {
        var guards = new ArrayList<MethodGuard>();
        for (var method : ClassOutline.read(classFile).methods()) {
            guards.add(new MethodGuard(method.name(), method.descriptor(), guards.size() + 1, answersWithValue));
        }
        return guards;
    }
}
