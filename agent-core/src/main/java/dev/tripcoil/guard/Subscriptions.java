package dev.tripcoil.guard;

import dev.tripcoil.async.Calls;
import dev.tripcoil.async.FollowedCall;

/** The calls of one publisher that a guarded method has returned: one for each subscription, with what the method was given. */
final class Subscriptions extends Calls {

    private final Guard guard;
    private final int site;
    private final Object given;
    private final boolean answersFailures;

    Subscriptions(Guard guard, Site site, Object given) {
        this.guard = guard;
        this.site = site.number();
        this.given = given;
        answersFailures = site.answersFailures();
    }

    /** By the rules of that moment, which may be others than when the method returned, or none. */
    @Override
    protected FollowedCall begin() {
        return guard.subscribe(site, given);
    }

    @Override
    protected boolean answersFailures() {
        return answersFailures;
    }
}
