package dev.tripcoil.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Definition.FailureTerms;
import dev.tripcoil.breaker.Definition.Others;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static final String IO = "java.io.IOException";

    interface Temporary {}

    interface VeryTemporary extends Temporary {}

    static class Unavailable extends RuntimeException implements VeryTemporary {
        private static final long serialVersionUID = 1L;
    }

    static final class StillUnavailable extends Unavailable {
        private static final long serialVersionUID = 1L;
    }

    static final class Stopped extends InterruptedException {
        private static final long serialVersionUID = 1L;
    }

    private static Failures failures(List<String> exceptions, List<String> ignore, Others others) {
        return new Failures(new FailureTerms(exceptions, ignore, others));
    }

    private static Failures only(String... exceptions) {
        return failures(List.of(exceptions), List.of(), Others.IGNORED);
    }

    private static Failures allBut(String... ignored) {
        return failures(List.of(), List.of(ignored), Others.IGNORED);
    }

    @Test
    void every_exception_and_error_is_a_failure_by_default() {
        var all = allBut();
        assertThat(all.judge(new IOException())).isEqualTo(Outcome.FAILURE);
        assertThat(all.judge(new RuntimeException())).isEqualTo(Outcome.FAILURE);
        assertThat(all.judge(new StackOverflowError())).isEqualTo(Outcome.FAILURE);
        assertThat(all.judge(new Throwable())).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void only_the_exceptions_that_are_named_are_failures() {
        assertThat(only(IO).judge(new IOException())).isEqualTo(Outcome.FAILURE);
        assertThat(only(IO).judge(new IllegalStateException())).isEqualTo(Outcome.IGNORED);
        assertThat(only(IO).judge(new OutOfMemoryError())).isEqualTo(Outcome.IGNORED);
    }

    @Test
    void others_can_be_successes() {
        var terms = failures(List.of(IO), List.of(), Others.SUCCESS);
        assertThat(terms.judge(new IllegalStateException())).isEqualTo(Outcome.SUCCESS);
        assertThat(terms.judge(new IOException())).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void subclass_of_a_named_exception_is_a_failure_and_a_superclass_is_not() {
        assertThat(only(IO).judge(new FileNotFoundException())).isEqualTo(Outcome.FAILURE);
        assertThat(only("java.io.FileNotFoundException").judge(new IOException()))
                .isEqualTo(Outcome.IGNORED);
    }

    @Test
    void interface_can_be_named() {
        var temporary = only(Temporary.class.getName());
        assertThat(temporary.judge(new Unavailable())).isEqualTo(Outcome.FAILURE);
        assertThat(temporary.judge(new StillUnavailable())).isEqualTo(Outcome.FAILURE);
        assertThat(temporary.judge(new RuntimeException())).isEqualTo(Outcome.IGNORED);
        assertThat(only(Closeable.class.getName()).judge(new Unavailable())).isEqualTo(Outcome.IGNORED);
    }

    @Test
    void type_that_does_not_exist_does_no_harm() {
        var terms = failures(List.of("com.acme.Gone", IO), List.of("com.acme.GoneToo"), Others.IGNORED);
        assertThat(terms.judge(new IOException())).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void ignored_exceptions_are_ignored_with_their_subclasses() {
        assertThat(allBut(IO).judge(new FileNotFoundException())).isEqualTo(Outcome.IGNORED);
        assertThat(allBut(IO).judge(new RuntimeException())).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void ignore_wins_over_exceptions_and_over_others() {
        var terms = failures(List.of(IO), List.of("java.io.FileNotFoundException", "java.lang.Error"), Others.SUCCESS);
        assertThat(terms.judge(new FileNotFoundException())).isEqualTo(Outcome.IGNORED);
        assertThat(terms.judge(new InterruptedIOException())).isEqualTo(Outcome.FAILURE);
        assertThat(terms.judge(new StackOverflowError())).isEqualTo(Outcome.IGNORED);
    }

    @Test
    void interruption_and_cancellation_are_ignored_by_default() {
        assertThat(allBut().judge(new InterruptedException())).isEqualTo(Outcome.IGNORED);
        assertThat(allBut().judge(new CancellationException())).isEqualTo(Outcome.IGNORED);
    }

    @Test
    void interruption_and_cancellation_are_ignored_though_a_supertype_is_a_failure() {
        var broad = only("java.lang.Exception", "java.lang.IllegalStateException", "java.io.Serializable");
        assertThat(broad.judge(new InterruptedException())).isEqualTo(Outcome.IGNORED);
        assertThat(broad.judge(new CancellationException())).isEqualTo(Outcome.IGNORED);
        assertThat(broad.judge(new IllegalStateException())).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void interruption_and_cancellation_are_ignored_though_others_are_successes() {
        var terms = failures(List.of(IO), List.of(), Others.SUCCESS);
        assertThat(terms.judge(new InterruptedException())).isEqualTo(Outcome.IGNORED);
        assertThat(terms.judge(new CancellationException())).isEqualTo(Outcome.IGNORED);
    }

    @Test
    void interruption_and_cancellation_are_failures_where_those_very_types_are_named() {
        assertThat(only("java.lang.InterruptedException").judge(new InterruptedException()))
                .isEqualTo(Outcome.FAILURE);
        assertThat(only("java.lang.InterruptedException").judge(new Stopped())).isEqualTo(Outcome.FAILURE);
        assertThat(only("java.util.concurrent.CancellationException").judge(new CancellationException()))
                .isEqualTo(Outcome.FAILURE);
    }

    @Test
    void what_a_completion_or_execution_exception_wraps_is_looked_at_however_deep() {
        var cause = new FileNotFoundException();
        assertThat(Failures.unwrap(cause)).isSameAs(cause);
        assertThat(Failures.unwrap(new ExecutionException(cause))).isSameAs(cause);
        assertThat(Failures.unwrap(new CompletionException(new ExecutionException(new CompletionException(cause)))))
                .isSameAs(cause);
    }

    @Test
    void other_wrappers_are_looked_at_themselves() {
        var wrapper = new UncheckedIOException(new IOException());
        assertThat(Failures.unwrap(wrapper)).isSameAs(wrapper);
        assertThat(Failures.unwrap(new ExecutionException(wrapper))).isSameAs(wrapper);
    }

    @Test
    void wrapper_without_a_cause_is_looked_at_itself() {
        var empty = new CompletionException("nothing inside", null);
        assertThat(Failures.unwrap(empty)).isSameAs(empty);
    }

    @Test
    void causes_that_go_round_in_a_circle_come_to_an_end() {
        var outer = new CompletionException("outer") {
            private static final long serialVersionUID = 1L;
        };
        outer.initCause(new ExecutionException("inner", outer));
        assertThat(Failures.unwrap(outer)).isInstanceOfAny(CompletionException.class, ExecutionException.class);
    }

    @Test
    void wrapper_whose_cause_can_not_be_asked_for_is_looked_at_itself() {
        var hostile = new CompletionException("hostile", new IOException()) {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("nobody asks me");
            }
        };
        assertThat(Failures.unwrap(hostile)).isSameAs(hostile);
    }
}
