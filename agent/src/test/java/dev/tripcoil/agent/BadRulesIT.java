package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import programs.Ending;
import programs.StockCalls;

/** Rules that can't be had or aren't good: the application runs as without the agent, and one message says why. */
class BadRulesIT {

    private static final String MOMENT = "[-0-9]{10}T[0-9:]{8}\\.[0-9]{3}(Z|[-+][0-9:]+)";

    @TempDir
    Path folder;

    @OnEachJdk
    void the_application_ends_as_without_the_agent_and_one_message_names_the_file_and_position(Jdk jdk)
            throws Exception {
        Written without = Child.on(jdk).main(Ending.class).with("by exception").write();
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.errors()).contains("IllegalStateException");
        for (Map.Entry<String, String> bad : badFiles().entrySet()) {
            Written with = Child.on(jdk)
                    .in(folder)
                    .agent(bad.getKey())
                    .main(Ending.class)
                    .with("by exception")
                    .write();
            assertThat(with.output()).as(bad.getKey()).isEqualTo(without.output());
            assertThat(with.exitCode()).as(bad.getKey()).isEqualTo(without.exitCode());
            assertThat(messageBefore(without.errors(), with.errors()))
                    .as(bad.getKey())
                    .matches(
                            MOMENT + " tripcoil: error: " + bad.getValue() + " \\(the application runs unguarded\\)\n");
        }
    }

    @OnEachJdk
    void exit_codes_stay(Jdk jdk) throws Exception {
        for (String ending : new String[] {"by itself", "with code 3"}) {
            Written without = Child.on(jdk).main(Ending.class).with(ending).write();
            Written with = Child.on(jdk)
                    .agent("missing.yaml")
                    .main(Ending.class)
                    .with(ending)
                    .write();
            assertThat(with.exitCode()).as(ending).isEqualTo(without.exitCode());
            assertThat(with.output()).as(ending).isEqualTo(without.output());
            assertThat(messageBefore(without.errors(), with.errors()))
                    .contains("missing.yaml: no such file")
                    .containsOnlyOnce("\n");
        }
    }

    @OnEachJdk
    void several_problems_are_one_message(Jdk jdk) throws Exception {
        Files.writeString(
                folder.resolve("rules.yaml"),
                Rules.STOCK.replace("breaker: stock", "breaker: stick").replace("method:", "methd:"));
        Written with = Child.on(jdk)
                .in(folder)
                .agent("rules.yaml")
                .main(Ending.class)
                .with("by itself")
                .write();
        assertThat(with.errors())
                .matches(MOMENT + " tripcoil: error: 2 problems; the application runs unguarded:\n"
                        + "  rules.yaml:5:5: unknown key 'methd'; did you mean 'method'\\?\n"
                        + "  rules.yaml:6:14: .*stick.*\n"
                        + "an application's own error\n");
    }

    @OnEachJdk
    void no_rules_at_all_is_one_line_that_says_how_to_give_them(Jdk jdk) throws Exception {
        for (String argument : new String[] {null, ""}) {
            Child.Ended with = Child.on(jdk)
                    .agent(argument)
                    .main(StockCalls.class)
                    .with("7")
                    .run();
            assertThat(with.output()).contains(Rules.FAILED).doesNotContain(Rules.REFUSED);
            assertThat(with.errors()).singleElement().asString().contains("no rules file was named", "TRIPCOIL_RULES");
        }
    }

    @OnEachJdk
    void wrong_arguments_are_reported_and_the_rules_are_in_force(Jdk jdk) throws Exception {
        Rules.stock(folder);
        Map<String, String> wrong = Map.of(
                "rules=rules.yaml,on-eror=exit", "unknown key 'on-eror'; did you mean 'on-error'?",
                "log-level=loud,rules=rules.yaml", "agent argument log-level: ",
                "rules=rules.yaml,rules=other.yaml", "'rules' is given twice");
        for (Map.Entry<String, String> argument : wrong.entrySet()) {
            Child.Ended with = Child.on(jdk)
                    .in(folder)
                    .agent(argument.getKey())
                    .main(StockCalls.class)
                    .with("7")
                    .run();
            assertThat(with.output()).as(argument.getKey()).contains(Rules.REFUSED);
            assertThat(with.errors().stream().filter(line -> line.contains("tripcoil: error: ")))
                    .as(argument.getKey())
                    .singleElement()
                    .asString()
                    .contains(argument.getValue(), "(the rest is in force)");
        }
    }

    @OnEachJdk
    void what_is_wrong_at_the_start_is_on_standard_error_even_where_there_is_a_log_file(Jdk jdk) throws Exception {
        Rules.stock(folder);
        for (String rules : new String[] {"rules.yaml", "missing.yaml"}) {
            Child.Ended with = Child.on(jdk)
                    .in(folder)
                    .agent("rules=" + rules + ",log-file=agent.log,colour=red")
                    .main(StockCalls.class)
                    .with("7")
                    .run();
            assertThat(with.errors()).anyMatch(line -> line.contains("unknown key 'colour'"));
            assertThat(with.errors().stream().filter(line -> line.contains(" tripcoil: ")))
                    .hasSize(1);
        }
        assertThat(folder.resolve("agent.log")).content().contains("rules.yaml in force");
    }

    @OnEachJdk
    void on_error_exit_stops_the_jvm_before_main(Jdk jdk) throws Exception {
        Written with = Child.on(jdk)
                .in(folder)
                .agent("rules=missing.yaml,on-error=exit")
                .main(Ending.class)
                .with("by itself")
                .write();
        assertThat(with.exitCode()).isEqualTo(1);
        assertThat(with.output()).isEmpty();
        assertThat(with.errors())
                .matches(MOMENT + " tripcoil: error: missing.yaml: no such file; .*"
                        + " \\(the JVM stops, as on-error=exit says\\)\n");
    }

    @OnEachJdk
    void on_error_exit_lets_an_application_with_good_rules_run(Jdk jdk) throws Exception {
        Rules.stock(folder);
        Child.Ended with = Child.on(jdk)
                .in(folder)
                .agent("rules=rules.yaml,on-error=exit")
                .main(StockCalls.class)
                .with("7")
                .run();
        assertThat(with.exitCode()).isZero();
        assertThat(with.output()).contains(Rules.REFUSED);
    }

    @OnEachJdk
    void the_path_comes_from_the_argument_else_the_property_else_the_variable(Jdk jdk) throws Exception {
        Rules.stock(folder);
        assertThat(Child.on(jdk)
                        .in(folder)
                        .environment("TRIPCOIL_RULES", "rules.yaml")
                        .agent(null)
                        .main(StockCalls.class)
                        .with("7")
                        .run()
                        .output())
                .contains(Rules.REFUSED);
        assertThat(Child.on(jdk)
                        .in(folder)
                        .environment("TRIPCOIL_RULES", "variable.yaml")
                        .with("-Dtripcoil.rules=rules.yaml")
                        .agent("log-level=info")
                        .main(StockCalls.class)
                        .with("7")
                        .run()
                        .output())
                .contains(Rules.REFUSED);
        assertThat(Child.on(jdk)
                        .in(folder)
                        .environment("TRIPCOIL_RULES", "variable.yaml")
                        .with("-Dtripcoil.rules=property.yaml")
                        .agent("rules.yaml")
                        .main(StockCalls.class)
                        .with("7")
                        .run()
                        .output())
                .contains(Rules.REFUSED);
    }

    @OnEachJdk
    void an_agent_argument_wins_over_the_files_setting(Jdk jdk) throws Exception {
        Files.writeString(folder.resolve("rules.yaml"), Rules.STOCK + "agent: {log-level: info, log-file: file.log}\n");
        Child.Ended with = Child.on(jdk)
                .in(folder)
                .agent("rules=rules.yaml,log-level=error,log-file=argument.log")
                .main(StockCalls.class)
                .with("7")
                .run();
        assertThat(with.output()).contains(Rules.REFUSED);
        assertThat(with.errors()).isEmpty();
        assertThat(folder.resolve("argument.log")).isEmptyFile();
        assertThat(folder.resolve("file.log")).doesNotExist();
    }

    /** Agent arguments and what is said of them. */
    private Map<String, String> badFiles() throws IOException {
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("missing.yaml", "missing\\.yaml: no such file; .*");
        Files.createDirectory(folder.resolve("folder"));
        bad.put("folder", "folder: is a directory; .*");
        Files.createSymbolicLink(folder.resolve("dangling.yaml"), Path.of("missing.yaml"));
        bad.put("dangling.yaml", "dangling\\.yaml: no such file; .*");
        Files.createSymbolicLink(folder.resolve("loop.yaml"), Path.of("loop.yaml"));
        bad.put("loop.yaml", "loop\\.yaml: can't be read .*");
        if (Files.exists(Path.of("/proc/self/mem"))) {
            bad.put("/proc/self/mem", "/proc/self/mem: can't be read .*");
        }
        Files.createFile(folder.resolve("empty.yaml"));
        bad.put("empty.yaml", "empty\\.yaml:1:1: no rules file content at all; .*");
        Files.writeString(folder.resolve("comment.yaml"), "# nothing\n");
        bad.put("comment.yaml", "comment\\.yaml:1:1: no rules file content at all; .*");
        Files.write(folder.resolve("binary.yaml"), new byte[] {'a', (byte) 0xff, 0, 1});
        bad.put("binary.yaml", "binary\\.yaml:1:2: .*");
        Files.writeString(folder.resolve("malformed.yaml"), "breakers:\n  stock: {\nrules: []\n");
        bad.put("malformed.yaml", "malformed\\.yaml:\\d+:\\d+: .*");
        Files.writeString(folder.resolve("unknown.yaml"), Rules.STOCK + "rulse: []\n");
        bad.put("unknown.yaml", "unknown\\.yaml:7:1: unknown key 'rulse'; did you mean 'rules'\\?");
        Files.writeString(folder.resolve("class.yaml"), Rules.STOCK.replace("stock: {}", "stock: !!java.net.URL [x]"));
        bad.put("class.yaml", "class\\.yaml:2:\\d+: .*");
        return bad;
    }

    private static String messageBefore(String own, String all) {
        assertThat(all).endsWith(own);
        return all.substring(0, all.length() - own.length());
    }
}
