package dev.tripcoil.guard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Follows the stage that a method returns to its completion. The caller gets the application's own stage; one of ours only
 * where a failure is to be answered, which must not change the other's outcome.
 */
final class FollowStage implements Following {

    @Override
    public Object follow(Object result, Ongoing call) {
        if (result == null) {
            return call.returned(null) instanceof Answered answered ? answered.value() : null;
        }
        CompletionStage<?> stage = (CompletionStage<?>) result;
        Answerable answerable = call.site().answersFailures() ? new Answerable(stage) : null;
        End end = new End(call, answerable);
        try {
            stage.whenComplete(end);
        } catch (Throwable fault) { // of a stage of the application's own
            end.isUnseen(fault);
            return result;
        }
        return answerable == null ? result : answerable;
    }

    /** Completed as the application's stage is, unless that fails and is answered. To cancel it is to cancel that one. */
    private static final class Answerable extends CompletableFuture<Object> {
        private final CompletionStage<?> stage;

        Answerable(CompletionStage<?> stage) {
            this.stage = stage;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            if (stage instanceof CompletableFuture<?> future) {
                future.cancel(mayInterruptIfRunning);
            }
            return super.cancel(mayInterruptIfRunning);
        }
    }

    /** Told once: what a stage of the application's own says after that has no effect. */
    private static final class End implements BiConsumer<Object, Throwable> {
        private final Ongoing call;
        private final Answerable answerable;
        private final AtomicBoolean told = new AtomicBoolean();

        End(Ongoing call, Answerable answerable) {
            this.call = call;
            this.answerable = answerable;
        }

        /** It will not be told: the call gives back what it holds. */
        void isUnseen(Throwable fault) {
            call.guard().tryToReport(fault);
            if (told.compareAndSet(false, true)) {
                call.permit().breaker().ignored(call.permit());
            }
        }

        @Override
        public void accept(Object value, Throwable error) {
            if (!told.compareAndSet(false, true)) {
                return;
            }
            Object answer = null;
            try {
                answer = error == null
                        ? call.returned(value)
                        : call.threw(error, call.guard().isRefusal(error));
            } catch (Throwable fault) {
                call.guard().tryToReport(fault);
            }
            if (answerable != null) {
                complete(value, error, answer);
            }
        }

        private void complete(Object value, Throwable error, Object answer) {
            if (answer instanceof Answered answered) {
                stageOf(answered).whenComplete(this::complete);
            } else if (answer != null) {
                answerable.completeExceptionally((Throwable) answer);
            } else {
                complete(value, error);
            }
        }

        private static CompletionStage<?> stageOf(Answered answered) {
            CompletionStage<?> stage = (CompletionStage<?>) answered.value();
            return stage == null ? CompletableFuture.completedFuture(null) : stage;
        }

        private void complete(Object value, Throwable error) {
            if (error == null) {
                answerable.complete(value);
            } else {
                answerable.completeExceptionally(error);
            }
        }
    }
}
