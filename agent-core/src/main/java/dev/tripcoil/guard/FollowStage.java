package dev.tripcoil.guard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
        if (!call.site().answersFailures()) {
            stage.whenComplete(new End(call, null));
            return result;
        }
        Answerable answerable = new Answerable(stage);
        stage.whenComplete(new End(call, answerable));
        return answerable;
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

    private record End(Ongoing call, Answerable answerable) implements BiConsumer<Object, Throwable> {
        @Override
        public void accept(Object value, Throwable error) {
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
