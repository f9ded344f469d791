package dev.tripcoil.guard;

import static dev.tripcoil.breaker.DefinitionBuilder.breaker;
import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tripcoil.CircuitOpenException;
import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Race;
import dev.tripcoil.breaker.Rig;
import dev.tripcoil.breaker.StateName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GuardTest {

    private final GuardRig rig = new GuardRig();
    private final Rig stock = new Rig(stock().consecutiveFailures(3).trials(2, 2));
    private final Rig prices = new Rig(breaker("prices").consecutiveFailures(3));
    private final int fetch = rig.site(stock.breaker);
    private final int list = rig.site(stock.breaker);
    private final int price = rig.site(prices.breaker);
    private final IOException timeout = new IOException("timeout");

    private long calls(Rig of) {
        return of.breaker.successfulCalls() + of.breaker.failedCalls() + of.breaker.ignoredCalls();
    }

    @Test
    @DisplayName("9. transparent: the very object")
    void call_that_is_let_through_returns_the_very_object() throws Throwable {
        var result = new Object();
        assertThat(rig.call(fetch, () -> result)).isSameAs(result);
        assertThat(stock.breaker.successfulCalls()).isEqualTo(1);
    }

    @Test
    @DisplayName("9. transparent: the very exception, of the failure that trips the breaker too")
    void call_that_is_let_through_throws_the_very_exception() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> rig.failing(fetch, timeout)).isSameAs(timeout);
        }
        assertThat(stock.state()).isEqualTo(StateName.OPEN);
        assertThat(timeout.getSuppressed()).isEmpty();
        assertThat(timeout.getCause()).isNull();
    }

    @Test
    void open_breaker_refuses_and_does_not_run_the_body() {
        stock.breaker.trip();
        var ran = new ArrayList<String>();
        assertThatThrownBy(() -> rig.call(fetch, () -> ran.add("body"))).isInstanceOf(CircuitOpenException.class);
        assertThat(ran).isEmpty();
        assertThat(stock.breaker.rejectedCalls()).isEqualTo(1);
    }

    @Test
    void refused_calls_alone_are_told() throws Throwable {
        var told = new ArrayList<String>();
        rig.guard.tell((refusing, method) ->
                told.add(refusing.breaker().explain(refusing).state() + " " + method.getMethodName()));
        rig.call(fetch, () -> "result");
        assertThat(told).isEmpty();
        stock.breaker.trip();
        assertThatThrownBy(() -> rig.call(fetch, () -> "refused")).isInstanceOf(CircuitOpenException.class);
        assertThat(told).containsExactly("OPEN fetch");
        rig.guard.tell(null);
        assertThatThrownBy(() -> rig.call(fetch, () -> "refused")).isInstanceOf(CircuitOpenException.class);
        assertThat(told).hasSize(1);
    }

    @Test
    void fault_of_who_is_told_refuses_all_the_same_and_is_reported() {
        var fault = new IllegalStateException("told");
        rig.guard.tell((refusing, method) -> {
            throw fault;
        });
        stock.breaker.trip();
        assertThatThrownBy(() -> rig.call(fetch, () -> "refused")).isInstanceOf(CircuitOpenException.class);
        assertThat(rig.faults).containsExactly(fault);
        assertThat(rig.guard.internalErrors()).isEqualTo(1);
    }

    @Test
    void site_that_is_not_open_guards_nothing() throws Throwable {
        stock.breaker.trip();
        assertThat(rig.guard.enter(60)).isNull();
        assertThat(rig.call(60, () -> "result")).isEqualTo("result");
        assertThat(rig.faults).isEmpty();
    }

    @Test
    @DisplayName("6. nested calls are one call")
    void call_nested_in_one_of_the_same_breaker_counts_once() throws Throwable {
        rig.call(fetch, () -> rig.call(list, () -> rig.call(fetch, () -> "result")));
        assertThat(calls(stock)).isEqualTo(1);
    }

    @Test
    @DisplayName("6. nested calls are one call: trials included")
    void nested_call_takes_no_further_trial() throws Throwable {
        var one = new Rig(stock().trials(1, 1));
        int outer = rig.site(one.breaker);
        int inner = rig.site(one.breaker);
        one.waitUntilHalfOpen();
        assertThat(rig.call(outer, () -> rig.call(inner, () -> "result"))).isEqualTo("result");
        assertThat(one.state()).isEqualTo(StateName.CLOSED);
        assertThat(one.breaker.rejectedCalls()).isZero();
    }

    @Test
    void nested_call_goes_through_though_the_breaker_has_opened_meanwhile() throws Throwable {
        rig.call(fetch, () -> {
            stock.breaker.trip();
            return rig.call(list, () -> "result");
        });
        assertThat(stock.breaker.rejectedCalls()).isZero();
    }

    @Test
    void calls_one_after_the_other_within_a_call_are_part_of_it() throws Throwable {
        rig.call(fetch, () -> {
            rig.call(list, () -> "first");
            return rig.call(list, () -> "second");
        });
        assertThat(calls(stock)).isEqualTo(1);
    }

    @Test
    void failure_of_a_nested_call_that_is_caught_does_not_count() throws Throwable {
        rig.call(fetch, () -> catchThrowable(() -> rig.failing(list, timeout)));
        assertThat(stock.breaker.failedCalls()).isZero();
        assertThat(stock.breaker.successfulCalls()).isEqualTo(1);
    }

    @Test
    void exception_through_several_calls_of_one_breaker_counts_once() {
        assertThatThrownBy(() -> rig.call(fetch, () -> rig.call(list, () -> rig.failing(fetch, timeout))))
                .isSameAs(timeout);
        assertThat(stock.breaker.failedCalls()).isEqualTo(1);
        assertThat(calls(stock)).isEqualTo(1);
    }

    @Test
    void recursion_counts_once() throws Throwable {
        assertThat(recurse(500)).isEqualTo("bottom");
        assertThat(calls(stock)).isEqualTo(1);
    }

    private Object recurse(int depth) throws Throwable {
        return rig.call(fetch, () -> depth == 0 ? "bottom" : recurse(depth - 1));
    }

    @Test
    void call_nested_in_one_of_another_breaker_counts_for_both() throws Throwable {
        rig.call(fetch, () -> rig.call(price, () -> rig.call(list, () -> rig.call(price, () -> "result"))));
        assertThat(stock.breaker.successfulCalls()).isEqualTo(1);
        assertThat(prices.breaker.successfulCalls()).isEqualTo(1);
    }

    @Test
    void exception_through_calls_of_two_breakers_counts_for_both() {
        assertThatThrownBy(() -> rig.call(fetch, () -> rig.failing(price, timeout)))
                .isSameAs(timeout);
        assertThat(stock.breaker.failedCalls()).isEqualTo(1);
        assertThat(prices.breaker.failedCalls()).isEqualTo(1);
    }

    @Test
    void many_breakers_can_be_nested() throws Throwable {
        var breakers = new ArrayList<Rig>();
        for (int i = 0; i < 40; i++) {
            breakers.add(new Rig(breaker("b" + i)));
        }
        nest(breakers, 0);
        nest(breakers, 0);
        assertThat(breakers)
                .allSatisfy(each -> assertThat(each.breaker.successfulCalls()).isEqualTo(2));
    }

    private Object nest(ArrayList<Rig> breakers, int from) throws Throwable {
        if (from == breakers.size()) {
            return "bottom";
        }
        return rig.call(rig.site(breakers.get(from).breaker), () -> nest(breakers, from + 1));
    }

    @Test
    void each_call_after_a_nest_is_a_call_again() throws Throwable {
        rig.call(fetch, () -> rig.call(list, () -> "result"));
        rig.call(list, () -> "result");
        assertThat(calls(stock)).isEqualTo(2);
    }

    @Test
    void calls_on_different_threads_are_different_calls() throws Throwable {
        rig.call(fetch, () -> {
            Race.run(1, thread -> {
                try {
                    rig.call(list, () -> "result");
                } catch (Throwable e) {
                    throw new AssertionError(e);
                }
            });
            return "result";
        });
        assertThat(calls(stock)).isEqualTo(2);
    }

    @Test
    void end_that_comes_twice_counts_once() throws Throwable {
        var entered = rig.guard.enter(fetch);
        rig.guard.exit(entered);
        rig.guard.exit(entered);
        rig.guard.fail(timeout, entered);
        assertThat(calls(stock)).isEqualTo(1);
    }

    @Test
    void ignored_exception_is_reported_and_gives_a_trial_back() {
        stock.waitUntilHalfOpen();
        var interrupted = new InterruptedException();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> rig.failing(fetch, interrupted)).isSameAs(interrupted);
        }
        assertThat(stock.breaker.ignoredCalls()).isEqualTo(5);
        assertThat(stock.state()).isEqualTo(StateName.HALF_OPEN);
        assertThat(rig.ignored).hasSize(5).containsOnly(interrupted);
    }

    @Test
    void interrupt_flag_is_left_alone() throws Throwable {
        Thread.currentThread().interrupt();
        try {
            rig.call(fetch, () -> "result");
            catchThrowable(() -> rig.failing(fetch, timeout));
            stock.breaker.trip();
            catchThrowable(() -> rig.call(fetch, () -> "result"));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void refusal_by_another_breaker_is_ignored_by_the_one_round_it() {
        prices.breaker.trip();
        var refusal = catchThrowable(() -> rig.call(fetch, () -> rig.call(price, () -> "result")));
        assertThat(refusal).isInstanceOf(CircuitOpenException.class);
        assertThat(stock.breaker.ignoredCalls()).isEqualTo(1);
        assertThat(stock.breaker.failedCalls()).isZero();
        assertThat(rig.ignored).containsExactly(refusal);
    }

    @Test
    void refusal_by_another_breaker_is_ignored_in_whatever_type_it_was_thrown() {
        var custom = tripped(new Answer.Refusal("java.net.ConnectException", null));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> rig.call(fetch, () -> rig.call(custom, () -> "result")))
                    .isInstanceOf(java.net.ConnectException.class);
        }
        assertThat(stock.breaker.ignoredCalls()).isEqualTo(2);
        assertThat(stock.breaker.failedCalls()).isZero();
    }

    @Test
    void failure_after_a_refusal_that_was_caught_is_a_failure() {
        var custom = tripped(new Answer.Refusal("java.net.ConnectException", null));
        assertThatThrownBy(() -> rig.call(fetch, () -> {
                    assertThat(catchThrowable(() -> rig.call(custom, () -> "result")))
                            .isNotNull();
                    throw new java.net.ConnectException("a real one");
                }))
                .hasMessage("a real one");
        assertThat(stock.breaker.failedCalls()).isEqualTo(1);
    }

    @Test
    void refusal_on_another_thread_is_ignored_when_it_comes_back_wrapped() {
        for (String type : new String[] {null, "java.net.ConnectException"}) {
            var custom = tripped(new Answer.Refusal(type, null));
            assertThatThrownBy(() -> rig.call(fetch, () -> {
                        var task = new FutureTask<>(() -> {
                            try {
                                return rig.call(custom, () -> "result");
                            } catch (Exception | Error e) {
                                throw e;
                            } catch (Throwable e) {
                                throw new AssertionError(e);
                            }
                        });
                        Race.run(1, thread -> task.run());
                        return task.get();
                    }))
                    .isInstanceOf(ExecutionException.class);
        }
        assertThat(stock.breaker.ignoredCalls()).isEqualTo(2);
        assertThat(stock.breaker.failedCalls()).isZero();
    }

    /** On its own thread a refusal is known for certain, though the table of those on other threads is full. */
    @Test
    void refusal_is_ignored_though_many_others_came_after_it() {
        int custom = tripped(new Answer.Refusal("java.net.ConnectException", null));
        assertThatThrownBy(() -> rig.call(fetch, () -> {
                    var refusal = catchThrowable(() -> rig.call(custom, () -> "result"));
                    Race.run(1, thread -> {
                        for (int i = 0; i < 100_000; i++) {
                            catchThrowable(() -> rig.call(custom, () -> "result"));
                        }
                    });
                    throw refusal;
                }))
                .isInstanceOf(java.net.ConnectException.class);
        assertThat(stock.breaker.ignoredCalls()).isEqualTo(1);
    }

    private int tripped(Answer answer) {
        var other = new Rig(breaker("other").answer(answer));
        other.breaker.trip();
        return rig.site(other.breaker);
    }

    @Test
    @DisplayName("7. the agent never makes a call fail: at the beginning")
    void fault_at_the_beginning_lets_the_call_through_and_is_counted() throws Throwable {
        stock.breaker.trip();
        var fault = new AssertionError("the clock is broken");
        stock.ticker.breakWith(fault);
        assertThat(rig.call(fetch, () -> "result")).isEqualTo("result");
        assertThat(rig.guard.internalErrors()).isEqualTo(1);
        assertThat(rig.faults).containsExactly(fault);

        stock.ticker.breakWith(null);
        assertThatThrownBy(() -> rig.call(fetch, () -> "result")).isInstanceOf(CircuitOpenException.class);
    }

    @Test
    @DisplayName("7. the agent never makes a call fail: at the end")
    void fault_at_the_end_leaves_the_result_and_the_exception_alone() throws Throwable {
        stock.waitUntilHalfOpen();
        var fault = new AssertionError("the clock is broken");
        assertThat(rig.call(fetch, () -> {
                    stock.ticker.breakWith(fault);
                    return "result";
                }))
                .isEqualTo("result");
        stock.ticker.breakWith(null);
        assertThatThrownBy(() -> rig.call(fetch, () -> {
                    stock.ticker.breakWith(fault);
                    throw timeout;
                }))
                .isSameAs(timeout);
        stock.ticker.breakWith(null);
        assertThat(rig.guard.internalErrors()).isEqualTo(2);
        assertThat(calls(stock)).isEqualTo(2);
    }

    @Test
    @DisplayName("2. never stuck: no memory left as a trial ends")
    void trial_whose_end_found_no_memory_loses_its_place_when_its_time_is_up() throws Throwable {
        var one = new Rig(stock().trials(1, 1));
        int site = rig.site(one.breaker);
        one.waitUntilHalfOpen();

        assertThat(rig.call(site, () -> {
                    one.ticker.breakOnceWith(new OutOfMemoryError("a test"));
                    return "result";
                }))
                .isEqualTo("result");
        assertThat(rig.guard.internalErrors()).isEqualTo(1);

        one.ticker.advance(Duration.ofSeconds(60));
        assertThat(one.state()).isEqualTo(StateName.HALF_OPEN);
        rig.call(site, () -> "the next trial");
        assertThat(one.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    @DisplayName("2. never stuck: no memory left as a trial begins")
    void trial_that_could_not_begin_for_lack_of_memory_takes_no_place() throws Throwable {
        var one = new Rig(stock().trials(1, 1));
        int site = rig.site(one.breaker);
        one.waitUntilHalfOpen();
        one.ticker.breakOnceWith(new OutOfMemoryError("a test"));

        assertThat(rig.call(site, () -> "unguarded")).isEqualTo("unguarded");

        assertThat(one.state()).isEqualTo(StateName.HALF_OPEN);
        rig.call(site, () -> "the trial");
        assertThat(one.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    @DisplayName("7. the agent never makes a call fail: while it reports")
    void report_that_throws_is_counted_and_does_no_harm() {
        var angry = new Reports() {
            @Override
            public void internalError(Throwable fault) {
                throw new AssertionError("the log is broken");
            }

            @Override
            public void ignored(dev.tripcoil.breaker.Breaker breaker, Throwable error) {
                throw new AssertionError("the log is broken");
            }

            @Override
            public void unanswerable(dev.tripcoil.breaker.Breaker breaker, String problem) {
                throw new AssertionError("the log is broken");
            }

            @Override
            public void expressionFailed(
                    dev.tripcoil.breaker.Breaker breaker,
                    String expression,
                    StackTraceElement method,
                    Throwable fault) {}
        };
        var guard = new Guard(rig.sites, angry);
        var interrupted = new InterruptedException();
        assertThatThrownBy(() -> {
                    var entered = guard.enter(fetch);
                    guard.fail(interrupted, entered);
                    throw interrupted;
                })
                .isSameAs(interrupted);
        assertThat(guard.internalErrors()).isEqualTo(1);
        assertThat(stock.breaker.ignoredCalls()).isEqualTo(1);
    }

    @Test
    @DisplayName("2. never stuck: a fault while a call ends")
    void fault_while_a_call_ends_does_not_leave_its_thread_inside() throws Throwable {
        for (var exception : new Throwable[] {hostileWrapper(), timeout}) {
            catchThrowable(() -> rig.failing(fetch, exception));
        }
        assertThat(calls(stock)).isEqualTo(2);
        rig.call(fetch, () -> "result");
        assertThat(calls(stock)).isEqualTo(3);
    }

    private static CompletionException hostileWrapper() {
        return new CompletionException("hostile", null) {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("nobody asks me");
            }
        };
    }

    @Test
    void hung_trial_lets_the_next_one_through_on_the_same_thread_once_it_has_returned() throws Throwable {
        var one = new Rig(stock().trials(1, 1));
        int site = rig.site(one.breaker);
        one.waitUntilHalfOpen();
        rig.call(site, () -> {
            one.ticker.advance(Duration.ofSeconds(60));
            assertThat(one.state()).isEqualTo(StateName.HALF_OPEN);
            return "late";
        });
        assertThat(one.state()).isEqualTo(StateName.HALF_OPEN);
        rig.call(site, () -> "in time");
        assertThat(one.state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void stack_overflow_in_guarded_recursion_leaves_the_breaker_usable_on_that_thread() throws Throwable {
        assertThatThrownBy(() -> recurse(Integer.MAX_VALUE)).isInstanceOf(StackOverflowError.class);
        assertThat(stock.breaker.failedCalls()).isEqualTo(1);
        rig.call(fetch, () -> "result");
        assertThat(stock.breaker.successfulCalls()).isEqualTo(1);
    }

    /** Where there is no stack left to end a call, the end of the call round it makes up for that. */
    @Test
    void stack_overflow_in_the_guard_itself_leaves_the_breaker_usable_after_the_call_round_it() throws Throwable {
        stock.breaker.metricsOnly();
        prices.breaker.metricsOnly();
        for (int i = 0; i < 50; i++) {
            int round = i;
            assertThat(catchThrowable(() -> rig.call(price, () -> leafAtEveryDepth(round))))
                    .isInstanceOf(StackOverflowError.class);
            long before = calls(stock);
            rig.call(fetch, () -> "result");
            assertThat(calls(stock)).as("a call after overflow %s", i).isEqualTo(before + 1);
            assertThat(rig.faults).allMatch(fault -> fault instanceof StackOverflowError);
        }
        assertThat(prices.breaker.failedCalls()).isEqualTo(50);
    }

    private long leafAtEveryDepth(long padding) throws Throwable {
        try {
            rig.failing(fetch, timeout);
        } catch (IOException | CircuitOpenException expected) {
            // goes deeper
        }
        return leafAtEveryDepth(padding + 1) + padding;
    }

    @Test
    void what_a_thread_calls_while_it_works_for_the_agent_is_not_guarded() throws Throwable {
        stock.breaker.trip();
        var work = rig.guard.beginOwnWork();
        assertThat(rig.guard.beginOwnWork()).isNull();
        rig.guard.endOwnWork(null);
        assertThat(rig.call(fetch, () -> "through")).isEqualTo("through");
        assertThatThrownBy(() -> rig.failing(price, timeout)).isSameAs(timeout);
        rig.guard.endOwnWork(work);
        assertThat(calls(stock) + calls(prices) + stock.breaker.rejectedCalls()).isZero();
        assertThatThrownBy(() -> rig.call(fetch, () -> "refused")).isInstanceOf(CircuitOpenException.class);
    }

    /** A class is loaded, and transformed, in the middle of a guarded call. */
    @Test
    void work_for_the_agent_within_a_guarded_call_ends_before_the_call_does() throws Throwable {
        rig.call(price, () -> {
            var work = rig.guard.beginOwnWork();
            rig.call(fetch, () -> "not counted");
            rig.guard.endOwnWork(work);
            return rig.call(list, () -> "counted");
        });
        assertThat(calls(stock)).isEqualTo(1);
        assertThat(calls(prices)).isEqualTo(1);
    }

    /** An exception whose making makes a guarded call. */
    public static final class Calling extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static GuardRig.Body call;

        public Calling(String message) throws Throwable {
            super(message + " " + call.run());
        }
    }

    @Test
    void a_refusal_whose_making_calls_the_refused_method_is_made_once() {
        var calling = new Rig(stock().answer(new Answer.Refusal(Calling.class.getName(), "made")));
        int site = rig.site(calling.breaker);
        Calling.call = () -> rig.call(site, () -> "while the guarded method ran");
        calling.breaker.trip();
        assertThatThrownBy(() -> rig.call(site, () -> "refused"))
                .isInstanceOf(Calling.class)
                .hasMessage("made while the guarded method ran");
        assertThat(calling.breaker.rejectedCalls()).isEqualTo(1);
        assertThat(rig.faults).isEmpty();
        assertThat(rig.problems).isEmpty();
    }
}
