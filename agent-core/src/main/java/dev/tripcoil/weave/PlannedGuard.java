package dev.tripcoil.weave;

/**
 * A guard that can be woven, as far as is known before it is tried, and the code that it goes round.
 *
 * @param construction what a constructor does with its object; null for what is guarded as a method is
 * @param stateMachine the class of the continuation with which a suspending function is called to go on; null for none
 */
record PlannedGuard(MethodGuard guard, Body body, Construction construction, String stateMachine) {

    Result.Woven woven() {
        return new Result.Woven(guard.name(), guard.descriptor(), guard.site(), body.firstLine());
    }

    Result.Unwoven unwoven(String reason) {
        return new Result.Unwoven(guard.name(), guard.descriptor(), reason);
    }
}
