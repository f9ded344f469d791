package dev.tripcoil.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.CircuitOpenException;
import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.StateName;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Suspending functions as Kotlin's own compiler writes them. */
class SuspendingTest {

    private static final Path COMPILER = Path.of("target", "compilers", "kotlin");
    private static final Path CLASSES = Path.of("target", "suspending");

    private static final String RULES = """
            breakers:
              shop: {trip-on: {consecutive-failures: 2}, open-for: 1s}
            rules:
              - class: 'suspending.*'
                except: [{class: '*.*$$inlined$*'}, {method: [park, start, 'goOn*', dispatched]}]
                breaker: shop
            """;

    private static URLClassLoader library;

    private final List<Object> ends = new ArrayList<>();
    private GuardedClasses classes;
    private Breaker shop;

    @BeforeAll
    static void compile() throws Exception {
        var jars = jars();
        var java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(
                        File.pathSeparator, jars.stream().map(Path::toString).toList()),
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                "-no-stdlib",
                "-no-reflect",
                "-cp",
                COMPILER.resolve("kotlin-stdlib.jar")
                        + File.pathSeparator
                        + COMPILER.resolve("kotlinx-coroutines-core-jvm.jar"),
                "-d",
                Files.createDirectories(CLASSES).toString(),
                Path.of("src", "test", "resources", "async", "Suspending.kt").toString());
        var builder = new ProcessBuilder(java).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        var urls = new ArrayList<URL>();
        urls.add(CLASSES.toUri().toURL());
        for (var jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        library = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static List<Path> jars() throws IOException {
        try (var files = Files.list(COMPILER)) {
            return files.sorted().toList();
        }
    }

    private void guard(String rules) throws Exception {
        classes = new GuardedClasses("suspending.", library, rules);
        shop = classes.breaker("shop");
    }

    @AfterEach
    void close() {
        if (classes != null) {
            classes.close();
        }
    }

    private void start(String name) throws Exception {
        classes.loader
                .loadClass("suspending.SuspendingKt")
                .getMethod("start", String.class, Consumer.class)
                .invoke(null, name, (Consumer<Object>) ends::add);
    }

    private void goOn(String value) throws Exception {
        classes.loader
                .loadClass("suspending.SuspendingKt")
                .getMethod("goOn", String.class)
                .invoke(null, value);
    }

    private void goOn(Throwable error) throws Exception {
        classes.loader
                .loadClass("suspending.SuspendingKt")
                .getMethod("goOn", Throwable.class)
                .invoke(null, error);
    }

    private int parked() throws Exception {
        var all = classes.loader.loadClass("suspending.Parked").getField("all").get(null);
        return ((ArrayDeque<?>) all).size();
    }

    /** How often each goes on, and what comes of it. */
    @ParameterizedTest
    @CsvSource({
        "fetch, 2, kxx, 1",
        "atOnce, 0, k, 1",
        "tail, 1, x, 1",
        "overridable, 1, xk, 1",
        "recursive, 3, endxxx, 1",
        "parksThenRecurs, 3, xxx, 3",
        "wide, 2, x12.0truesx, 1",
        "loops, 3, 303, 1",
        "number, 2, 2, 1",
        "through, 1, xk!, 1",
        "static, 1, xk, 1",
        "default, 1, xk, 1",
        "top, 1, xk, 1"
    })
    void a_function_succeeds_once_and_when_it_has_come_to_its_end(String name, int parks, String result, int calls)
            throws Exception {
        guard(RULES);
        start(name);
        for (int i = 0; i < parks; i++) {
            assertThat(ends).isEmpty();
            assertThat(parked()).isOne();
            goOn("x");
        }

        assertThat(ends).hasSize(1);
        assertThat(ends.get(0)).hasToString(result);
        assertThat(shop.successfulCalls()).isEqualTo(calls);
        assertThat(shop.failedCalls()).isZero();
    }

    @Test
    void a_function_has_not_succeeded_while_it_waits() throws Exception {
        guard(RULES);
        start("fetch");
        assertThat(shop.successfulCalls()).isZero();
        goOn("a");
        assertThat(shop.successfulCalls()).isZero();
        goOn("b");

        assertThat(shop.successfulCalls()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"fetch", "tail", "wide", "top", "overridable", "static", "default"})
    void the_very_error_reaches_the_caller_and_is_a_failure(String name) throws Exception {
        guard(RULES);
        var error = new IOException("down");
        start(name);
        goOn(error);

        assertThat(ends).containsExactly(error);
        assertThat(shop.failedCalls()).isOne();
        assertThat(shop.successfulCalls()).isZero();
    }

    @Test
    void what_is_thrown_before_it_suspends_is_a_failure() throws Exception {
        guard(RULES);
        start("bad");

        assertThat(ends).hasSize(1).first().isInstanceOf(IOException.class);
        assertThat(shop.failedCalls()).isOne();
    }

    @Test
    void a_refused_call_does_not_begin_and_one_under_way_goes_on() throws Exception {
        guard(RULES);
        start("fetch");
        start("tail");
        start("tail");
        var first = ends.size();
        goOn("a"); // fetch goes on, and parks again
        goOn(new IOException("down"));
        goOn(new IOException("down"));
        assertThat(ends).hasSize(first + 2);
        assertThat(shop.status().state()).isEqualTo(StateName.OPEN);
        ends.clear();

        start("tail");
        assertThat(ends).hasSize(1).first().isInstanceOf(CircuitOpenException.class);
        assertThat(parked()).isOne();
        goOn("b");

        assertThat(ends).hasSize(2).last().isEqualTo("kab");
        assertThat(shop.successfulCalls()).isOne();
        assertThat(shop.rejectedCalls()).isOne();
    }

    @Test
    void a_trial_is_held_until_the_function_ends() throws Exception {
        guard(RULES);
        start("bad");
        start("bad");
        classes.ticker.advance(Duration.ofSeconds(2));
        ends.clear();
        start("fetch");
        start("fetch");
        assertThat(ends).hasSize(1).first().isInstanceOf(CircuitOpenException.class);
        goOn("a");
        assertThat(shop.status().state()).isEqualTo(StateName.HALF_OPEN);

        goOn("b");

        assertThat(shop.status().state()).isEqualTo(StateName.CLOSED);
    }

    @Test
    void a_cancelled_trial_gives_its_place_back() throws Exception {
        guard(RULES);
        start("bad");
        start("bad");
        classes.ticker.advance(Duration.ofSeconds(2));
        start("fetch");
        goOn(new CancellationException());
        assertThat(shop.status().state()).isEqualTo(StateName.HALF_OPEN);
        assertThat(shop.ignoredCalls()).isOne();

        start("tail");
        goOn("x");

        assertThat(shop.status().state()).isEqualTo(StateName.CLOSED);
    }

    /** On the thread that called it; not on the one that it goes on on. */
    @Test
    void a_call_within_one_that_has_gone_on_is_one_of_its_own() throws Exception {
        guard(RULES);
        start("parksThenRecurs");
        goOn("a");
        assertThat(parked()).isOne();
        goOn(new IOException("down"));

        assertThat(ends).hasSize(1).first().isInstanceOf(IOException.class);
        assertThat(shop.failedCalls()).isEqualTo(2);
    }

    @Test
    void a_refused_call_returns_a_value_of_its_type() throws Exception {
        guard("""
                breakers:
                  shop: {trip-on: {consecutive-failures: 1}, when-open: {return: 7}}
                rules:
                  - {class: 'suspending.Shop', method: [number, atOnce], breaker: shop}
                """);
        start("bad");
        ends.clear();
        start("number");
        start("atOnce");

        assertThat(ends).containsExactly(7L, "7");
    }

    @Test
    void a_failed_call_is_answered_where_it_goes_on() throws Exception {
        guard("""
                breakers:
                  shop: {when-open: {return: old, also-on-failure: true}}
                rules:
                  - {class: 'suspending.Shop', method: [fetch, atOnce], breaker: shop}
                """);
        start("fetch");
        goOn("a");
        goOn(new IOException("down"));
        start("bad");

        assertThat(ends).containsExactly("old", "old");
        assertThat(shop.failedCalls()).isEqualTo(2);
    }

    /** Whoever waits is another continuation each time. */
    @Test
    void the_last_result_is_that_of_equal_arguments() throws Exception {
        guard("""
                breakers:
                  shop: {trip-on: {consecutive-failures: 1}, when-open: {return-last: 10m}}
                rules:
                  - {class: 'suspending.SuspendingKt', method: top, breaker: shop}
                """);
        start("top");
        goOn("x");
        start("top");
        goOn(new IOException("down"));
        ends.clear();
        start("top");

        assertThat(ends).containsExactly("xk");
    }

    @Test
    void dispatchers_and_cancellation_of_the_library_go_on_working() throws Exception {
        guard(RULES);

        var done = classes.loader
                .loadClass("suspending.SuspendingKt")
                .getMethod("dispatched")
                .invoke(null);

        assertThat(done).isEqualTo("kab");
        assertThat(shop.successfulCalls()).isOne();
        assertThat(shop.ignoredCalls()).isOne();
        assertThat(shop.failedCalls()).isZero();
    }

    @Test
    void nothing_is_said_against_them() throws Exception {
        guard(RULES);
        classes.loader.loadClass("suspending.Shop");
        classes.loader.loadClass("suspending.SuspendingKt");

        assertThat(classes.coverage.skippedMethods()).isEmpty();
        assertThat(classes.coverage.failures()).isZero();
    }
}
