package dev.tripcoil.breaker;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class LastFailureTest {

    private final Rig rig = new Rig(stock().ignore(IllegalArgumentException.class));

    private static RuntimeException saying(java.util.function.Supplier<String> message) {
        return new Hostile(message);
    }

    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient java.util.function.Supplier<String> message;

        Hostile(java.util.function.Supplier<String> message) {
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message.get();
        }

        @Override
        public String toString() {
            throw new AssertionError("not asked for");
        }
    }

    private String textOf(Throwable error) {
        rig.breaker.threw(rig.breaker.enter(), error);
        return rig.breaker.lastFailure().text();
    }

    @Test
    void there_is_none_at_first() {
        assertThat(rig.breaker.lastFailure()).isNull();
    }

    @Test
    void it_is_the_type_and_the_message_of_the_last_counted_failure() {
        rig.advance(Duration.ofSeconds(5));
        assertThat(textOf(new IOException("no route to host"))).isEqualTo("java.io.IOException: no route to host");
        assertThat(rig.breaker.lastFailure().epochMillis()).isEqualTo(FakeTicker.EPOCH + 5_000);
    }

    @Test
    void it_is_the_type_alone_where_there_is_no_message() {
        assertThat(textOf(new IOException())).isEqualTo("java.io.IOException");
        assertThat(textOf(new IOException(""))).isEqualTo("java.io.IOException");
    }

    @Test
    void it_is_what_a_wrapper_wraps() {
        assertThat(textOf(new ExecutionException(new IOException("timeout"))))
                .isEqualTo("java.io.IOException: timeout");
    }

    @Test
    void ignored_exception_is_none() {
        assertThat(textOf(new IOException("timeout"))).isNotNull();
        assertThat(textOf(new IllegalArgumentException("bad"))).isEqualTo("java.io.IOException: timeout");
    }

    @Test
    void success_does_not_clear_it() {
        assertThat(textOf(new IOException("timeout"))).isNotNull();
        rig.succeed(1);
        rig.breaker.reset();
        assertThat(rig.breaker.lastFailure().text()).isEqualTo("java.io.IOException: timeout");
    }

    @Test
    void message_that_can_not_be_asked_for_is_left_out() {
        String name = Hostile.class.getName();
        assertThat(textOf(saying(() -> {
                    throw new IllegalStateException("nobody asks me");
                })))
                .isEqualTo(name);
        assertThat(textOf(saying(LastFailureTest::recurse))).isEqualTo(name);
        assertThat(rig.breaker.failedCalls()).isEqualTo(2);
    }

    private static String recurse() {
        return recurse() + "!";
    }

    @Test
    void long_message_is_cut() {
        String text = textOf(new IOException("x".repeat(10_000_000)));
        assertThat(text)
                .startsWith("java.io.IOException: xxx")
                .endsWith("xxx...")
                .hasSize(1003);
    }

    @Test
    void message_just_short_enough_is_kept() {
        String message = "y".repeat(1000 - "java.io.IOException: ".length());
        assertThat(textOf(new IOException(message))).isEqualTo("java.io.IOException: " + message);
    }
}
