package dev.tripcoil.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * What a woven method hands over of its receiver and arguments when a call begins: as one Object, of one variable its value, of
 * several an array.
 *
 * @param variables {@link #SELF} for the receiver, and numbers of parameters from 0; ascending
 * @param all whether it is an array of them in any case
 */
record GivenVariables(List<Integer> variables, boolean all) {

    static final int SELF = -1;

    static final GivenVariables NONE = new GivenVariables(List.of(), false);

    GivenVariables {
        variables = List.copyOf(variables);
    }

    /** The receiver, where there is one, and all arguments. */
    static GivenVariables all(GuardedMethod method) {
        List<Integer> all = new ArrayList<>();
        if (!method.isStatic() && !method.isConstructor()) {
            all.add(SELF);
        }
        for (int i = 0; i < method.parameterCount(); i++) {
            all.add(i);
        }
        return new GivenVariables(all, true);
    }
}
