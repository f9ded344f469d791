package dev.tripcoil.weave;

/** A guard that can be woven, as far as is known before it is tried, and the code that it goes round. */
record PlannedGuard(MethodGuard guard, Body body) {

    Result.Woven woven() {
        return new Result.Woven(guard.name(), guard.descriptor(), guard.site(), body.firstLine());
    }

    Result.Unwoven unwoven(String reason) {
        return new Result.Unwoven(guard.name(), guard.descriptor(), reason);
    }
}
