package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.rules.Settings.LogLevel;
import dev.tripcoil.rules.Settings.OnError;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentArgumentsTest {

    private static AgentArguments parse(String arguments) {
        return AgentArguments.parse(arguments, name -> null, name -> null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules.yaml | rules.yaml",
                "/etc/a=b,c.yaml | /etc/a=b,c.yaml",
                "C:\\a\\,b.yaml | C:\\a\\,b.yaml",
                "rules=r.yaml | r.yaml",
                "rules=r.yaml,log-level=debug | r.yaml",
                "log-level=debug,rules=a=b.yaml | a=b.yaml",
                "rules=a\\,b.yaml,on-error=exit | a,b.yaml",
                "rules=C:\\dir\\r.yaml | C:\\dir\\r.yaml",
                "log-level=debug, rules=r.yaml | r.yaml"
            })
    void path_is_the_argument_or_its_rules_key(String arguments, String path) {
        assertThat(parse(arguments).rules()).isEqualTo(Path.of(path));
        assertThat(parse(arguments).problems()).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "log-level=debug"})
    void path_falls_back_to_the_property_and_then_to_the_variable(String arguments) {
        assertThat(AgentArguments.parse(arguments, "tripcoil.rules "::concat, "x"::concat)
                        .rules())
                .isEqualTo(Path.of("tripcoil.rules tripcoil.rules"));
        assertThat(AgentArguments.parse(arguments, name -> null, "env "::concat).rules())
                .isEqualTo(Path.of("env TRIPCOIL_RULES"));
        assertThat(AgentArguments.parse(arguments, name -> "", "env "::concat).rules())
                .isEqualTo(Path.of("env TRIPCOIL_RULES"));
        assertThat(parse(arguments).rules()).isNull();
        assertThat(parse(arguments).problems()).isEmpty();
    }

    @Test
    void argument_wins_over_property_and_variable() {
        assertThat(AgentArguments.parse("rules=a.yaml", name -> "b", name -> "c")
                        .rules())
                .isEqualTo(Path.of("a.yaml"));
    }

    @Test
    void arguments_win_over_the_file_and_leave_the_rest_alone() {
        Settings fromFile = Given.file("agent: {reload: 9s, log-level: warn, log-file: a.log, jmx-domain: com.acme}")
                .settings();
        assertThat(fromFile)
                .isEqualTo(new Settings(Duration.ofSeconds(9), LogLevel.WARN, "a.log", "com.acme", OnError.RUN, 1000));
        assertThat(parse("rules=r").over(fromFile)).isEqualTo(fromFile);
        assertThat(parse("reload=off,log-level=debug,on-error=exit").over(fromFile))
                .isEqualTo(new Settings(null, LogLevel.DEBUG, "a.log", "com.acme", OnError.EXIT, 1000));
        assertThat(parse("log-file=b\\,c.log,jmx-domain=org.x,reload=1m,max-keys=7")
                        .over(fromFile))
                .isEqualTo(new Settings(Duration.ofMinutes(1), LogLevel.WARN, "b,c.log", "org.x", OnError.RUN, 7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log-level=trace | agent argument log-level: 'trace' isn't one of error, warn, info, debug; write one of"
                        + " them",
                "on-error=exti | agent argument on-error: 'exti' isn't one of run, exit; did you mean 'exit'?",
                "rules=r,logLevel=info | agent argument: unknown key 'logLevel'; did you mean 'log-level'?",
                "rules=a,b.yaml | agent argument: unknown key 'b.yaml'; a comma within a value is written '\\,', and the"
                        + " keys are rules, on-error, reload, log-level, log-file, jmx-domain, max-keys",
                "reload=5 | agent argument reload: the duration '5' has no unit; write 5s, or 5ms for milliseconds; or"
                        + " 'off' for never",
                "max-keys=0 | agent argument max-keys: '0' isn't a count; write a whole number from 1 to 1000000",
                "rules= | agent argument: 'rules' has no value; write rules=VALUE",
                "rules=a,log-level | agent argument: 'log-level' has no value; write log-level=VALUE",
                "log-level=info,log-level=warn | agent argument: 'log-level' is given twice, and the first counts; remove"
                        + " one",
                "rule=r.yaml | agent argument 'rule=r.yaml' is taken as the path of the rules file; did you mean"
                        + " 'rules=…'?"
            })
    void wrong_argument_is_a_problem_and_counts_as_not_given(String arguments, String problem) {
        assertThat(parse(arguments).problems()).containsExactly(problem);
        assertThat(parse(arguments).over(Settings.DEFAULT)).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void one_wrong_argument_does_not_stop_the_others() {
        AgentArguments arguments = parse("log-level=loud,rules=r.yaml,bad=1,on-error=exit,");
        assertThat(arguments.problems()).hasSize(2);
        assertThat(arguments.rules()).isEqualTo(Path.of("r.yaml"));
        assertThat(arguments.over(Settings.DEFAULT).onError()).isEqualTo(OnError.EXIT);
    }

    @Test
    void path_that_can_not_be_one_is_a_problem() {
        AgentArguments arguments = AgentArguments.parse(null, name -> "a\0b", name -> null);
        assertThat(arguments.rules()).isNull();
        assertThat(arguments.problems())
                .containsExactly("system property tripcoil.rules: 'a b' isn't a path (Nul character not allowed); give"
                        + " that of the rules file");
    }
}
