package dev.tripcoil.guard;

import dev.tripcoil.breaker.Permit;

/** The permit for the rest of a constructor whose success has been counted by the constructor that it called. */
record Rest(Permit permit) {

    /** The permit of a call, by what is in its place; null if it has none. */
    static Permit of(Object held) {
        if (held instanceof Permit) {
            return (Permit) held;
        }
        return held instanceof Rest ? ((Rest) held).permit() : null;
    }
}
