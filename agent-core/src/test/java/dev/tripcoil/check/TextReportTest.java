package dev.tripcoil.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {

    private final List<Report.Guarded> guarded = new ArrayList<>();
    private final List<Report.Unguarded> unguarded = new ArrayList<>();
    private final List<Report.Shadowed> shadowed = new ArrayList<>();
    private final List<Report.Open> open = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    @Test
    void says_of_each_rule_what_it_does_and_at_the_end_what_came_of_it_all() {
        guarded.add(new Report.Guarded("a.Jdk#x()int", null, true));
        guarded.add(new Report.Guarded("com.acme.A#x()int", null, false));
        guarded.add(new Report.Guarded("com.acme.A#y()int", "is slow", false));
        guarded.add(new Report.Guarded("com.acme.B#y()int", "is slow", false));
        guarded.add(new Report.Guarded("com.acme.B#z()int", "is odd", false));
        unguarded.add(new Report.Unguarded("com.acme.A#named()int", "is native", true, false));
        unguarded.add(new Report.Unguarded("com.acme.A#met()int", "is native", false, false));
        unguarded.add(new Report.Unguarded("java.util.List", "is needed", false, true));
        shadowed.add(new Report.Shadowed("com.acme.C#x()int", "rules.yaml:3"));
        open.add(new Report.Open("com.x.Y", List.of("com.acme.D", "com.acme.E")));
        problems.add("no class X on the class path");
        Report report = new Report(
                "rules.yaml",
                List.of("rules.yaml:5: no class X on the class path", "rules.yaml:5: another"),
                List.of("rules.yaml:1:1: a warning"),
                List.of("bad.jar: can't be read"),
                true,
                12_345,
                7,
                List.of(rule()));
        assertThat(TextReport.lines(report, false))
                .containsExactly(
                        "rules.yaml:5: class com.acme.** -> stock",
                        "  PROBLEM: no class X on the class path",
                        "  guards 1 method",
                        "    com.acme.A#x()int",
                        "  guards 2 methods, but each is slow",
                        "    com.acme.A#y()int",
                        "    com.acme.B#y()int",
                        "  guards 1 method, but it is odd",
                        "    com.acme.B#z()int",
                        "  guards 1 method of the JDK",
                        "    a.Jdk#x()int",
                        "  PROBLEM: can't guard 1 method: is native",
                        "    com.acme.A#named()int",
                        "  leaves alone 1 method: is native",
                        "    com.acme.A#met()int",
                        "  leaves alone 1 class of the JDK: is needed",
                        "    java.util.List",
                        "  shadowed: 1 method that is guarded by the rule at rules.yaml:3, as the first in the file wins",
                        "    com.acme.C#x()int",
                        "  stays open until they are loaded: 2 classes, as they depend on com.x.Y, which is not on the"
                                + " class path: com.acme.D, com.acme.E",
                        "",
                        "warnings:",
                        "    rules.yaml:1:1: a warning",
                        "",
                        "on the class path:",
                        "    bad.jar: can't be read",
                        "",
                        "rules.yaml: 2 problems, 1 warning; 1 rule guards 5 methods in 3 classes, of 12,345 classes looked"
                                + " at in 7 JARs");
    }

    @Test
    void long_lists_are_cut_unless_all_is_asked_for() {
        for (int i = 10; i < 40; i++) {
            guarded.add(new Report.Guarded("com.acme.A#m" + i + "()int", null, false));
        }
        Report report = new Report("rules.yaml", List.of(), List.of(), List.of(), true, 1, 0, List.of(rule()));
        assertThat(TextReport.lines(report, false))
                .hasSize(25)
                .contains("    com.acme.A#m29()int", "    ... and 10 more; --all shows them")
                .doesNotContain("    com.acme.A#m30()int");
        assertThat(TextReport.lines(report, true)).hasSize(34).contains("    com.acme.A#m39()int");
    }

    @Test
    void types_that_a_large_class_path_is_without_are_not_all_told_unless_asked_for() {
        for (int i = 10; i < 40; i++) {
            open.add(new Report.Open("com.x.Y" + i, List.of("com.acme.A" + i, "com.acme.B" + i)));
        }
        Report report = new Report("rules.yaml", List.of(), List.of(), List.of(), true, 1, 0, List.of(rule()));
        assertThat(TextReport.lines(report, false))
                .hasSize(7)
                .contains("  ... and 54 classes that depend on 27 more types that are not there; --all shows them");
        assertThat(TextReport.lines(report, true)).hasSize(93).contains("    com.acme.B39");
    }

    @Test
    void a_file_with_problems_has_these_and_no_more() {
        Report report =
                new Report("rules.yaml", List.of("rules.yaml:1:1: no"), List.of(), List.of(), false, 0, 0, List.of());
        assertThat(TextReport.lines(report, false)).containsExactly("rules.yaml:1:1: no", "rules.yaml: 1 problem");
    }

    private Report.OfRule rule() {
        return new Report.OfRule(
                "rules.yaml:5", "class com.acme.**", "stock", guarded, unguarded, shadowed, open, problems);
    }
}
