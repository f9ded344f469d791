package dev.tripcoil.guard;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tripcoil.CircuitOpenException;
import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Rig;
import dev.tripcoil.breaker.SplitBreaker;
import dev.tripcoil.text.Times;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exceptions that refused callers get. */
class RefusalsTest {

    private final GuardRig rig = new GuardRig();

    private static Rig open(Answer answer) {
        var open = new Rig(stock().answer(answer));
        open.breaker.threw(open.breaker.enter(), new IOException("timeout"));
        open.breaker.trip();
        open.ticker.advance(Duration.ofMillis(700));
        return open;
    }

    private Throwable refusal(Breaker breaker) {
        int site = rig.site(breaker);
        return catchThrowable(() -> rig.call(site, () -> "result"));
    }

    private Throwable refusal(String type, String message) {
        return refusal(open(new Answer.Refusal(type, message)).breaker);
    }

    private Throwable refusal(Class<?> type) {
        return refusal(type.getName(), "{breaker} is shut");
    }

    private void assertDefaultBecause(Throwable refusal, String problem) {
        assertThat(refusal).isInstanceOf(CircuitOpenException.class).hasMessage("stock is shut");
        assertThat(rig.problems)
                .singleElement()
                .asString()
                .startsWith("stock: can't make a ")
                .endsWith(problem);
        assertThat(rig.guard.internalErrors()).isZero();
    }

    /** Its constructor is guarded by the very breaker that refuses with it. */
    public static final class Guarded extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static Runnable constructor = () -> {};

        public Guarded(String message) {
            super(message);
            constructor.run();
        }
    }

    @Test
    void type_whose_constructor_is_guarded_by_the_same_breaker_can_be_thrown() {
        var open = open(new Answer.Refusal(Guarded.class.getName(), "shut"));
        int site = rig.site(open.breaker, "V");
        var made = new ArrayList<String>();
        Guarded.constructor = () -> {
            try {
                rig.call(site, () -> made.add("it"));
            } catch (Throwable refusal) {
                throw new AssertionError(refusal);
            }
        };
        try {
            assertThatThrownBy(() -> rig.call(site, () -> "result"))
                    .isExactlyInstanceOf(Guarded.class)
                    .hasMessage("shut");
        } finally {
            Guarded.constructor = () -> {};
        }
        assertThat(made).hasSize(1);
        assertThat(open.breaker.rejectedCalls()).isEqualTo(1);
        assertThat(rig.faults).isEmpty();
        assertThat(rig.problems).isEmpty();
    }

    @Test
    void usual_refusal_names_the_breaker_its_state_the_time_left_and_the_last_failure() {
        assertThat(refusal(null, null))
                .isExactlyInstanceOf(CircuitOpenException.class)
                .hasMessage("stock is OPEN, and tries again in 29.3 s; last failure: java.io.IOException: timeout");
    }

    @Test
    void usual_refusal_has_one_frame_the_guarded_method_and_no_cause() {
        var refusal = refusal(null, null);
        assertThat(refusal.getStackTrace()).containsExactly(GuardRig.FRAME);
        assertThat(refusal.getCause()).isNull();
        assertThat(refusal.getSuppressed()).isEmpty();
        refusal.addSuppressed(new IOException());
        assertThat(refusal.getSuppressed()).isEmpty();
        assertThat(refusal.fillInStackTrace().getStackTrace()).containsExactly(GuardRig.FRAME);
    }

    @Test
    void usual_refusal_while_half_open_says_how_long_the_trials_may_take() throws Throwable {
        var halfOpen = new Rig(stock());
        halfOpen.waitUntilHalfOpen();
        halfOpen.breaker.enter();
        assertThat(refusal(halfOpen.breaker))
                .hasMessage("stock is HALF_OPEN, its trials are under way; they have another 30 s to finish");
    }

    @Test
    void usual_refusal_of_a_breaker_forced_open_says_that_no_time_ends_it() {
        var forced = new Rig(stock());
        forced.breaker.forceOpen();
        assertThat(refusal(forced.breaker)).hasMessage("stock is FORCED_OPEN until it is reset by hand");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{breaker}       | stock",
                "{key}           | none",
                "{state}         | OPEN",
                "{remaining}     | 29.3 s",
                "{last-failure}  | java.io.IOException: timeout",
                "{breaker}{state}| stockOPEN",
                "a {breaker} b   | a stock b",
                "{Breaker}       | {Breaker}",
                "{}              | {}",
                "{{breaker}}     | {stock}",
                "{breaker        | {breaker",
                "}{breaker}{     | }stock{",
                "no more         | no more"
            })
    void placeholders_are_filled_in_and_all_else_is_text(String template, String message) {
        assertThat(refusal(null, template)).hasMessage(message);
    }

    @Test
    void breaker_of_a_key_is_named_with_it() {
        Rig unsplit = new Rig(stock());
        var split = new SplitBreaker(
                stock().answer(new Answer.Refusal(null, "{breaker} for {key}")).build(),
                5,
                unsplit.ticker,
                changed -> {});
        Breaker one = split.of("eu\n.example.org");
        one.forceOpen();
        split.unsplit().forceOpen();
        assertThat(refusal(one)).hasMessage("stock for eu\\n.example.org");
        assertThat(refusal(split.unsplit())).hasMessage("stock for none");
        split.redefine(stock().build());
        assertThat(refusal(one)).hasMessage("stock[eu\\n.example.org] is FORCED_OPEN until it is reset by hand");
    }

    @Test
    void until_is_the_local_time_of_the_next_trial() {
        var open = open(new Answer.Refusal(null, "{until}"));
        assertThat(refusal(open.breaker))
                .hasMessage(Times.moment(open.breaker.status().halfOpenAt()));
    }

    @Test
    void placeholders_of_a_breaker_that_only_a_person_closes_say_so() {
        var forced = new Rig(
                stock().answer(new Answer.Refusal(null, "{state}, {remaining}, until {until}, {last-failure}")));
        forced.breaker.forceOpen();
        assertThat(refusal(forced.breaker)).hasMessage("FORCED_OPEN, unlimited time, until it is reset by hand, none");
    }

    @Test
    void what_a_value_contains_is_no_placeholder() {
        var open = new Rig(stock().consecutiveFailures(1).answer(new Answer.Refusal(null, "{last-failure}")));
        open.breaker.threw(open.breaker.enter(), new IOException("{breaker}"));
        assertThat(refusal(open.breaker)).hasMessage("java.io.IOException: {breaker}");
    }

    public static class Plain extends Exception {
        private static final long serialVersionUID = 1L;

        public Plain(String message) {
            super(message);
        }
    }

    public static class Silent extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final class Private extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("unused") // by reflection
        private Private(String message) {
            super(message);
        }
    }

    public abstract static class Abstract extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public static class Demanding extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Demanding(int code) {
            super("code " + code);
        }
    }

    public static class Touchy extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static int made;

        public Touchy(String message) {
            super(message);
            made++;
            throw new IllegalStateException("not today");
        }
    }

    public static class Deep extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static boolean overflows;

        public Deep(String message) {
            super(message);
            if (overflows) {
                throw new StackOverflowError();
            }
        }
    }

    @Test
    void named_type_is_made_with_the_message() {
        assertThat(refusal(Plain.class)).isExactlyInstanceOf(Plain.class).hasMessage("stock is shut");
    }

    @Test
    void named_type_is_made_without_parameters_if_it_takes_no_message() {
        assertThat(refusal(Silent.class)).isExactlyInstanceOf(Silent.class).hasMessage(null);
    }

    @Test
    void named_type_may_be_private() {
        assertThat(refusal(Private.class)).isExactlyInstanceOf(Private.class).hasMessage("stock is shut");
    }

    @Test
    void named_type_may_be_of_the_jdk() {
        assertThat(refusal("java.net.ConnectException", null))
                .isExactlyInstanceOf(java.net.ConnectException.class)
                .hasMessageStartingWith("stock is OPEN");
    }

    @Test
    void each_refusal_is_a_new_exception() {
        var breaker = open(new Answer.Refusal(Plain.class.getName(), null)).breaker;
        int site = rig.site(breaker);
        var first = catchThrowable(() -> rig.call(site, () -> "result"));
        assertThat(catchThrowable(() -> rig.call(site, () -> "result"))).isNotSameAs(first);
    }

    @Test
    void missing_type_gives_way_to_the_usual_one_and_is_reported() {
        assertDefaultBecause(refusal("com.acme.Missing", "{breaker} is shut"), "the application has no such class");
    }

    @Test
    void abstract_type_gives_way_to_the_usual_one_and_is_reported() {
        assertDefaultBecause(refusal(Abstract.class), "it is abstract");
    }

    @Test
    void type_that_is_no_exception_gives_way_to_the_usual_one_and_is_reported() {
        assertDefaultBecause(refusal(String.class), "it is no exception");
    }

    @Test
    void type_that_takes_something_else_gives_way_to_the_usual_one_and_is_reported() {
        assertDefaultBecause(refusal(Demanding.class), "it has no constructor (String) and none without parameters");
    }

    @Test
    void type_whose_constructor_throws_gives_way_to_the_usual_one_and_is_reported_once() {
        Touchy.made = 0;
        var breaker = open(new Answer.Refusal(Touchy.class.getName(), "{breaker} is shut")).breaker;
        int site = rig.site(breaker);
        for (int i = 0; i < 3; i++) {
            assertDefaultBecause(
                    catchThrowable(() -> rig.call(site, () -> "result")), "java.lang.IllegalStateException: not today");
        }
        assertThat(Touchy.made).isEqualTo(1);
    }

    @Test
    void type_that_could_not_be_made_for_want_of_stack_is_made_again_later() throws Throwable {
        var breaker = open(new Answer.Refusal(Deep.class.getName(), null)).breaker;
        int site = rig.site(breaker);
        Deep.overflows = true;
        assertThat(rig.call(site, () -> "let through")).isEqualTo("let through");
        assertThat(rig.guard.internalErrors()).isEqualTo(1);
        Deep.overflows = false;
        assertThat(catchThrowable(() -> rig.call(site, () -> "result"))).isInstanceOf(Deep.class);
        assertThat(rig.problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPEN", "FORCED_OPEN", "HALF_OPEN"})
    void refusing_leaves_no_trace_on_the_thread(String state) throws Throwable {
        var one = new Rig(stock());
        int site = rig.site(one.breaker);
        switch (state) {
            case "OPEN" -> one.breaker.trip();
            case "FORCED_OPEN" -> one.breaker.forceOpen();
            default -> {
                one.waitUntilHalfOpen();
                one.breaker.enter();
            }
        }
        assertThat(catchThrowable(() -> rig.call(site, () -> "result"))).isInstanceOf(CircuitOpenException.class);
        one.breaker.reset();
        rig.call(site, () -> "result");
        assertThat(one.breaker.successfulCalls()).isEqualTo(1);
    }
}
