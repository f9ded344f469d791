package dev.tripcoil.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.Definition;
import dev.tripcoil.breaker.Ticker;
import dev.tripcoil.expression.Lookups;
import dev.tripcoil.guard.Guard;
import dev.tripcoil.guard.GuardedMethod;
import dev.tripcoil.guard.Reports;
import dev.tripcoil.guard.Sites;
import dev.tripcoil.rules.RuleSet;
import dev.tripcoil.rules.RulesFile;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MethodExpressionsTest {

    private static final String SERVICE = "dev.tripcoil.apply.MethodExpressionsTest$Service";
    private static final String ASK = SERVICE + "#ask(java.lang.String)java.lang.String";

    /** Beside this test's own classes that takes no agent. */
    private static final Lookups LOOKUPS = type -> MethodHandles.privateLookupIn(type, MethodHandles.lookup());

    private static final ClassLoader LOADER = MethodExpressionsTest.class.getClassLoader();

    private final List<String> unusable = new ArrayList<>();
    private final Sites sites = new Sites(new Noted());

    static class Service {
        String ask(String question) {
            return question;
        }

        static void tell(int number) {}

        Service() {}
    }

    /** Named by its simple name, as it would be by rules that know the package. */
    static final class Long4 {
        private Long4() {}

        static boolean isLong(String text) {
            return text.length() > 3;
        }
    }

    private static RuleSet rules(String breaker) throws Exception {
        String text = "breakers: {stock: " + breaker + "}\nrules:\n- {class: '" + SERVICE
                + "', method: [ask, tell, <init>], breaker: stock}\n";
        return RulesFile.parse("rules.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Breaker> breakers(RuleSet rules) {
        Map<String, Breaker> breakers = new HashMap<>();
        for (Definition definition : rules.breakers().values()) {
            breakers.put(definition.name(), new Breaker(definition, Ticker.system(), changed -> {}));
        }
        return breakers;
    }

    private RuleWeaver weaver(String breaker, Lookups lookups) throws Exception {
        RuleSet rules = rules(breaker);
        return new RuleWeaver(rules.rules(), breakers(rules), sites, new Coverage(rules.rules()), lookups);
    }

    private static void weave(RuleWeaver weaver) throws Exception {
        weaver.weave(LOADER, SERVICE, false, WeavingRig.bytes(SERVICE));
    }

    @Test
    void what_does_not_compile_is_revoked_soon_after_weaving_and_not_during_it() throws Exception {
        RuleWeaver weaver = weaver("{failures: {result-if: result.length() > 3}}", LOOKUPS);
        weave(weaver);
        assertThat(weaver.coverage().methodsOf("stock")).hasSize(3);
        assertThat(weaver.coverage().skippedMethods()).isEmpty();

        weaver.compileExpressions();

        assertThat(weaver.coverage().methodsOf("stock")).containsExactly(ASK);
        assertThat(weaver.coverage().skippedMethods())
                .containsExactlyInAnyOrder(
                        SERVICE + "#tell(int)void: breaker stock: result-if at rules.yaml:1:49: 'result' is not known"
                                + " here: there is only arg0",
                        SERVICE + "#<init>()void: breaker stock: result-if at rules.yaml:1:49: 'result' is not known"
                                + " here: there are no variables");
        assertThat(unusable).hasSize(2).allMatch(each -> each.contains(": is not guarded: breaker stock: "));
        Guard guard = new Guard(sites, new Noted());
        assertThat(guard.entrance(0) == null || guard.entrance(1) == null).isTrue();
    }

    @Test
    void where_nothing_is_called_they_are_compiled_as_their_class_is_woven() throws Exception {
        RuleWeaver weaver = weaver("{per: arg0.length()}", null);
        weave(weaver);
        assertThat(weaver.coverage().methodsOf("stock")).containsExactly(ASK);
        assertThat(weaver.coverage().skippedMethods())
                .anyMatch(each -> each.startsWith(SERVICE + "#tell(int)void: breaker stock: per at rules.yaml:1:30: "));
        assertThat(unusable).isEmpty();
    }

    @Test
    void a_problem_that_is_found_after_a_change_of_rules_is_told_to_the_rules_in_force() throws Exception {
        RuleWeaver before = weaver("{failures: {result-if: result.size() > 3}}", LOOKUPS);
        weave(before);
        RuleSet same = rules("{failures: {result-if: result.size() > 3}}");
        Coverage coverage = new Coverage(same.rules());
        Map<String, Breaker> kept = new HashMap<>();
        kept.put("stock", before.breaker(before.rules().get(0)));
        RuleWeaver after = before.succeededBy(same.rules(), kept, coverage);
        new RuleChange(before, after).carryOver();
        assertThat(coverage.methodsOf("stock")).hasSize(3);

        after.compileExpressions();

        assertThat(coverage.methodsOf("stock")).isEmpty();
        assertThat(coverage.skippedMethods()).anyMatch(each -> each.startsWith(ASK + ": breaker stock: result-if at"));
    }

    @Test
    void an_interrupted_thread_prepares_them_and_stays_interrupted() throws Exception {
        MethodExpressions expressions = opened(new Expressions(LOOKUPS, files(), none()), LOADER);
        Thread.currentThread().interrupt();
        assertThat(expressions.prepare()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(expressions.isReady()).isTrue();
        assertThat(value(expressions)).isEqualTo(Boolean.TRUE);
    }

    @Test
    void whoever_comes_while_another_thread_is_at_it_waits_no_longer_than_two_seconds() throws Throwable {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ClassLoader slow = new ClassLoader(LOADER) {
            @Override
            public InputStream getResourceAsStream(String name) {
                begun.countDown();
                awaitUninterruptibly(goOn);
                return super.getResourceAsStream(name);
            }
        };
        MethodExpressions expressions = opened(new Expressions(LOOKUPS, files(), none()), slow);
        AtomicReference<Boolean> first = new AtomicReference<>();
        Thread other = new Thread(() -> first.set(expressions.prepare()));
        other.start();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();
        assertThat(expressions.prepare()).isFalse();
        assertThat(System.nanoTime() - start).isBetween(1_900_000_000L, 20_000_000_000L);
        expressions.compile(); // nor is the agent's own thread in the way
        goOn.countDown();
        other.join();
        assertThat(first.get()).isTrue();
        assertThat(expressions.prepare()).isTrue();
        assertThat(unusable).isEmpty();
    }

    @Test
    void the_value_of_a_future_has_its_type_from_the_signature() {
        assertThat(resultType("()Ljava/util/concurrent/CompletableFuture<Ljava/lang/String;>;"))
                .isEqualTo("Ljava/lang/String;");
        assertThat(
                        resultType(
                                "<T:Ljava/lang/Object;>(TT;)Ljava/util/concurrent/CompletionStage<Ljava/net/http/HttpResponse<TT;>;>;"))
                .isEqualTo("Ljava/net/http/HttpResponse;");
        assertThat(resultType("()Lreactor/core/publisher/Mono<+Ljava/util/List<*>;>;"))
                .isEqualTo("Ljava/util/List;");
        assertThat(resultType("()Ljava/util/concurrent/CompletableFuture<TT;>;"))
                .isEqualTo("Ljava/lang/Object;");
        assertThat(resultType("()Ljava/util/concurrent/CompletableFuture<*>;")).isEqualTo("Ljava/lang/Object;");
        assertThat(resultType("()Ljava/util/concurrent/CompletableFuture<[I>;")).isEqualTo("Ljava/lang/Object;");
        assertThat(resultType("()Ljava/util/concurrent/CompletableFuture<Lcom/acme/Outer<TT;>.Inner;>;"))
                .isEqualTo("Ljava/lang/Object;");
        assertThat(resultType("()Lcom/acme/Own<Ljava/lang/String;>;")).isEqualTo("Ljava/lang/Object;");
        assertThat(resultType(null)).isEqualTo("Ljava/lang/Object;");
    }

    private static String resultType(String signature) {
        return ResultType.of(new GuardedMethod(
                SERVICE,
                "later",
                "()Ljava/util/concurrent/CompletableFuture;",
                true,
                signature,
                GuardedMethod.Finish.STAGE));
    }

    private static Object value(MethodExpressions expressions) throws Exception {
        try {
            return expressions.judging().result().of(null, "long enough");
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private MethodExpressions opened(Expressions all, ClassLoader loader) throws Exception {
        RuleSet rules = rules("{failures: {result-if: MethodExpressionsTest.Long4.isLong(result)}}");
        Breaker breaker = breakers(rules).get("stock");
        GuardedMethod ask = new GuardedMethod(
                SERVICE, "ask", "(Ljava/lang/String;)Ljava/lang/String;", false, GuardedMethod.Finish.RETURN);
        MethodExpressions expressions =
                MethodExpressions.of(all, breaker.definition(), ask, loader, WeavingRig.bytes(SERVICE));
        int number = sites.number(loader, SERVICE, "ask", ask.descriptor(), "r");
        expressions.opens(
                sites, number, sites.plan(breaker, ask, null, expressions.judging(), expressions.used()), ASK);
        return expressions;
    }

    private static Coverage none() {
        return new Coverage(List.of());
    }

    /** As if nothing were the JDK's own, so that all is asked of the loader. */
    private static ClassFiles files() {
        return new ClassFiles(new JdkClasses());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private final class Noted implements Reports {
        @Override
        public void internalError(Throwable fault) {
            throw new AssertionError(fault);
        }

        @Override
        public void ignored(Breaker breaker, Throwable error) {}

        @Override
        public void unanswerable(Breaker breaker, String problem) {}

        @Override
        public void expressionFailed(Breaker breaker, String expression, StackTraceElement method, Throwable fault) {}

        @Override
        public void unusable(String problem) {
            unusable.add(problem);
        }
    }
}
