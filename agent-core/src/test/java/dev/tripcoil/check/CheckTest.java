package dev.tripcoil.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warehouse.Base;
import warehouse.Hooks;
import warehouse.LocalStock;
import warehouse.Remote;
import warehouse.RemoteStock;
import warehouse.Stock;

class CheckTest {

    @TempDir
    Path folder;

    @Test
    void a_good_file_alone_is_good() throws Exception {
        Report report = Check.run(rules("{class: warehouse.RemoteStock, breaker: stock}"), List.of());
        assertThat(report.problems()).isEmpty();
        assertThat(report.warnings())
                .singleElement()
                .asString()
                .endsWith(":3:2: no rule uses breaker 'seven'; add a rule, or remove it");
        assertThat(report.rules()).isEmpty();
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void a_file_that_the_agent_would_not_take_has_the_same_problems() throws Exception {
        Path rules = Files.writeString(folder.resolve("bad.yaml"), "breakers: {stock: {opn-for: 3s}}\nrules: 5\n");
        Report report = Check.run(rules, List.of(jar()));
        assertThat(report.problems())
                .containsExactly(
                        rules + ":1:20: unknown key 'opn-for'; did you mean 'open-for'?",
                        rules
                                + ":2:8: 'rules' must be a list, not the text '5'; begin each rule with '- ', or write [] for"
                                + " none");
        assertThat(report.exitCode()).isEqualTo(1);
    }

    @Test
    void a_rule_has_the_methods_that_it_would_guard() throws Exception {
        Report report = check("{class: warehouse.RemoteStock, method: [fetch, count], breaker: stock}");
        assertThat(report.rules().get(0).guarded())
                .extracting(Report.Guarded::method)
                .containsExactly(
                        "warehouse.RemoteStock#count()int",
                        "warehouse.RemoteStock#fetch(int)int",
                        "warehouse.RemoteStock#fetch(int,int)int");
        assertThat(report.rules().get(0).guarded().get(0).but()).startsWith("is synchronized");
        assertThat(report.rules().get(0).guarded().get(1).but()).isNull();
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void nothing_of_the_application_is_initialized() throws Exception {
        Report report = check("{class: '**', breaker: seven}", "{subtype-of: warehouse.Stock, breaker: stock}");
        assertThat(report.rules().get(0).guarded()).isNotEmpty();
        assertThat(System.getProperty(RemoteStock.MARK)).isNull();
    }

    @Test
    void a_method_that_is_not_there_is_answered_with_those_that_are() throws Exception {
        assertProblem(
                "{class: warehouse.RemoteStock, method: fetchAll, breaker: stock}",
                "no method 'fetchAll' in warehouse.RemoteStock; it has fetch(int), fetch(int,int), count(), later(),"
                        + " name()");
    }

    @Test
    void a_method_with_other_parameters_is_answered_with_those_of_its_name() throws Exception {
        assertProblem(
                "{class: warehouse.RemoteStock, method: fetch(String), breaker: stock}",
                "no method 'fetch(String)' in warehouse.RemoteStock; it has fetch(int), fetch(int,int), count(),"
                        + " later(), name()");
    }

    @Test
    void a_class_that_is_not_there_is_answered_with_the_nearest() throws Exception {
        assertProblem(
                "{class: warehouse.RemotStock, method: fetch, breaker: stock}",
                "no class warehouse.RemotStock on the class path; nearest: warehouse.RemoteStock");
        assertProblem(
                "{class: com.acme.RemoteStock, method: fetch, breaker: stock}",
                "no class com.acme.RemoteStock on the class path; nearest: warehouse.RemoteStock");
        assertProblem(
                "{class: warehouse.RemoteStock.Page, breaker: stock}",
                "no class warehouse.RemoteStock.Page on the class path; nearest: warehouse.RemoteStock$Page");
        assertProblem(
                "{class: warehouse, method: fetch, breaker: stock}",
                "no class warehouse on the class path, but a package, with warehouse.Stock in it; for its classes write"
                        + " 'warehouse.*'");
        assertProblem("{class: com.acme.Nowhere, breaker: stock}", "no class com.acme.Nowhere on the class path");
    }

    @Test
    void a_wildcard_that_matches_no_class_is_answered_with_what_would() throws Exception {
        assertProblem(
                "{class: '*Stock', method: fetch, breaker: stock}",
                "no class on the class path matches '*Stock', as '*' ends at the next dot; '**Stock' matches"
                        + " warehouse.LocalStock, warehouse.RemoteStock, warehouse.Stock");
        assertProblem(
                "{class: 'com.acme.*Stock', method: fetch, breaker: stock}",
                "no class on the class path matches 'com.acme.*Stock'; in other packages there is"
                        + " warehouse.LocalStock, warehouse.RemoteStock, warehouse.Stock");
        assertProblem(
                "{class: 'warehuose.*', method: fetch, breaker: stock}",
                "no class on the class path matches 'warehuose.*', and no package is named warehuose; did you mean"
                        + " warehouse?");
        assertProblem(
                "{class: 'java.sql.*', method: connect, breaker: stock}",
                "no class on the class path matches 'java.sql.*'; classes of the JDK, such as java.sql.Array, are"
                        + " selected only by their exact name or by subtype-of");
    }

    @Test
    void a_method_that_no_class_of_a_wildcard_has_is_answered_by_the_class_with_one_most_like_it() throws Exception {
        assertProblem(
                "{class: 'warehouse.**', method: ftech, breaker: stock}",
                "nothing in the 6 classes that it names; of the likeliest of them: no method 'ftech' in"
                        + " warehouse.RemoteStock; it has fetch(int), fetch(int,int), count(), later(), name()");
        assertProblem(
                "{class: 'warehouse.**', method: reconcile, breaker: stock}",
                "none of the 6 classes that it names has a method 'reconcile', or one like it");
    }

    @Test
    void an_inherited_method_is_answered_with_the_class_that_declares_it() throws Exception {
        assertProblem(
                "{class: warehouse.RemoteStock, method: ping, breaker: stock}",
                "warehouse.RemoteStock inherits it from warehouse.Base, and a method is guarded where it is declared:"
                        + " name that class");
    }

    @Test
    void an_abstract_method_is_answered_with_the_classes_that_implement_it() throws Exception {
        Report report = check("{class: warehouse.Stock, method: fetch, breaker: stock}");
        assertThat(report.problems())
                .singleElement()
                .asString()
                .endsWith(": warehouse.Stock#fetch(int)int can't be guarded: is abstract: name the class that"
                        + " implements it: warehouse.LocalStock, warehouse.RemoteStock; or write 'subtype-of:"
                        + " warehouse.Stock' in place of 'class'");
        assertThat(check("{subtype-of: warehouse.Stock, method: fetch, breaker: stock}")
                        .exitCode())
                .isZero();
        assertProblem(
                "{class: warehouse.Stock, breaker: stock}",
                "warehouse.Stock is an interface, and has no code to guard: for the classes that implement it write"
                        + " 'subtype-of: warehouse.Stock' in place of 'class'");
    }

    @Test
    void what_a_rule_names_but_cannot_guard_is_a_problem_and_what_it_only_comes_across_is_not() throws Exception {
        Report named =
                check("{class: warehouse.RemoteStock, method: [fetch, later, raw, 'lambda$name$0'], breaker: stock}");
        assertThat(named.rules().get(0).unguarded())
                .extracting(Report.Unguarded::what)
                .containsExactly(
                        "warehouse.RemoteStock#lambda$name$0()java.lang.String", "warehouse.RemoteStock#raw()void");
        assertThat(named.problems()).hasSize(2);
        Report met = check("{class: warehouse.RemoteStock, breaker: seven}");
        assertThat(met.rules().get(0).unguarded())
                .extracting(Report.Unguarded::what)
                .containsExactly("warehouse.RemoteStock#name()java.util.function.Supplier");
        assertThat(met.rules().get(0).unguarded().get(0).reason()).startsWith("breaker seven: when-open: return: 7");
        assertThat(met.exitCode()).isZero();
    }

    @Test
    void an_interface_among_the_classes_of_a_wildcard_is_no_problem() throws Exception {
        Report report = check("{class: 'warehouse.**', method: fetch, breaker: stock}");
        assertThat(report.rules().get(0).guarded()).hasSize(3);
        assertThat(report.rules().get(0).unguarded())
                .singleElement()
                .matches(each -> each.what().equals("warehouse.Stock#fetch(int)int") && !each.byName());
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void a_rule_of_which_nothing_can_be_guarded_is_a_problem() throws Exception {
        assertProblem(
                "{class: warehouse.RemoteStock, method: 'nam*', breaker: seven}",
                "nothing is guarded: none of the 1 method that it selects can be");
    }

    @Test
    void one_misspelt_name_among_several_is_a_problem() throws Exception {
        Report report = check(
                "{class: [warehouse.LocalStock, warehouse.RemotStock], method: [fetch, fetsh, 'fetch(long)'], breaker: stock}");
        assertThat(report.rules().get(0).guarded()).hasSize(1);
        assertThat(report.rules().get(0).problems())
                .containsExactly(
                        "no class warehouse.RemotStock on the class path; nearest: warehouse.RemoteStock",
                        "no method 'fetsh' in any class that it selects; nearest: fetch",
                        "no method 'fetch(long)' in any class that it selects; nearest: fetch");
    }

    @Test
    void a_method_that_an_earlier_rule_has_is_shadowed() throws Exception {
        Report report = check(
                "{class: 'warehouse.**', method: 'f*', breaker: stock}",
                "{class: warehouse.LocalStock, method: fetch, breaker: stock}");
        assertThat(report.rules().get(1).shadowed())
                .containsExactly(new Report.Shadowed(
                        "warehouse.LocalStock#fetch(int)int",
                        report.rules().get(0).position()));
        assertThat(report.warnings())
                .last()
                .asString()
                .contains("this rule guards nothing: 1 method has a rule already");
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void what_depends_on_a_class_that_is_not_there_stays_open() throws Exception {
        String rule = "{subtype-of: warehouse.Service, method: fetch, breaker: stock}";
        Report report = Check.run(rules(rule), List.of(jar(RemoteStock.class, LocalStock.class, Stock.class)));
        assertThat(report.rules().get(0).open())
                .containsExactly(new Report.Open("warehouse.Base", List.of("warehouse.RemoteStock")));
        assertThat(report.rules().get(0).problems())
                .containsExactly("nothing is certain to be guarded: 1 class depends on what is not on the class path,"
                        + " warehouse.Base; add the JARs that have it");
    }

    @Test
    void a_super_type_or_an_annotation_that_is_not_there_is_answered_with_the_nearest() throws Exception {
        assertProblem(
                "{subtype-of: warehouse.Stok, method: fetch, breaker: stock}",
                "no type warehouse.Stok on the class path, nor does any class there extend or implement it; nearest:"
                        + " warehouse.Stock");
        assertProblem(
                "{class-annotation: warehouse.Remot, breaker: stock}",
                "nothing on the class path carries the annotation warehouse.Remot; nearest: warehouse.Remote");
        assertProblem(
                "{subtype-of: java.sql.Driver, method: close, breaker: stock}",
                "no class on the class path extends or implements java.sql.Driver");
        assertProblem(
                "{subtype-of: warehouse.Stock, method: fetchAll, breaker: stock}",
                "nothing in the 3 classes that it selects; of the likeliest of them: no method 'fetchAll' in"
                        + " warehouse.RemoteStock; it has fetch(int), fetch(int,int), count(), later(), name()");
    }

    @Test
    void an_annotated_class_whose_super_types_do_not_matter_is_guarded_though_they_are_missing() throws Exception {
        Report report = Check.run(
                rules("{class-annotation: warehouse.Remote, method: fetch, breaker: stock}"),
                List.of(jar(RemoteStock.class, Remote.class)));
        assertThat(report.rules().get(0).guarded()).hasSize(2);
    }

    @Test
    void a_class_of_the_jdk_is_looked_at_without_a_class_path_too() throws Exception {
        Report report = Check.run(
                rules(
                        "{class: java.net.Socket, method: connect, breaker: stock}",
                        "{class: java.util.ArrayList, method: add, breaker: stock}",
                        "{class: warehouse.LocalStock, breaker: seven}"),
                List.of());
        assertThat(report.rules()).hasSize(2);
        assertThat(report.rules().get(0).guarded())
                .extracting(Report.Guarded::method)
                .containsExactly(
                        "java.net.Socket#connect(java.net.SocketAddress)void",
                        "java.net.Socket#connect(java.net.SocketAddress,int)void");
        assertThat(report.rules().get(0).guarded()).allMatch(Report.Guarded::jdk);
        assertThat(report.problems())
                .singleElement()
                .asString()
                .contains("java.util.ArrayList can't be guarded: Tripcoil stands on this class");
    }

    @Test
    void subtypes_in_the_jdk_are_found() throws Exception {
        Report report = check("{subtype-of: java.net.SocketImpl, method: connect, breaker: stock}");
        assertThat(report.rules().get(0).guarded())
                .extracting(Report.Guarded::method)
                .contains("sun.nio.ch.NioSocketImpl#connect(java.net.SocketAddress,int)void");
        assertProblem(
                "{class: java.net.Sokket, breaker: stock}",
                "no class java.net.Sokket on the class path; nearest: java.net.Socket");
    }

    @Test
    void an_exception_that_can_not_be_made_is_a_warning() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  typo: {when-open: {throw: java.io.IOExeption}}
                  abstract: {when-open: {throw: java.util.AbstractList}}
                  good: {when-open: {throw: java.io.IOException}}
                rules:
                - {class: warehouse.LocalStock, method: fetch, breaker: typo}
                - {class: warehouse.RemoteStock, method: fetch, breaker: abstract}
                - {class: warehouse.RemoteStock, method: count, breaker: good}
                """);
        Report report = Check.run(rules, List.of(jar()));
        assertThat(report.warnings()).hasSize(2);
        assertThat(report.warnings().get(0))
                .contains("breaker 'typo' throws dev.tripcoil.CircuitOpenException in place of what when-open says: no"
                        + " class java.io.IOExeption")
                .contains("nearest: java.io.IOException");
        assertThat(report.warnings().get(1)).endsWith("java.util.AbstractList is no exception");
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void a_method_that_is_to_be_told_of_transitions_is_looked_for() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  typo: {on-transition: warehouse.Huks#changed}
                  wrong: {on-transition: warehouse.Hooks#instance}
                  short: {on-transition: warehouse.Hooks#short}
                  good: {on-transition: warehouse.Hooks#changed}
                  inherited: {on-transition: warehouse.Hooks$More#changed}
                rules:
                - {class: warehouse.LocalStock, method: fetch, breaker: typo}
                - {class: warehouse.RemoteStock, method: fetch, breaker: wrong}
                - {class: warehouse.RemoteStock, method: count, breaker: short}
                - {class: warehouse.RemoteStock, method: name, breaker: good}
                - {class: warehouse.RemoteStock, method: later, breaker: inherited}
                """);
        List<String> warnings = Check.run(
                        rules, List.of(jar(RemoteStock.class, LocalStock.class, Hooks.class, Hooks.More.class)))
                .warnings()
                .stream()
                .filter(line -> line.contains("tells nobody"))
                .toList();
        String has = " has no static %s(String, String, String, String); it has changed, few";
        assertThat(warnings).hasSize(3);
        assertThat(warnings.get(0))
                .startsWith(rules + ": breaker 'typo' tells nobody of its transitions: no class warehouse.Huks");
        assertThat(warnings.get(1)).endsWith("warehouse.Hooks" + has.formatted("instance"));
        assertThat(warnings.get(2)).endsWith("warehouse.Hooks" + has.formatted("short"));
    }

    @Test
    void a_class_file_that_can_not_be_read_is_a_line_and_stops_nothing() throws Exception {
        byte[] damaged = Archives.bytes(RemoteStock.class);
        damaged[9] = 99;
        Path jar = folder.resolve("damaged.jar");
        Files.write(
                jar,
                Archives.of("", LocalStock.class, Stock.class)
                        .with("warehouse/RemoteStock.class", damaged)
                        .with("warehouse/Text.class", "no class".getBytes())
                        .bytes());
        Report report =
                Check.run(rules("{class: 'warehouse.**', method: fetch, breaker: stock}"), List.of(jar.toString()));
        assertThat(report.rules().get(0).guarded()).hasSize(1);
        assertThat(report.notes())
                .hasSize(2)
                .allMatch(note -> note.contains("not a class file, or a malformed one"))
                .allMatch(note -> note.startsWith("warehouse.RemoteStock: ") || note.startsWith("warehouse.Text: "));
        Report exact =
                Check.run(rules("{class: warehouse.Text, method: fetch, breaker: stock}"), List.of(jar.toString()));
        assertThat(exact.problems()).singleElement().asString().contains("warehouse.Text: not a class file");
    }

    @Test
    void a_class_file_under_another_name_than_its_own_is_not_looked_at() throws Exception {
        Path jar = folder.resolve("odd.jar");
        Files.write(jar, Archives.of("somewhere/", LocalStock.class).bytes());
        Report report = Check.run(rules("{class: '**', method: fetch, breaker: stock}"), List.of(jar.toString()));
        assertThat(report.rules().get(0).guarded()).isEmpty();
    }

    @Test
    void a_class_path_without_classes_is_a_problem() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Report report = Check.run(rules("{class: '**', breaker: stock}"), List.of(empty.toString()));
        assertThat(report.problems()).singleElement().asString().contains("there are no class files on the class path");
    }

    private void assertProblem(String rule, String problem) throws Exception {
        Report report = check(rule);
        assertThat(report.rules().get(0).problems()).containsExactly(problem);
        assertThat(report.problems()).containsExactly(report.rules().get(0).position() + ": " + problem);
        assertThat(report.exitCode()).isEqualTo(1);
    }

    private Report check(String... rules) throws Exception {
        return Check.run(rules(rules), List.of(jar()));
    }

    private Path rules(String... rules) throws Exception {
        List<String> lines =
                new ArrayList<>(List.of("breakers:", " stock: {}", " seven: {when-open: {return: 7}}", "rules:"));
        for (String rule : rules) {
            lines.add("- " + rule);
        }
        return Files.write(folder.resolve("rules.yaml"), lines);
    }

    private String jar() throws Exception {
        return jar(Stock.class, Base.class, RemoteStock.class, RemoteStock.Page.class, LocalStock.class, Remote.class);
    }

    private String jar(Class<?>... classes) throws Exception {
        return Files.write(folder.resolve("app.jar"), Archives.of("", classes).bytes())
                .toString();
    }
}
