package dev.tripcoil.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When two runs of a test suite count as the same. */
class SuitesCommandTest {

    private static final SuiteResult PASSED = result("a.Test.works()", "passed");
    private static final SuiteResult FAILED = result("a.Test.works()", "failure java.lang.AssertionError");
    private static final SuiteResult NONE = new SuiteResult(Map.of());

    private static SuiteResult result(String test, String outcome) {
        return new SuiteResult(Map.of(test, Map.of(outcome, 1)));
    }

    @Test
    void test_that_ends_as_it_does_without_the_agent_is_the_same() {
        assertThat(SuitesCommand.isSame(PASSED, PASSED, PASSED)).isTrue();
        assertThat(SuitesCommand.isSame(FAILED, FAILED, FAILED)).isTrue();
    }

    @Test
    void test_that_ends_in_another_way_with_the_agent_differs() {
        assertThat(SuitesCommand.isSame(PASSED, FAILED, PASSED)).isFalse();
        assertThat(SuitesCommand.isSame(FAILED, PASSED, FAILED)).isFalse();
        assertThat(SuitesCommand.isSame(FAILED, result("a.Test.works()", "failure java.lang.Error"), FAILED))
                .isFalse();
    }

    @Test
    void test_that_is_there_in_one_run_only_differs() {
        assertThat(SuitesCommand.isSame(PASSED, NONE, PASSED)).isFalse();
        assertThat(SuitesCommand.isSame(NONE, FAILED, NONE)).isFalse();
    }

    @Test
    void test_that_differs_without_the_agent_too_says_nothing() {
        assertThat(SuitesCommand.isSame(PASSED, FAILED, FAILED)).isTrue();
    }

    @Test
    void outcomes_are_read_from_the_reports_of_junit(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("TEST-some.xml"), """
                <testsuite>
                <testcase name="works()" classname="a.Test"/>
                <testcase name="each(Object)[1] a@1f2e" classname="a.Test"/>
                <testcase name="each(Object)[1] a@1f2f" classname="a.Test"/>
                <testcase name="fails()" classname="a.Test"><failure type="java.lang.Error">text</failure></testcase>
                <testcase name="is_left_out()" classname="a.Test"><skipped/></testcase>
                </testsuite>
                """);
        var result = SuiteResult.read(folder);
        assertThat(result.outcomes())
                .isEqualTo(Map.of(
                        "a.Test.works()", Map.of("passed", 1),
                        "a.Test.each(Object)[1]", Map.of("passed", 2),
                        "a.Test.fails()", Map.of("failure java.lang.Error", 1),
                        "a.Test.is_left_out()", Map.of("skipped", 1)));
        assertThat(result).hasToString("5 tests, 3 passed, 1 failed, 1 skipped");
    }
}
