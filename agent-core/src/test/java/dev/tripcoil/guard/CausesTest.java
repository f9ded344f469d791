package dev.tripcoil.guard;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tripcoil.CircuitOpenException;
import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.Rig;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last failure as the cause of what is thrown. */
class CausesTest {

    private final GuardRig rig = new GuardRig();

    public static class Both extends Exception {
        private static final long serialVersionUID = 1L;

        public Both(String message) {
            super(message);
        }

        public Both(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public static class TextOrCause extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public TextOrCause(String message) {
            super(message);
        }

        public TextOrCause(Throwable cause) {
            super(cause);
        }
    }

    public static class CauseOrNothing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public CauseOrNothing() {}

        public CauseOrNothing(Throwable cause) {
            super(cause);
        }
    }

    public static class OnlyBoth extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public OnlyBoth(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public static class OnlyCause extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public OnlyCause(Throwable cause) {
            super(cause);
        }
    }

    private int site(Rig by) throws MisfitException {
        var name = CausesTest.class.getName();
        var loader = CausesTest.class.getClassLoader();
        var plan = rig.sites.plan(
                by.breaker, new GuardedMethod(name, "fetch", "()V", true, GuardedMethod.Finish.RETURN), GuardRig.TYPES);
        int number = rig.sites.number(loader, name, "fetch", "()V", "");
        rig.sites.open(number, loader, plan, new StackTraceElement(name, "fetch", null, 1));
        return number;
    }

    private static Rig throwing(Class<?> type) {
        return new Rig(stock().consecutiveFailures(1).answer(new Answer.Refusal(type.getName(), "{breaker} is shut")));
    }

    private Throwable refusal(int site) {
        return catchThrowable(() -> rig.call(site, () -> "unseen"));
    }

    private Throwable refusalAfter(Class<?> type, Throwable failure) throws Throwable {
        var by = throwing(type);
        int site = site(by);
        catchThrowable(() -> rig.failing(site, failure));
        return refusal(site);
    }

    @Test
    void text_and_cause_come_first() throws Throwable {
        var failure = new IOException("down");
        assertThat(refusalAfter(Both.class, failure))
                .isExactlyInstanceOf(Both.class)
                .hasMessage("stock is shut")
                .cause()
                .isSameAs(failure);
    }

    @Test
    void text_comes_before_a_cause_alone() throws Throwable {
        assertThat(refusalAfter(TextOrCause.class, new IOException("down")))
                .isExactlyInstanceOf(TextOrCause.class)
                .hasMessage("stock is shut")
                .hasNoCause();
    }

    @Test
    void cause_comes_before_nothing() throws Throwable {
        assertThat(refusalAfter(CauseOrNothing.class, new IOException("down")))
                .isExactlyInstanceOf(CauseOrNothing.class)
                .hasMessage("java.io.IOException: down");
    }

    @ParameterizedTest
    @ValueSource(classes = {Both.class, TextOrCause.class, CauseOrNothing.class, OnlyBoth.class, OnlyCause.class})
    void without_a_failure_there_is_no_cause(Class<?> type) throws Throwable {
        var by = throwing(type);
        int site = site(by);
        by.breaker.trip();
        assertThat(refusal(site)).isExactlyInstanceOf(type).hasNoCause();
        assertThat(rig.problems).isEmpty();
    }

    @Test
    void failure_of_another_method_of_the_breaker_is_the_cause_too() throws Throwable {
        var by = throwing(Both.class);
        int site = site(by);
        int other = rig.site(by.breaker);
        var failure = new IOException("down");
        catchThrowable(() -> rig.failing(other, failure));
        assertThat(refusal(site)).cause().isSameAs(failure);
    }

    @Test
    void what_was_wrapped_for_another_thread_is_the_cause() throws Throwable {
        var failure = new IOException("down");
        assertThat(refusalAfter(Both.class, new java.util.concurrent.ExecutionException(failure)))
                .cause()
                .isSameAs(failure);
    }

    @Test
    void failure_is_there_after_a_collection() throws Throwable {
        var by = throwing(Both.class);
        int site = site(by);
        var failure = fail(site);
        System.gc();
        assertThat(refusal(site)).cause().isSameAs(failure.get()).hasMessage("down");
    }

    private WeakReference<Throwable> fail(int site) throws Exception {
        return elsewhere(() -> {
            var failure = new IOException("down");
            catchThrowable(() -> rig.failing(site, failure));
            return new WeakReference<>(failure);
        });
    }

    /** A thread holds on to the last exception that compiled code has caught on it: unseen, and until there is another. */
    private static <T> T elsewhere(Callable<T> task) throws Exception {
        var result = new FutureTask<>(task);
        var thread = new Thread(result);
        thread.start();
        T done = result.get();
        thread.join();
        return done;
    }

    @Test
    void only_the_last_failure_is_kept() throws Throwable {
        var by = throwing(Both.class);
        int site = site(by);
        var first = fail(site);
        by.breaker.reset();
        fail(site);
        awaitGone(first);
    }

    @Test
    void nothing_is_kept_of_a_method_that_is_guarded_no_more() throws Throwable {
        int site = site(throwing(Both.class));
        var failure = fail(site);
        rig.sites.keepOnly(java.util.List.of());
        awaitGone(failure);
    }

    private static void awaitGone(WeakReference<?> reference) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (reference.get() != null && System.nanoTime() - end < 0) {
            System.gc();
            LockSupport.parkNanos(50_000_000);
        }
        assertThat(reference.get()).isNull();
    }

    @Test
    void application_that_wraps_what_it_got_builds_no_chain_without_end() throws Throwable {
        var by = throwing(Both.class);
        int site = site(by);
        int longest = 0;
        for (int i = 0; i < 100; i++) {
            by.breaker.trip();
            var refusal = refusal(site);
            by.breaker.reset();
            catchThrowable(() -> rig.failing(site, new IOException(refusal)));
            int length = 0;
            for (var each = refusal; each != null; each = each.getCause()) {
                length++;
            }
            longest = Math.max(longest, length);
        }
        assertThat(longest).isBetween(2, 12);
    }

    @Test
    void exception_whose_cause_cannot_be_read_is_a_cause() throws Throwable {
        var failure = new IOException("down") {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException();
            }
        };
        var refusal = refusalAfter(Both.class, failure);
        assertThat(refusal.getCause()).isSameAs(failure);
        assertThat(rig.faults).isEmpty();
    }

    @Test
    void failed_call_has_its_own_failure_for_a_cause() throws Throwable {
        var by = new Rig(
                stock().answer(new Answer.Refusal(Both.class.getName(), "{breaker} {state} {until} {remaining}"))
                        .alsoOnFailure());
        int site = site(by);
        var failure = new IOException("down");
        var thrown = catchThrowable(() -> rig.settled(site, null, () -> {
            throw failure;
        }));
        assertThat(thrown).isExactlyInstanceOf(Both.class).cause().isSameAs(failure);
        assertThat(thrown).hasMessageMatching("stock CLOSED \\d{4}-\\d\\d-\\d\\dT[^ ]+ 0 ms");
        assertThat(by.breaker.failedCalls()).isEqualTo(1);
    }

    @Test
    void failure_that_opens_the_breaker_says_until_when() throws Throwable {
        var by = new Rig(stock().consecutiveFailures(1)
                .answer(new Answer.Refusal(Both.class.getName(), "{state} {remaining}"))
                .alsoOnFailure());
        int site = site(by);
        assertThat(catchThrowable(() -> rig.settled(site, null, () -> {
                    throw new IOException("down");
                })))
                .hasMessage("OPEN 30 s");
    }

    @Test
    void usual_exception_for_a_failed_call_says_so() throws Throwable {
        var by = new Rig(stock().alsoOnFailure());
        int site = site(by);
        assertThat(catchThrowable(() -> rig.settled(site, null, () -> {
                    throw new IOException("down");
                })))
                .isExactlyInstanceOf(CircuitOpenException.class)
                .hasMessage("stock: the call failed; last failure: java.io.IOException: down")
                .hasNoCause();
    }

    /** Of a loader that goes. */
    public static final class Loaded extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void loader_of_the_failure_can_go() throws Throwable {
        int site = site(throwing(Both.class));
        awaitGone(elsewhere(() -> failOfLoader(rig)));
        assertThat(site).isNotNegative();
    }

    private static WeakReference<ClassLoader> failOfLoader(GuardRig rig) throws Exception {
        URL classes = CausesTest.class.getProtectionDomain().getCodeSource().getLocation();
        var loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
        var type = loader.loadClass(Loaded.class.getName());
        var by = throwing(Both.class);
        var plan = rig.sites.plan(
                by.breaker,
                new GuardedMethod(type.getName(), "fetch", "()V", true, GuardedMethod.Finish.RETURN),
                GuardRig.TYPES);
        int number = rig.sites.number(loader, type.getName(), "fetch", "()V", "");
        rig.sites.open(number, loader, plan, new StackTraceElement(type.getName(), "fetch", null, 1));
        var failure = (Throwable) type.getDeclaredConstructor().newInstance();
        catchThrowable(() -> rig.failing(number, failure));
        assertThat(by.breaker.lastFailure().error().get()).isSameAs(failure);
        return new WeakReference<>(loader);
    }
}
