package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import programs.Menu;

/** What refused callers, and those of failed calls, get: on a program with a database that goes away. */
class AnswersIT {

    static final Path H2 = Path.of(org.h2.Driver.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath());

    static final String RULES = """
            defaults:
              trip-on: {consecutive-failures: 2}
              open-for: 1h
            breakers:
              menu:
                failures: {exceptions: java.sql.SQLException, result-if: arg0.isEmpty() || result == null}
                when-open: {return-last: 10m, also-on-failure: true, message: 'no {breaker}, which is {state}'}
              replies:
                failures: {result-if: result.status() >= 500}
                when-open: {throw: java.net.ConnectException, message: '{last-failure}'}
              validator:
                failures: {result-if: '!result.startsWith("good")'}
                when-open: {return: none, also-on-failure: true}
              stock:
                per: arg0
                failures: {exception-if: 'error.getMessage() != null && self != null'}
                when-open: {call: 'programs.Menu$Fallbacks#stock'}
              total:
                when-open: {call: 'programs.Menu$Fallbacks#total', also-on-failure: true}
              refused:
                when-open: {throw: 'programs.Menu$Closed', message: '{breaker} ({key}) is {state}: {last-failure}'}
              later: {when-open: {return: []}}
              failing: {when-open: {message: shut}}
              own: {when-open: {return: yes}}
              empty: {when-open: {return: []}, start-as: forced-open}
              yes: {when-open: {return: yes}, start-as: forced-open}
              one: {when-open: {return: 1}, start-as: forced-open}
              minutes: {when-open: {return: MINUTES}, start-as: forced-open}
              nothing: {when-open: {return: null}, start-as: forced-open}
            rules:
              - {class: programs.Menu, method: dishes, breaker: menu}
              - {class: programs.Menu, method: ask, breaker: replies}
              - {class: programs.Menu, method: validated, breaker: validator}
              - {class: programs.Menu, method: stock, breaker: stock}
              - {class: programs.Menu, method: total, breaker: total}
              - {class: programs.Menu, method: refused, breaker: refused}
              - {class: programs.Menu, method: later, breaker: later}
              - {class: programs.Menu, method: failing, breaker: failing}
              - {class: programs.Menu, method: own, breaker: own}
              - {class: programs.Menu, method: [anArray, aMap, anOptional, aStream], breaker: empty}
              - {class: programs.Menu, method: aBoolean, breaker: 'yes'}
              - {class: programs.Menu, method: [aByte, aChar, aDouble, aLong], breaker: one}
              - {class: programs.Menu, method: aUnit, breaker: minutes}
              - {class: programs.Menu, method: nothing, breaker: nothing}
            """;

    @TempDir
    Path folder;

    private Child start(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
        Child child = Child.brief(jdk)
                .agent(rules.toString())
                .with("-Dcom.sun.management.jmxremote")
                .main(Menu.class, H2)
                .start();
        assertThat(child.reply()).isEqualTo("open");
        return child;
    }

    @OnEachJdk
    void last_good_menu_is_served_while_the_database_is_down(Jdk jdk) throws Exception {
        try (Child child = start(jdk);
                Jmx jmx = Jmx.of(child)) {
            assertThat(child.ask("dishes monday")).isEqualTo("[soup, bread]");
            assertThat(child.ask("dishes tuesday")).isEqualTo("[fish]");
            assertThat(child.ask("cut")).isEqualTo("cut");
            Jmx.Bean menu = jmx.breaker("menu");
            for (int i = 0; i < 5; i++) {
                assertThat(child.ask("dishes monday")).isEqualTo("[soup, bread]");
                assertThat(child.ask("dishes tuesday")).isEqualTo("[fish]");
            }
            assertThat(menu.get("State")).isEqualTo("OPEN");
            assertThat(menu.count("FailedCalls")).isEqualTo(2);
            assertThat(menu.count("RejectedCalls")).isEqualTo(8);
            assertThat(child.ask("dishes sunday"))
                    .isEqualTo("threw dev.tripcoil.CircuitOpenException: no menu, which is OPEN");
            assertThat(jmx.agent().count("InternalErrors")).isZero();
        }
    }

    @OnEachJdk
    void bad_status_counts_and_still_reaches_the_caller(Jdk jdk) throws Exception {
        try (Child child = start(jdk);
                Jmx jmx = Jmx.of(child)) {
            assertThat(child.ask("ask 200")).isEqualTo("Reply[status=200, text=of 200]");
            assertThat(child.ask("ask 503")).isEqualTo("Reply[status=503, text=of 503]");
            assertThat(child.ask("ask 404")).isEqualTo("Reply[status=404, text=of 404]");
            assertThat(child.ask("ask 500")).isEqualTo("Reply[status=500, text=of 500]");
            assertThat(child.ask("ask 503")).isEqualTo("Reply[status=503, text=of 503]");
            assertThat(child.ask("ask 200"))
                    .isEqualTo("threw java.net.ConnectException: result: result.status() >= 500");
            assertThat(jmx.breaker("replies").count("FailedCalls")).isEqualTo(3);
        }
    }

    @OnEachJdk
    void validator_lets_good_results_through_and_nothing_else(Jdk jdk) throws Exception {
        try (Child child = start(jdk);
                Jmx jmx = Jmx.of(child)) {
            assertThat(child.ask("validated good-1")).isEqualTo("good-1");
            assertThat(child.ask("validated bad")).isEqualTo("none");
            assertThat(child.ask("validated good-2")).isEqualTo("good-2");
            assertThat(child.ask("break")).isEqualTo("broken");
            assertThat(child.ask("validated good-3")).isEqualTo("none");
            assertThat(child.ask("validated good-4")).isEqualTo("none");
            Jmx.Bean validator = jmx.breaker("validator");
            assertThat(validator.get("State")).isEqualTo("OPEN");
            assertThat(validator.count("SuccessfulCalls")).isEqualTo(2);
            assertThat(child.ask("validated good-5")).isEqualTo("none");
            assertThat(validator.count("RejectedCalls")).isEqualTo(1);
        }
    }

    @OnEachJdk
    void fallbacks_answer_and_throw_as_they_like(Jdk jdk) throws Exception {
        try (Child child = start(jdk)) {
            assertThat(child.ask("stock bread")).isEqualTo("7");
            assertThat(child.ask("total bread")).isEqualTo("70");
            child.ask("break");
            for (int i = 0; i < 2; i++) {
                assertThat(child.ask("stock bread")).isEqualTo("threw java.io.IOException: the kitchen is closed");
                assertThat(child.ask("total bread")).isEqualTo("5");
            }
            assertThat(child.ask("stock bread")).isEqualTo("-1");
            assertThat(child.ask("stock soup")).isEqualTo("threw java.io.IOException: the kitchen is closed");
            assertThat(child.ask("total soup")).isEqualTo("4");
            assertThat(child.ask("total none")).isEqualTo("threw java.sql.SQLException: no none");
        }
    }

    @OnEachJdk
    void what_is_thrown_has_the_last_failure_for_a_cause(Jdk jdk) throws Exception {
        try (Child child = start(jdk)) {
            assertThat(child.ask("refused bread")).isEqualTo("fine");
            child.ask("break");
            child.ask("refused bread");
            child.ask("refused bread");
            assertThat(child.ask("refused bread"))
                    .isEqualTo("threw programs.Menu$Closed: refused (none) is OPEN: java.io.IOException: the kitchen is"
                            + " closed because of java.io.IOException: the kitchen is closed");
        }
    }

    @OnEachJdk
    void method_that_returns_a_stage_is_answered_with_one(Jdk jdk) throws Exception {
        try (Child child = start(jdk);
                Jmx jmx = Jmx.of(child)) {
            assertThat(child.ask("later monday")).isEqualTo("completed with [later on monday]");
            assertThat(child.ask("failing monday")).isEqualTo("completed with fine on monday");
            assertThat(child.ask("own monday")).isEqualTo("completed with fine on monday");
            child.ask("break");
            for (int i = 0; i < 2; i++) {
                assertThat(child.ask("later monday")).startsWith("completed with java.lang.IllegalStateException");
                child.ask("failing monday");
                child.ask("own monday");
            }
            for (String name : List.of("later", "failing", "own")) {
                Await.until(name + " to open", () -> jmx.breaker(name).get("State"), "OPEN"::equals);
            }
            assertThat(child.ask("later monday")).isEqualTo("completed with []");
            assertThat(child.ask("failing monday")).isEqualTo("completed with dev.tripcoil.CircuitOpenException: shut");
            assertThat(child.ask("own monday")).isEqualTo("completed with yes");
        }
    }

    @OnEachJdk
    void values_are_converted_to_the_type_that_a_method_returns(Jdk jdk) throws Exception {
        try (Child child = start(jdk)) {
            assertThat(child.ask("anArray")).isEqualTo("[]");
            assertThat(child.ask("aMap")).isEqualTo("{}");
            assertThat(child.ask("anOptional")).isEqualTo("Optional.empty");
            assertThat(child.ask("aStream")).isEqualTo("stream of []");
            assertThat(child.ask("aStream")).isEqualTo("stream of []");
            assertThat(child.ask("aBoolean")).isEqualTo("true");
            assertThat(child.ask("aByte")).isEqualTo("1");
            assertThat(child.ask("aChar")).isEqualTo("1");
            assertThat(child.ask("aDouble")).isEqualTo("1.0");
            assertThat(child.ask("aLong")).isEqualTo("1");
            assertThat(child.ask("aUnit")).isEqualTo("MINUTES");
            assertThat(child.ask("nothing")).isEqualTo("null");
        }
    }

    @OnEachJdk
    void check_shows_each_kind_of_misfit(Jdk jdk) throws Exception {
        Path jar = Jars.ofPrograms(
                folder.resolve("menu.jar"),
                Menu.class.getName(),
                Menu.class.getName() + "$Fallbacks",
                Menu.class.getName() + "$Own",
                Menu.class.getName() + "$Reply");
        Path rules = Files.writeString(folder.resolve("misfits.yaml"), """
                breakers:
                  many: {when-open: {return: many}}
                  empty: {when-open: {return: []}}
                  hours: {when-open: {return: HUORS}}
                  missing: {when-open: {call: 'programs.Menu$Fallbacks#gone'}}
                  other: {when-open: {call: 'programs.Menu$Fallbacks#total'}}
                  nowhere: {when-open: {call: 'programs.Nowhere#total'}}
                  own: {when-open: {return: yes, also-on-failure: true}}
                rules:
                  - {class: programs.Menu, method: stock, breaker: many}
                  - {class: programs.Menu, method: validated, breaker: empty}
                  - {class: programs.Menu, method: aUnit, breaker: hours}
                  - {class: programs.Menu, method: total, breaker: missing}
                  - {class: programs.Menu, method: dishes, breaker: other}
                  - {class: programs.Menu, method: refused, breaker: nowhere}
                  - {class: programs.Menu, method: own, breaker: own}
                """);
        Child.Ended checked = Checked.command(jdk, rules.toString(), "-cp", jar.toString());
        assertThat(checked.exitCode()).as(checked.text()).isEqualTo(1);
        assertThat(String.join("\n", checked.output()))
                .contains(
                        "when-open: return: 'many' doesn't fit the return type int, which takes a whole number of 32 bits",
                        "when-open: return: an empty container doesn't fit the return type java.lang.String; it fits arrays,",
                        "when-open: return: java.util.concurrent.TimeUnit has no constant HUORS; it has NANOSECONDS, ",
                        "when-open: call: programs.Menu$Fallbacks has no method gone; looked for (String) or (String, Throwable)",
                        "when-open: call: programs.Menu$Fallbacks has no static method total that fits; looked for (String) or"
                                + " (String, Throwable), either also with programs.Menu first, or with supertypes of these,"
                                + " returning java.util.List or a subtype; there is short total(CharSequence)",
                        "when-open: call: no class file of programs.Nowhere can be found",
                        "also-on-failure: the caller would get a CompletableFuture of ours");
    }
}
