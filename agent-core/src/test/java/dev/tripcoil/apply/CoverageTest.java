package dev.tripcoil.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.rules.Rule;
import dev.tripcoil.rules.RulesFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final Rule RULE = rule();

    private final Coverage coverage = new Coverage(List.of(RULE));

    @Test
    void what_is_woven_is_counted_in_full_and_listed_up_to_a_limit() {
        for (int i = 0; i < Coverage.MOST_KEPT + 5; i++) {
            coverage.put(null, guarding("com.acme.Generated" + i));
            coverage.put(null, guarding("com.acme.Generated0"));
        }
        assertThat(coverage.wovenClasses()).isEqualTo(Coverage.MOST_KEPT + 5);
        assertThat(coverage.wovenMethods()).isEqualTo(Coverage.MOST_KEPT + 5);
        assertThat(coverage.methodsOf("stock"))
                .hasSize(Coverage.MOST_KEPT + 1)
                .last()
                .isEqualTo("... and 5 more");
    }

    @Test
    void lines_are_bounded_however_many_classes_there_are() {
        for (int i = 0; i < 5000; i++) {
            ClassReport report = report("com.acme.Generated" + i);
            report.skips(RULE, "com.acme.Generated" + i, "for no reason");
            report.warns("for no reason");
            coverage.put(null, report);
        }
        assertThat(coverage.skippedMethods()).hasSize(1001).last().asString().contains("perhaps more");
        assertThat(coverage.cautions()).hasSize(1000);
    }

    @Test
    void a_new_report_of_a_class_takes_the_place_of_the_old_one() {
        ClassReport first = guarding("com.acme.Shop");
        first.skips(RULE, "com.acme.Shop#other()void", "for a reason that is gone");
        coverage.put(null, first);
        ClassReport second = report("com.acme.Shop");
        second.guards(RULE, "com.acme.Shop#other()void", 2, null);
        coverage.put(null, second);
        assertThat(coverage.methodsOf("stock")).containsExactly("com.acme.Shop#other()void");
        assertThat(coverage.skippedMethods()).isEmpty();
        coverage.put(null, report("com.acme.Shop"));
        assertThat(coverage.wovenClasses()).isZero();
        assertThat(coverage.methodsOf("stock")).isEmpty();
    }

    @Test
    void classes_of_one_name_in_several_loaders_are_listed_once() {
        coverage.put(null, guarding("com.acme.Shop"));
        coverage.put(getClass().getClassLoader(), guarding("com.acme.Shop"));
        assertThat(coverage.wovenClasses()).isEqualTo(1);
        assertThat(coverage.methodsOf("stock")).hasSize(1);
    }

    @Test
    void a_class_that_failed_is_not_shown_as_guarded() {
        coverage.put(null, guarding("com.acme.Shop"));
        coverage.failed(null, "com.acme.Shop", "the JVM refused it");
        assertThat(coverage.wovenMethods()).isZero();
        assertThat(coverage.skippedMethods()).containsExactly("com.acme.Shop: the JVM refused it");
        assertThat(coverage.failures()).isEqualTo(1);
    }

    private static ClassReport guarding(String className) {
        ClassReport report = report(className);
        report.guards(RULE, className + "#run()void", 1, null);
        return report;
    }

    private static ClassReport report(String className) {
        return new ClassReport(className, false, List.of(RULE));
    }

    private static Rule rule() {
        String text = "breakers: {stock: {}}\nrules: [{class: 'com.acme.**', breaker: stock}]\n";
        try {
            return RulesFile.parse("rules.yaml", text.getBytes(StandardCharsets.UTF_8))
                    .rules()
                    .get(0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
