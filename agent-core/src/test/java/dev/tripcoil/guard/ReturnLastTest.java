package dev.tripcoil.guard;

import static dev.tripcoil.breaker.DefinitionBuilder.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.CircuitOpenException;
import dev.tripcoil.breaker.Answer;
import dev.tripcoil.breaker.DefinitionBuilder;
import dev.tripcoil.breaker.FakeTicker;
import dev.tripcoil.breaker.Race;
import dev.tripcoil.breaker.Rig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code return-last}: the last good result for the same receiver and equal arguments. */
class ReturnLastTest {

    private static final Duration AGE = Duration.ofMinutes(10);

    private final FakeTicker ticker = new FakeTicker();
    private final GuardRig rig = new GuardRig(ticker);
    private final Rig opened = new Rig(returningLast());
    private final int site = open("(Ljava/lang/Object;)Ljava/lang/Object;", true);

    private static DefinitionBuilder returningLast() {
        return stock().answer(new Answer.Last(AGE, "no menu: {breaker} is {state}"));
    }

    private int open(String descriptor, boolean isStatic) {
        return open(opened, descriptor, isStatic, GuardedMethod.Finish.RETURN);
    }

    /** A method of this class. */
    private int open(Rig by, String descriptor, boolean isStatic, GuardedMethod.Finish finish) {
        var name = ReturnLastTest.class.getName();
        int number = rig.sites.number(ReturnLastTest.class.getClassLoader(), name, "fetch", descriptor, "");
        openAs(number, by, descriptor, isStatic, finish);
        return number;
    }

    private void openAs(int number, Rig by, String descriptor, boolean isStatic, GuardedMethod.Finish finish) {
        var name = ReturnLastTest.class.getName();
        try {
            var plan = rig.sites.plan(
                    by.breaker, new GuardedMethod(name, "fetch", descriptor, isStatic, finish), GuardRig.TYPES);
            assertThat(plan.givenAsArray()).isTrue();
            assertThat(plan.needsResult()).isTrue();
            var frame = new StackTraceElement(name, "fetch", null, 1);
            rig.sites.open(number, ReturnLastTest.class.getClassLoader(), plan, frame);
        } catch (MisfitException e) {
            throw new AssertionError(e);
        }
    }

    private void good(Object result, Object... given) throws Throwable {
        goodAt(site, result, given);
    }

    private void goodAt(int at, Object result, Object... given) throws Throwable {
        opened.breaker.reset();
        assertThat(rig.settled(at, given, () -> result)).isSameAs(result);
    }

    private Object refused(Object... given) throws Throwable {
        return refusedAt(site, given);
    }

    private Object refusedAt(int at, Object... given) throws Throwable {
        opened.breaker.trip();
        return rig.settled(at, given, () -> {
            throw new AssertionError("the body runs");
        });
    }

    private void assertNothingFor(Object... given) {
        assertNothingAt(site, given);
    }

    private void assertNothingAt(int at, Object... given) {
        assertThatThrownBy(() -> refusedAt(at, given))
                .isExactlyInstanceOf(CircuitOpenException.class)
                .hasMessage("no menu: stock is OPEN");
    }

    @Test
    void last_good_result_of_equal_arguments_is_given() throws Throwable {
        good("first", new String("menu"));
        good("second", new String("menu"));
        assertThat(refused(new String("menu"))).isEqualTo("second");
        assertThat(rig.faults).isEmpty();
    }

    @Test
    void other_arguments_get_the_exception() throws Throwable {
        good("the menu", "menu");
        assertNothingFor("wines");
        assertNothingFor((Object) null);
    }

    @Test
    void null_is_a_result_and_an_argument() throws Throwable {
        good(null, "menu");
        good("of null", (Object) null);
        assertThat(refused("menu")).isNull();
        assertThat(refused((Object) null)).isEqualTo("of null");
    }

    @Test
    void result_is_given_until_it_is_too_old() throws Throwable {
        good("the menu", "menu");
        ticker.advance(AGE);
        assertThat(refused("menu")).isEqualTo("the menu");
        ticker.advanceNanos(1);
        assertNothingFor("menu");
        good("the menu", "menu");
        assertThat(refused("menu")).isEqualTo("the menu");
    }

    @Test
    void failed_call_leaves_the_last_result() throws Throwable {
        good("the menu", "menu");
        assertThatThrownBy(() -> rigFailing("menu")).isInstanceOf(IOException.class);
        assertThat(refused("menu")).isEqualTo("the menu");
    }

    private Object rigFailing(Object... given) throws Throwable {
        opened.breaker.reset();
        return rig.settled(site, given, () -> {
            throw new IOException("down");
        });
    }

    @Test
    void ignored_exception_leaves_the_last_result() throws Throwable {
        good("the menu", "menu");
        opened.breaker.reset();
        assertThatThrownBy(() -> rig.settled(site, new Object[] {"menu"}, () -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(refused("menu")).isEqualTo("the menu");
    }

    /** Equal to all of its kind. */
    private static final class Receiver {
        @Override
        public boolean equals(Object other) {
            throw new AssertionError("receivers are told apart by identity");
        }

        @Override
        public int hashCode() {
            throw new AssertionError("receivers are told apart by identity");
        }
    }

    @Test
    void receivers_are_told_apart_by_identity() throws Throwable {
        int at = open("(Ljava/lang/String;)Ljava/lang/Object;", false);
        var one = new Receiver();
        var other = new Receiver();
        goodAt(at, "of one", one, "menu");
        assertNothingAt(at, other, "menu");
        goodAt(at, "of the other", other, "menu");
        assertThat(refusedAt(at, one, "menu")).isEqualTo("of one");
        assertThat(refusedAt(at, other, "menu")).isEqualTo("of the other");
        assertThat(rig.faults).isEmpty();
    }

    @Test
    void so_are_those_of_the_same_identity_hash_code() throws Throwable {
        int at = open("(Ljava/lang/String;)Ljava/lang/Object;", false);
        var byHash = new HashMap<Integer, Object>();
        var one = new Object();
        var other = byHash.put(System.identityHashCode(one), one);
        while (other == null) { // some 60,000 are enough, most often
            one = new Object();
            other = byHash.put(System.identityHashCode(one), one);
        }
        goodAt(at, "of one", one, "menu");
        assertNothingAt(at, other, "menu");
        goodAt(at, "of the other", other, "menu");
        assertThat(refusedAt(at, one, "menu")).isEqualTo("of one");
    }

    @Test
    void methods_are_told_apart() throws Throwable {
        int other = open("(Ljava/lang/String;)Ljava/lang/Object;", true);
        good("of one", "menu");
        assertNothingAt(other, "menu");
    }

    @Test
    void arguments_of_the_same_hash_code_are_told_apart() throws Throwable {
        good("of Aa", "Aa");
        assertNothingFor("BB");
        good("of BB", "BB");
        assertThat(refused("Aa")).isEqualTo("of Aa");
        assertThat(refused("BB")).isEqualTo("of BB");
    }

    @Test
    void arguments_are_told_apart_by_their_place() throws Throwable {
        int at = open("(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;", true);
        goodAt(at, "a b", "a", "b");
        assertNothingAt(at, "b", "a");
        assertThat(refusedAt(at, "a", "b")).isEqualTo("a b");
    }

    static List<Object[]> twins() {
        return List.<Object[]>of(
                new Object[] {new byte[] {1, 2}, new byte[] {1, 2}, new byte[] {1, 3}},
                new Object[] {new int[] {1, 2}, new int[] {1, 2}, new long[] {1, 2}},
                new Object[] {new long[] {1}, new long[] {1}, new long[] {1L << 32}},
                new Object[] {new char[] {'a'}, new char[] {'a'}, new char[] {'b'}},
                new Object[] {new short[] {1}, new short[] {1}, new char[] {1}},
                new Object[] {new float[] {1}, new float[] {1}, new float[] {-0f}},
                new Object[] {new double[] {1}, new double[] {1}, new double[] {Double.NaN}},
                new Object[] {new boolean[] {true}, new boolean[] {true}, new boolean[] {false}},
                new Object[] {new String[] {"Aa"}, new String[] {"Aa"}, new String[] {"BB"}},
                new Object[] {
                    new Object[] {new int[] {1}, "x"}, new Object[] {new int[] {1}, "x"}, new Object[] {1, "x"}
                },
                new Object[] {List.of("Aa", 1), Arrays.asList("Aa", 1), List.of("BB", 1)},
                new Object[] {List.of("a"), new ArrayList<>(List.of("a")), new Object[] {"a"}},
                new Object[] {List.of("a"), new ArrayList<>(List.of("a")), Set.of("a")},
                new Object[] {
                    List.<Object>of(new byte[] {1}), List.<Object>of(new byte[] {1}), List.<Object>of(new byte[] {2})
                },
                new Object[] {Set.of("a", "b"), new HashSet<>(List.of("b", "a")), Set.of("a")},
                new Object[] {
                    new HashMap<>(java.util.Map.of("a", 1)), java.util.Map.of("a", 1), java.util.Map.of("a", 2)
                },
                new Object[] {new Date(1), new Date(1), new Date(1L << 32)},
                new Object[] {1, 1, 1L},
                new Object[] {TimeUnit.DAYS, TimeUnit.DAYS, TimeUnit.HOURS});
    }

    @ParameterizedTest
    @MethodSource("twins")
    void arguments_are_equal_by_what_is_in_them(Object one, Object equal, Object other) throws Throwable {
        good("the result", one);
        assertThat(refused(equal)).isEqualTo("the result");
        assertNothingFor(other);
        assertThat(rig.faults).isEmpty();
    }

    @Test
    void array_that_the_caller_uses_again_is_known_as_it_was_when_the_call_began() throws Throwable {
        byte[] buffer = {1, 2};
        opened.breaker.reset();
        rig.settled(site, new Object[] {buffer}, () -> {
            buffer[0] = 9;
            return "of 1, 2";
        });
        assertNothingFor(buffer);
        assertThat(refused(new byte[] {1, 2})).isEqualTo("of 1, 2");
        buffer[0] = 1;
        assertThat(refused(buffer)).isEqualTo("of 1, 2");
    }

    /** One that changes to something of the same hash code. */
    @Test
    void list_that_the_caller_uses_again_is_known_as_it_was_when_the_call_began() throws Throwable {
        var list = new ArrayList<Object>(List.of("Aa", new ArrayList<>(List.of("Aa"))));
        good("of Aa", list);
        list.set(0, "BB");
        assertNothingFor(list);
        list.set(0, "Aa");
        assertThat(refused(list)).isEqualTo("of Aa");
        list.set(1, List.of("BB"));
        assertNothingFor(list);
    }

    @Test
    void map_set_and_date_likewise() throws Throwable {
        var map = new HashMap<>(java.util.Map.of("key", "Aa"));
        var set = new HashSet<>(Set.of("Aa"));
        var date = new Date(1);
        good("of the map", map);
        good("of the set", set);
        good("of the date", date);
        map.put("key", "BB");
        set.remove("Aa");
        set.add("BB");
        date.setTime(1L << 32);
        assertNothingFor(map);
        assertNothingFor(set);
        assertNothingFor(date);
    }

    static List<Object> unsteady() {
        return List.<Object>of(
                new StringBuilder("a"),
                new StringBuffer("a"),
                ByteBuffer.allocate(1),
                new ByteArrayInputStream(new byte[1]),
                new java.io.StringReader("a"),
                List.of("a").iterator(),
                List.of("a").stream(),
                new ArrayDeque<>(List.of("a")),
                new AtomicInteger(1),
                new IdentityHashMap<>(),
                List.of(new StringBuilder("a")),
                new byte[10_001],
                java.util.Collections.nCopies(10_001, "a"));
    }

    @ParameterizedTest
    @MethodSource("unsteady")
    void what_equals_itself_whatever_has_become_of_it_gets_no_answer(Object argument) throws Throwable {
        good("a result", argument);
        assertNothingFor(argument);
        assertThat(rig.faults).isEmpty();
    }

    @Test
    void most_recent_thousand_are_kept() throws Throwable {
        good("the first", -1);
        for (int i = 0; i < 5000; i++) {
            ticker.advanceNanos(1);
            good(i, i);
            if (i % 500 == 0) {
                good("the first", -1);
            }
        }
        for (int i = 4001; i < 5000; i++) {
            assertThat(refused(i)).isEqualTo(i);
        }
        assertThat(refused(-1)).isEqualTo("the first");
        for (int i = 0; i < 3800; i++) {
            assertNothingFor(i);
        }
        assertThat(results().size()).isBetween(LastResults.KEPT, LastResults.KEPT + LastResults.BATCH);
    }

    @Test
    void thousand_are_kept_where_the_clock_stands_still() throws Throwable {
        for (int i = 0; i < 5000; i++) {
            good(i, i);
        }
        assertThat(results().size()).isBetween(LastResults.KEPT, LastResults.KEPT + LastResults.BATCH);
    }

    private LastResults results() {
        return ((GiveLast) rig.sites.at(site).answering()).results();
    }

    @Test
    void sweep_lets_go_what_is_too_old() throws Throwable {
        good("old", "menu");
        ticker.advance(AGE);
        good("young", "wines");
        ticker.advanceNanos(1);
        rig.sites.sweep();
        assertThat(results().size()).isEqualTo(1);
        assertThat(refused("wines")).isEqualTo("young");
    }

    /** Whose own code fails. */
    private static final class Broken {
        boolean hashFails;
        boolean equalsFails;

        @Override
        public int hashCode() {
            if (hashFails) {
                throw new IllegalStateException("hashCode");
            }
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            if (equalsFails) {
                throw new IllegalStateException("equals");
            }
            return other instanceof Broken;
        }
    }

    @Test
    void hash_code_that_fails_is_reported_and_leads_to_the_exception() throws Throwable {
        var broken = new Broken();
        broken.hashFails = true;
        good("the menu", broken);
        assertThat(rig.guard.internalErrors()).isEqualTo(1);
        assertNothingFor(broken);
        assertThat(rig.faults).hasSize(2).allSatisfy(fault -> assertThat(fault).hasMessage("hashCode"));
    }

    @Test
    void equals_that_fails_is_reported_and_leads_to_the_exception() throws Throwable {
        var broken = new Broken();
        good("the menu", new Broken());
        broken.equalsFails = true;
        assertNothingFor(broken);
        good("the menu", broken);
        assertThat(rig.guard.internalErrors()).isEqualTo(2);
        assertThat(rig.faults).hasSize(2).allSatisfy(fault -> assertThat(fault).hasMessage("equals"));
        assertThat(opened.breaker.successfulCalls()).isEqualTo(2);
    }

    /** Whose equals waits for others. */
    private record Slow(CountDownLatch entered, CountDownLatch left) {
        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            entered.countDown();
            try {
                return left.await(30, TimeUnit.SECONDS) && other instanceof Slow;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void no_lock_is_held_while_equals_runs() throws Throwable {
        var entered = new CountDownLatch(1);
        var left = new CountDownLatch(1);
        good("slow", new Slow(entered, left));
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return rig.settled(site, new Object[] {new Slow(entered, left)}, () -> "slow, too");
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        good("of the same hash code", 1);
        rig.sites.sweep();
        assertThat(refused(1)).isEqualTo("of the same hash code");
        assertThat(waiting).isNotDone();
        left.countDown();
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo("slow, too");
    }

    @Test
    void failed_call_is_answered_by_what_it_was_given_when_it_began() throws Throwable {
        var answering = new Rig(returningLast().alsoOnFailure());
        int at = open(answering, "([B)Ljava/lang/Object;", true, GuardedMethod.Finish.RETURN);
        byte[] buffer = {1};
        rig.settled(at, new Object[] {new byte[] {1}}, () -> "of 1");
        rig.settled(at, new Object[] {new byte[] {2}}, () -> "of 2");
        Object answer = rig.settled(at, new Object[] {buffer}, () -> {
            buffer[0] = 2;
            throw new IOException("down");
        });
        assertThat(answer).isEqualTo("of 1");
        assertThatThrownBy(() -> rig.settled(at, new Object[] {new byte[] {3}}, () -> {
                    throw new UncheckedIOException(new IOException("down"));
                }))
                .isExactlyInstanceOf(CircuitOpenException.class)
                .hasMessage("no menu: stock is CLOSED");
    }

    @Test
    void stage_is_remembered_by_its_value_and_answered_with_a_new_one() throws Throwable {
        int at = open(
                opened, "(Ljava/lang/String;)Ljava/util/concurrent/CompletionStage;", true, GuardedMethod.Finish.STAGE);
        var stage = new CompletableFuture<>();
        goodAt(at, stage, "menu");
        assertThat((CompletableFuture<?>) refusedAt(at, "menu")).isCompletedExceptionally();
        stage.complete("the menu");
        var answer = (CompletableFuture<?>) refusedAt(at, "menu");
        assertThat(answer).isCompletedWithValueMatching("the menu"::equals).isNotSameAs(stage);
        assertThat(refusedAt(at, "menu")).isNotSameAs(answer);
    }

    @Test
    void woven_again_under_the_same_terms_it_goes_on() throws Throwable {
        good("the menu", "menu");
        openAs(site, opened, "(Ljava/lang/Object;)Ljava/lang/Object;", true, GuardedMethod.Finish.RETURN);
        assertThat(refused("menu")).isEqualTo("the menu");
    }

    @Test
    void where_other_results_are_good_it_begins_anew() throws Throwable {
        good("the menu", "menu");
        var before = results();
        var other = new Rig(returningLast().exceptions(IOException.class));
        openAs(site, other, "(Ljava/lang/Object;)Ljava/lang/Object;", true, GuardedMethod.Finish.RETURN);
        other.breaker.trip();
        assertThatThrownBy(() -> rig.settled(site, new Object[] {"menu"}, () -> "unseen"))
                .isInstanceOf(CircuitOpenException.class);
        assertThat(before.isEmpty()).isTrue();
    }

    @Test
    void method_that_is_guarded_no_more_is_remembered_no_more() throws Throwable {
        good("the menu", "menu");
        var before = results();
        rig.sites.keepOnly(List.of());
        assertThat(before.isEmpty()).isTrue();
    }

    @Test
    void results_survive_a_collection_and_receivers_do_not() throws Throwable {
        int at = open("(Ljava/lang/String;)Ljava/lang/Object;", false);
        var kept = new Object();
        goodAt(at, new String("the menu"), kept, new String("menu"));
        var gone = useReceiver(at);
        for (int i = 0; i < 100 && gone.get() != null; i++) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(gone.get()).isNull();
        assertThat(refusedAt(at, kept, "menu")).isEqualTo("the menu");
        rig.sites.sweep();
        assertThat(((GiveLast) rig.sites.at(at).answering()).results().size()).isEqualTo(1);
    }

    /** In a method of its own, so that no local keeps it. */
    private WeakReference<Object> useReceiver(int at) throws Throwable {
        var receiver = new Object();
        goodAt(at, "a result", receiver, "menu");
        return new WeakReference<>(receiver);
    }

    /** Of a loader that goes. */
    public static final class Loaded {}

    @Test
    void loader_of_the_guarded_class_can_go() throws Throwable {
        WeakReference<ClassLoader> gone = useLoader();
        for (int i = 0; i < 100 && gone.get() != null; i++) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(gone.get()).isNull();
    }

    private WeakReference<ClassLoader> useLoader() throws Throwable {
        var loader = loader();
        var type = loader.loadClass(Loaded.class.getName());
        assertThat(type).isNotSameAs(Loaded.class);
        int number = rig.sites.number(loader, type.getName(), "fetch", "(Ljava/lang/Object;)Ljava/lang/Object;", "");
        var plan = rig.sites.plan(
                opened.breaker,
                new GuardedMethod(
                        type.getName(),
                        "fetch",
                        "(Ljava/lang/Object;)Ljava/lang/Object;",
                        true,
                        GuardedMethod.Finish.RETURN),
                GuardRig.TYPES);
        rig.sites.open(number, loader, plan, new StackTraceElement(type.getName(), "fetch", null, 1));
        var result = type.getDeclaredConstructor().newInstance();
        goodAt(number, result, "menu");
        assertThat(refusedAt(number, "menu")).isSameAs(result);
        return new WeakReference<>(loader);
    }

    private static ClassLoader loader() {
        URL classes = ReturnLastTest.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    }

    @Test
    void class_holds_nothing_whose_loader_may_go_sooner() throws Throwable {
        var above = rig.sites.at(site);
        var loader = loader();
        var below = loader.loadClass(Loaded.class.getName());
        assertThat(Keeper.mayHold(Loaded.class, above)).isTrue();
        assertThat(Keeper.mayHold(String.class, above)).isTrue();
        assertThat(Keeper.mayHold(java.sql.Date.class, above)).isTrue();
        assertThat(Keeper.mayHold(below, above)).isFalse();
        assertThat(Keeper.mayHoldWhatIsHere(above)).isTrue();
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            assertThat(Keeper.mayHoldWhatIsHere(above)).isFalse();
        } finally {
            thread.setContextClassLoader(before);
        }
        var site = new Site(1, new WeakReference<>(new URLClassLoader(new URL[0], loader)), GuardRig.FRAME, null);
        assertThat(Keeper.mayHold(below, site)).isTrue();
    }

    /** Of which many have the same hash code. */
    private record Dish(int number) {
        @Override
        public int hashCode() {
            return number % 7;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Dish that && number == that.number;
        }
    }

    @Test
    void nobody_ever_gets_another_ones_answer() {
        int at = open("(Ljava/lang/Object;[BLjava/util/List;)Ljava/lang/Object;", false);
        var receivers = new Object[] {new Object(), new Object(), new Object()};
        var answered = new AtomicInteger();
        Race.run(4, thread -> {
            var random = new Random(thread);
            var buffer = new byte[2];
            var list = new ArrayList<String>();
            for (int i = 0; i < 20_000; i++) {
                int receiver = random.nextInt(receivers.length);
                var dish = new Dish(random.nextInt(50));
                buffer[0] = (byte) random.nextInt(3);
                list.clear();
                list.add(random.nextBoolean() ? "Aa" : "BB");
                var own = receiver + " " + dish.number + " " + buffer[0] + " " + list;
                try {
                    if (i % 10 == thread) {
                        opened.breaker.trip();
                    } else if (i % 10 == 5) {
                        opened.breaker.reset();
                        rig.sites.sweep();
                    }
                    var ran = new boolean[1];
                    Object result = rig.settled(at, new Object[] {receivers[receiver], dish, buffer, list}, () -> {
                        ran[0] = true;
                        buffer[0] = -1;
                        list.add("more");
                        return own;
                    });
                    assertThat(result).isEqualTo(own);
                    answered.addAndGet(ran[0] ? 0 : 1);
                } catch (CircuitOpenException nothingKnown) {
                    // fine
                } catch (Throwable e) {
                    throw new AssertionError(e);
                }
            }
        });
        assertThat(answered).hasValueGreaterThan(1000);
        assertThat(rig.faults).isEmpty();
    }
}
