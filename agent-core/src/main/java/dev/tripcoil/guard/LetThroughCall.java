package dev.tripcoil.guard;

import dev.tripcoil.async.FollowedCall;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** A call that goes on after its method has returned. Its first end counts. */
final class LetThroughCall extends FollowedCall {

    private static final AtomicIntegerFieldUpdater<LetThroughCall> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(LetThroughCall.class, "ended");

    private final Ongoing call;
    private final Object[] place;

    @SuppressWarnings("unused") // by the updater
    private volatile int ended;

    /** @param place where the thread keeps that it is in the call, until its part of it has returned */
    LetThroughCall(Ongoing call, Object[] place) {
        this.call = call;
        this.place = place;
    }

    /** What {@link FollowedCall} calls so. */
    static Object verdict(Object answer) {
        return answer instanceof Answered answered ? new Object[] {answered.value()} : answer;
    }

    private boolean ends() {
        return ENDED.compareAndSet(this, 0, 1);
    }

    @Override
    protected Object refusal() {
        return null;
    }

    @Override
    protected long[] place() {
        return (long[]) place[ActiveCalls.WORDS];
    }

    @Override
    protected void returned() {
        ActiveCalls.free(place);
    }

    /** As {@link Ongoing#returned}; null if it has ended before. */
    Object returned(Object value) {
        return ends() ? call.returned(value) : null;
    }

    /** As {@link Ongoing#threw}; null if it has ended before. */
    Object threw(Throwable error, boolean refused) {
        return ends() ? call.threw(error, refused) : null;
    }

    @Override
    protected Object succeeded(Object value) {
        try {
            return verdict(returned(value));
        } catch (Throwable fault) {
            call.guard().tryToReport(fault);
            return null;
        }
    }

    @Override
    protected Object failed(Throwable error) {
        try {
            return verdict(threw(error, call.guard().isRefusal(error)));
        } catch (Throwable fault) {
            call.guard().tryToReport(fault);
            return null;
        }
    }

    @Override
    protected void cancelled() {
        try {
            if (ends()) {
                call.permit().breaker().ignored(call.permit());
            }
        } catch (Throwable fault) {
            call.guard().tryToReport(fault);
        }
    }
}
