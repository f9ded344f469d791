package dev.tripcoil.guard;

import dev.tripcoil.async.FollowedCall;

/** A subscription that is refused: nothing more is heard of it. */
final class RefusedCall extends FollowedCall {

    private final Object verdict;

    /** @param answer a Throwable, or an {@link Answered} */
    RefusedCall(Object answer) {
        verdict = LetThroughCall.verdict(answer);
    }

    @Override
    protected Object refusal() {
        return verdict;
    }

    @Override
    protected long[] place() {
        return new long[1];
    }

    @Override
    protected void returned() {}

    @Override
    protected Object succeeded(Object value) {
        return null;
    }

    @Override
    protected Object failed(Throwable error) {
        return null;
    }

    @Override
    protected void cancelled() {}
}
