package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.Generated;
import programs.H2Queries;

/** Rules that select by more than names, in other people's jars. */
class SelectorsIT {

    private static final String SYNTAX_ERROR = "org.h2.jdbc.JdbcSQLSyntaxErrorException";

    @TempDir
    Path folder;

    /** The rule knows the JDK's interface only; the class is the driver's, several super types away. */
    @OnEachJdk
    void jdbc_statements_of_any_driver_are_guarded_by_their_interface(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  database: {trip-on: {consecutive-failures: 2}}
                rules:
                  - subtype-of: java.sql.Statement
                    method: execute*
                    returns: java.sql.ResultSet
                    access: public
                    except: [{subtype-of: java.sql.CallableStatement}, {method: '*(String)', subtype-of: x.Y}]
                    breaker: database
                """);
        try (Child child = Child.brief(jdk)
                .agent(rules.toString())
                .main(H2Queries.class, h2())
                .start()) {
            assertThat(child.reply()).isEqualTo("connected");
            assertThat(child.ask("select 1")).isEqualTo("fine");
            assertThat(child.ask("selekt 1")).isEqualTo(SYNTAX_ERROR);
            assertThat(child.ask("selekt 1")).isEqualTo(SYNTAX_ERROR);
            assertThat(child.ask("select 1")).isEqualTo("dev.tripcoil.CircuitOpenException");
            try (Jmx jmx = Jmx.of(child)) {
                Jmx.Bean database = jmx.breaker("database");
                assertThat(database.lines("GuardedMethods"))
                        .contains("org.h2.jdbc.JdbcStatement#executeQuery(java.lang.String)java.sql.ResultSet")
                        .allMatch(method -> method.startsWith("org.h2.jdbc.Jdbc"))
                        .allMatch(method -> method.endsWith("java.sql.ResultSet"))
                        .noneMatch(method -> method.contains("JdbcCallableStatement"));
                assertThat(database.count("Calls")).isEqualTo(3);
                assertThat(database.count("FailedCalls")).isEqualTo(2);
                assertThat(database.count("RejectedCalls")).isEqualTo(1);
                assertThat(jmx.agent().lines("UnmatchedRules")).isEmpty();
                assertThat(jmx.agent().count("WeavingFailures")).isZero();
                assertThat(jmx.agent().count("InternalErrors")).isZero();
            }
        }
    }

    /** A class whose super type has no class file to be read from is guarded soon after it was loaded. */
    @OnEachJdk
    void class_below_a_generated_one_is_guarded_late(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  stock: {}
                rules:
                  - subtype-of: programs.Generated$Remote
                    method: fetch
                    breaker: stock
                """);
        try (Child child =
                Child.brief(jdk).agent(rules.toString()).main(Generated.class).start()) {
            assertThat(child.ask("call")).isEqualTo("java.io.IOException");
            try (Jmx jmx = Jmx.of(child)) {
                Jmx.Bean stock = jmx.breaker("stock");
                Await.until("a call that counts", () -> called(child, stock), failures -> failures == 1);
                assertThat(stock.lines("GuardedMethods")).containsExactly("programs.Generated$Stock#fetch()int");
                for (int i = 0; i < 4; i++) {
                    assertThat(child.ask("call")).isEqualTo("java.io.IOException");
                }
                assertThat(child.ask("call")).isEqualTo("dev.tripcoil.CircuitOpenException");
                assertThat(stock.count("FailedCalls")).isEqualTo(5);
                assertThat(jmx.agent().count("WeavingFailures")).isZero();
            }
        }
    }

    private static long called(Child child, Jmx.Bean breaker) throws Exception {
        child.ask("call");
        return breaker.count("FailedCalls");
    }

    private static Path h2() {
        return Path.of(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }
}
