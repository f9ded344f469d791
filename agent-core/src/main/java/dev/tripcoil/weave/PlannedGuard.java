package dev.tripcoil.weave;

/**
 * A guard that can be woven, as far as is known before it is tried, and the code that it goes round.
 *
 * @param construction what a constructor does with its object; null for what is guarded as a method is
 */
record PlannedGuard(MethodGuard guard, Body body, Construction construction) {

    Result.Woven woven() {
        return new Result.Woven(guard.name(), guard.descriptor(), guard.site(), body.firstLine());
    }

    Result.Unwoven unwoven(String reason) {
        return new Result.Unwoven(guard.name(), guard.descriptor(), reason);
    }
}
