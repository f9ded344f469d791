package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tripcoil.apply.Coverage;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void a_guarded_call_is_let_through_fails_and_is_refused() {
        assertThatCode(() -> WarmUp.call(WarmUpTest.class.getClassLoader(), EnumSet.allOf(Extra.class)))
                .doesNotThrowAnyException();
    }

    @Test
    void the_sample_takes_every_way_through_the_weaver() throws Exception {
        Coverage coverage = WarmUp.weave(WarmUpTest.class.getClassLoader(), EnumSet.allOf(Extra.class));
        String sample = "dev.tripcoil.agent.WarmUp$Sample";
        assertThat(coverage.methodsOf("answer"))
                .containsExactly(sample + "#choose(java.lang.Object,int)java.lang.Object");
        assertThat(coverage.methodsOf("empty")).containsExactly(sample + "#list()java.util.List");
        assertThat(coverage.methodsOf("last"))
                .containsExactly(sample + "#last(java.lang.String)java.util.concurrent.CompletionStage");
        assertThat(coverage.methodsOf("call"))
                .containsExactly(sample + "#called(java.lang.String,short)java.lang.Object");
        assertThat(coverage.skippedMethods()).anyMatch(line -> line.startsWith(sample + "#later()int: breaker call"));
        assertThat(coverage.methodsOf("refuse"))
                .containsExactly(
                        sample + "#<init>(int)void",
                        sample + "#run()void",
                        sample + "#agent()dev.tripcoil.agent.TripcoilAgent",
                        sample + "#sum(long,double)long",
                        sample + "#stage()java.util.concurrent.CompletableFuture",
                        sample + "#flow()java.util.concurrent.Flow$Publisher");
        assertThat(coverage.skippedMethods())
                .anyMatch(line -> line.startsWith(sample + "#<init>()void: breaker answer"));
        assertThat(coverage.cautions()).anyMatch(line -> line.contains("the constructor of its superclass"));
        assertThat(coverage.methodsOf("judge")).containsExactly(sample + "#count()int");
        assertThat(coverage.cautions()).anyMatch(line -> line.contains("is guarded by the rule at"));
        assertThat(coverage.unmatchedRules()).hasSize(3).first().asString().contains("method missing");
        assertThat(coverage.failures()).isEqualTo(1);
    }

    @Test
    void rules_that_ask_for_nothing_more_are_warmed_up_for_by_methods_of_every_way_to_end() throws Exception {
        Coverage coverage = WarmUp.weave(WarmUpTest.class.getClassLoader(), EnumSet.noneOf(Extra.class));
        String sample = "dev.tripcoil.agent.WarmUp$Sample";
        assertThat(coverage.methodsOf("refuse"))
                .containsExactly(
                        sample + "#run()void",
                        sample + "#agent()dev.tripcoil.agent.TripcoilAgent",
                        sample + "#choose(java.lang.Object,int)java.lang.Object",
                        sample + "#sum(long,double)long",
                        sample + "#count()int",
                        sample + "#stage()java.util.concurrent.CompletableFuture",
                        sample + "#flow()java.util.concurrent.Flow$Publisher",
                        sample + "#last(java.lang.String)java.util.concurrent.CompletionStage",
                        sample + "#called(java.lang.String,short)java.lang.Object",
                        sample + "#later()int",
                        sample + "#list()java.util.List");
        assertThat(coverage.unmatchedRules()).hasSize(1).first().asString().contains("method missing");
        assertThat(coverage.failures()).isEqualTo(1);
    }
}
