package dev.tripcoil.async;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;

/** Writes down what it hears of calls: {@code begin}, {@code returned} and the first end of each. */
final class RecordedCalls extends Calls {

    final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    /** The refusal of the calls to come; null for none. */
    volatile Object refusal;
    /** The verdict on an end: of what is heard of it, and what came. */
    volatile BinaryOperator<Object> verdict;

    volatile boolean countsNowhere;

    @Override
    protected FollowedCall begin() {
        if (countsNowhere) {
            return null;
        }
        heard.add("begin");
        return new Recorded();
    }

    @Override
    protected boolean answersFailures() {
        return verdict != null;
    }

    private final class Recorded extends FollowedCall {

        private final long[] place = {1};
        private boolean ended;

        @Override
        protected Object refusal() {
            return refusal;
        }

        @Override
        protected long[] place() {
            return place;
        }

        @Override
        protected void returned() {
            heard.add(place[0] == 0 ? "returned" : "returned, and its place is taken");
        }

        @Override
        protected Object succeeded(Object value) {
            return end("succeeded " + value, "succeeded", value);
        }

        @Override
        protected Object failed(Throwable error) {
            return end("failed " + error.getMessage(), "failed", error);
        }

        @Override
        protected void cancelled() {
            end("cancelled", "cancelled", null);
        }

        private synchronized Object end(String said, String what, Object came) {
            if (ended) {
                return null;
            }
            ended = true;
            heard.add(said);
            return verdict == null ? null : verdict.apply(what, came);
        }
    }
}
