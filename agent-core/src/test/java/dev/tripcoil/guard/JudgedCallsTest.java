package dev.tripcoil.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.CircuitOpenException;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.StateName;
import dev.tripcoil.breaker.Ticker;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Calls whose ends are judged by more than their breaker. */
class JudgedCallsTest {

    private final GuardRig rig = new GuardRig();
    private final Breaker breaker = new Breaker(Definition.named("stock"), Ticker.system(), changed -> {});

    @Test
    void result_for_which_the_expression_holds_is_a_failure_and_reaches_the_caller() throws Throwable {
        int site = rig.open(plan(judging(null, (given, result) -> result.equals("bad"), null), null, false));

        for (int i = 0; i < 4; i++) {
            assertThat(rig.settled(site, "of stock", () -> "bad")).isEqualTo("bad");
        }
        assertThat(rig.settled(site, "of stock", () -> "good")).isEqualTo("good");
        for (int i = 0; i < 5; i++) {
            assertThat(rig.settled(site, "of stock", () -> "bad")).isEqualTo("bad");
        }

        assertThat(breaker.status().state()).isEqualTo(StateName.OPEN);
        assertThat(breaker.lastFailure().text()).isEqualTo("result: the expression");
        assertThat(breaker.failedCalls()).isEqualTo(9);
        assertThat(breaker.successfulCalls()).isEqualTo(1);
        assertThatThrownBy(() -> rig.settled(site, "of stock", () -> "unseen"))
                .isInstanceOf(CircuitOpenException.class);
    }

    @Test
    void expression_sees_what_was_given() throws Throwable {
        int site = rig.open(plan(judging(null, (given, result) -> given.equals(result), null), null, false));

        rig.settled(site, "same", () -> "same");
        rig.settled(site, "same", () -> "other");

        assertThat(breaker.failedCalls()).isEqualTo(1);
    }

    @Test
    void exception_for_which_the_expression_does_not_hold_is_what_others_are() {
        int site = rig.open(plan(
                judging(
                        null,
                        null,
                        (given, error) -> ((Throwable) error).getMessage().equals("counts")),
                null,
                false));

        assertThatThrownBy(() -> rig.settled(site, "of stock", () -> {
                    throw new IOException("counts");
                }))
                .hasMessage("counts");
        assertThatThrownBy(() -> rig.settled(site, "of stock", () -> {
                    throw new IOException("does not");
                }))
                .hasMessage("does not");

        assertThat(breaker.failedCalls()).isEqualTo(1);
        assertThat(breaker.ignoredCalls()).isEqualTo(1);
        assertThat(rig.ignored).hasSize(1);
    }

    @Test
    void expression_that_fails_makes_the_call_a_failure_and_is_reported() throws Throwable {
        int site = rig.open(plan(
                judging(
                        null,
                        (given, result) -> {
                            throw new IllegalStateException("of the expression");
                        },
                        null),
                null,
                false));

        assertThat(rig.settled(site, "of stock", () -> "fine")).isEqualTo("fine");

        assertThat(breaker.failedCalls()).isEqualTo(1);
        assertThat(rig.guard.internalErrors()).isEqualTo(1);
        assertThat(rig.problems).containsExactly("the expression: java.lang.IllegalStateException: of the expression");
    }

    @Test
    void what_an_expression_calls_is_not_guarded() throws Throwable {
        var inner = new int[1];
        inner[0] = rig.site(breaker);
        int site = rig.open(plan(
                judging(
                        null,
                        (given, result) -> {
                            assertThat(rig.guard.enter(inner[0])).isNull();
                            return false;
                        },
                        null),
                null,
                false));

        rig.settled(site, "of stock", () -> "fine");

        assertThat(rig.guard.internalErrors()).isZero();
        assertThat(breaker.successfulCalls()).isEqualTo(1);
        assertThat(rig.guard.enter(inner[0])).isNotNull();
    }

    @Test
    void expressions_that_are_not_ready_leave_the_call_alone() throws Throwable {
        int site =
                rig.open(plan(new Judging(() -> false, null, evaluation((given, result) -> true), null), null, false));

        assertThat(rig.settled(site, "of stock", () -> "fine")).isEqualTo("fine");

        assertThat(breaker.failedCalls() + breaker.successfulCalls()).isZero();
    }

    @Test
    void failed_call_is_answered_as_a_refused_one_where_the_rules_say_so() throws Throwable {
        int site = rig.open(plan(
                judging(null, (given, result) -> result.equals("bad"), null),
                (at, occasion) -> new Answered("instead of " + occasion.failure() + " of " + occasion.given()),
                true));

        assertThat(rig.settled(site, "stock", () -> "bad")).isEqualTo("instead of null of stock");
        assertThat(rig.settled(site, "stock", () -> {
                    throw new IOException("down");
                }))
                .isEqualTo("instead of java.io.IOException: down of stock");
        assertThat(rig.settled(site, "stock", () -> "good")).isEqualTo("good");
        assertThat(breaker.failedCalls()).isEqualTo(2);
    }

    @Test
    void nested_failure_goes_to_the_outer_call() throws Throwable {
        int site = rig.open(plan(Judging.NONE, (at, occasion) -> new Answered("instead"), true));

        Object answer = rig.settled(site, "outer", () -> {
            assertThatThrownBy(() -> rig.settled(site, "inner", () -> {
                        throw new IOException("down");
                    }))
                    .hasMessage("down");
            throw new IOException("outer");
        });

        assertThat(answer).isEqualTo("instead");
        assertThat(breaker.failedCalls()).isEqualTo(1);
    }

    @Test
    void failed_call_may_be_answered_by_an_exception() {
        var answer = new IllegalStateException("instead");
        int site = rig.open(
                plan(judging(null, (given, result) -> result.equals("bad"), null), (at, occasion) -> answer, true));

        assertThatThrownBy(() -> rig.settled(site, "stock", () -> "bad")).isSameAs(answer);
        assertThatThrownBy(() -> rig.settled(site, "stock", () -> {
                    throw new IOException("down");
                }))
                .isSameAs(answer);
        assertThat(breaker.failedCalls()).isEqualTo(2);
        assertThat(rig.guard.internalErrors()).isZero();
    }

    @Test
    void stage_is_followed_to_its_end_and_is_the_applications_own() throws Throwable {
        int site = rig.open(following(judging(null, (given, result) -> result.equals("bad"), null), null, false));
        var good = new CompletableFuture<>();
        var bad = new CompletableFuture<>();
        var failed = new CompletableFuture<>();
        var cancelled = new CompletableFuture<>();

        assertThat(rig.settled(site, "stock", () -> good)).isSameAs(good);
        assertThat(rig.settled(site, "stock", () -> bad)).isSameAs(bad);
        assertThat(rig.settled(site, "stock", () -> failed.thenApply(x -> x))).isNotSameAs(failed);
        assertThat(rig.settled(site, "stock", () -> cancelled)).isSameAs(cancelled);
        assertThat(breaker.successfulCalls() + breaker.failedCalls()).isZero();

        good.complete("good");
        assertThat(breaker.successfulCalls()).isEqualTo(1);
        bad.complete("bad");
        assertThat(breaker.failedCalls()).isEqualTo(1);
        failed.completeExceptionally(new IOException("down"));
        assertThat(breaker.failedCalls()).isEqualTo(2);
        assertThat(breaker.lastFailure().text()).isEqualTo("java.io.IOException: down");
        cancelled.cancel(true);
        assertThat(breaker.ignoredCalls()).isEqualTo(1);
    }

    @Test
    void stage_that_is_complete_counts_at_once_and_none_is_a_result() throws Throwable {
        int site = rig.open(following(Judging.NONE, null, false));

        rig.settled(site, "stock", () -> CompletableFuture.completedFuture("good"));
        assertThat(rig.settled(site, "stock", () -> null)).isNull();
        rig.settled(site, "stock", () -> CompletableFuture.failedFuture(new IOException()));

        assertThat(breaker.successfulCalls()).isEqualTo(2);
        assertThat(breaker.failedCalls()).isEqualTo(1);
    }

    @Test
    void stage_that_tells_nobody_or_everybody_twice_is_one_call() throws Throwable {
        int site = rig.open(following(Judging.NONE, null, false));
        var silent = new CompletableFuture<>() {
            @Override
            public CompletableFuture<Object> whenComplete(BiConsumer<? super Object, ? super Throwable> action) {
                throw new UnsupportedOperationException();
            }
        };
        var repeating = new CompletableFuture<>() {
            @Override
            public CompletableFuture<Object> whenComplete(BiConsumer<? super Object, ? super Throwable> action) {
                action.accept("good", null);
                action.accept(null, new IOException());
                return this;
            }
        };

        assertThat(rig.settled(site, "stock", () -> silent)).isSameAs(silent);
        assertThat(breaker.ignoredCalls()).isEqualTo(1);
        assertThat(rig.guard.internalErrors()).isEqualTo(1);
        assertThat(rig.settled(site, "stock", () -> repeating)).isSameAs(repeating);
        assertThat(breaker.successfulCalls()).isEqualTo(1);
        assertThat(breaker.failedCalls()).isZero();
    }

    @Test
    void nested_call_is_part_of_the_outer_one_until_the_method_returns() throws Throwable {
        int site = rig.open(following(Judging.NONE, null, false));
        var outer = new CompletableFuture<>();
        var inner = new CompletableFuture<>();

        rig.settled(site, "outer", () -> {
            assertThat(rig.settled(site, "inner", () -> inner)).isSameAs(inner);
            return outer;
        });
        inner.complete("not counted");
        assertThat(breaker.successfulCalls()).isZero();
        rig.settled(site, "next", () -> CompletableFuture.completedFuture("counts"));
        assertThat(breaker.successfulCalls()).isEqualTo(1);
        outer.complete("counts");
        assertThat(breaker.successfulCalls()).isEqualTo(2);
    }

    @Test
    void failed_stage_is_answered_in_one_of_ours() throws Throwable {
        var answered = CompletableFuture.completedFuture("instead");
        int site = rig.open(following(Judging.NONE, (at, occasion) -> new Answered(answered), true));
        var failing = new CompletableFuture<>();

        var seen = (CompletableFuture<?>) rig.settled(site, "stock", () -> failing);
        assertThat(seen).isNotSameAs(failing).isNotDone();
        failing.completeExceptionally(new IOException("down"));

        assertThat(seen.get()).isEqualTo("instead");
        assertThat(failing).isCompletedExceptionally();
        assertThat(breaker.failedCalls()).isEqualTo(1);
        assertThat(((CompletableFuture<?>) rig.settled(site, "stock", () -> CompletableFuture.completedFuture("good")))
                        .get())
                .isEqualTo("good");
    }

    @Test
    void one_of_ours_passes_on_what_is_not_answered() throws Throwable {
        int site = rig.open(following(Judging.NONE, (at, occasion) -> new IOException("instead"), true));
        var failing = new CompletableFuture<>();
        var cancelled = new CompletableFuture<>();

        var seen = (CompletableFuture<?>) rig.settled(site, "stock", () -> failing);
        var cancelledByCaller = (CompletableFuture<?>) rig.settled(site, "stock", () -> cancelled);
        failing.completeExceptionally(new IOException("down"));
        cancelledByCaller.cancel(true);

        assertThatThrownBy(seen::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("instead");
        assertThatThrownBy(() -> seen.join()).isInstanceOf(CompletionException.class);
        assertThat(cancelled).isCancelled();
        assertThat(breaker.ignoredCalls()).isEqualTo(1);
    }

    private Plan plan(Judging judging, Answering answering, boolean answersFailures) {
        return new Plan(breaker, usual(answering), judging, null, null, answersFailures, GivenVariables.NONE);
    }

    private Plan following(Judging judging, Answering answering, boolean answersFailures) {
        return new Plan(
                breaker, usual(answering), judging, null, new FollowStage(), answersFailures, GivenVariables.NONE);
    }

    private Answering usual(Answering answering) {
        return answering == null ? new Refuse(null, new RefusalText(null), null, rig) : answering;
    }

    private interface Judge {
        boolean holds(Object given, Object outcome) throws Throwable;
    }

    private static Judging judging(Judge key, Judge result, Judge error) {
        return new Judging(new Preparation.Nothing(), evaluation(key), evaluation(result), evaluation(error));
    }

    private static Evaluation evaluation(Judge judge) {
        return judge == null
                ? null
                : new Evaluation() {
                    @Override
                    public Object of(Object given, Object outcome) throws Throwable {
                        return judge.holds(given, outcome);
                    }

                    @Override
                    public String text() {
                        return "the expression";
                    }
                };
    }
}
