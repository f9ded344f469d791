package dev.tripcoil.weave;

import java.util.List;

/**
 * Variables of a method that its guard is given as one object when a call begins: of one variable its value, boxed where it is
 * primitive; of several an {@code Object[]}, in this order.
 *
 * @param variables {@link #SELF} and numbers of parameters, from 0; in ascending order
 * @param packed whether it is an array in any case
 */
public record Given(List<Integer> variables, boolean packed) {

    /** The receiver. */
    public static final int SELF = -1;

    /** No variable: the guard is given null. */
    public static final Given NOTHING = new Given(List.of(), false);

    public Given {
        variables = List.copyOf(variables);
    }

    /** Whether there is anything to give. */
    public boolean isNothing() {
        return variables.isEmpty() && !packed;
    }

    /** Whether it is an array. */
    public boolean isArray() {
        return packed || variables.size() > 1;
    }
}
