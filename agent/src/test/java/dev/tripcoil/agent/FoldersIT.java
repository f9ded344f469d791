package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import programs.StockCalls;

/** The agent starts in whatever surroundings, and writes nothing but what its user named. */
class FoldersIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void nothing_is_written_to_the_working_temporary_or_home_folder(Jdk jdk) throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        Path home = Files.createDirectories(folder.resolve("home"));
        Rules.stock(work);
        List<String> before = everything();
        try (Child child = Child.on(jdk)
                .in(work)
                .environment("HOME", home.toString())
                .environment("TMPDIR", temporary.toString())
                .with("-Djava.io.tmpdir=" + temporary, "-Duser.home=" + home, "-Dcom.sun.management.jmxremote")
                .agent("rules.yaml")
                .main(StockCalls.class)
                .start()) {
            assertThat(child.reply()).isEqualTo("main begins");
            for (int i = 0; i < 5; i++) {
                assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
            }
            assertThat(child.ask("call")).isEqualTo(Rules.REFUSED);
            assertThat(everything()).isEqualTo(before);
        }
    }

    @OnEachJdk
    void a_missing_temporary_folder_and_no_home_change_nothing(Jdk jdk) throws Exception {
        Path rules = Rules.stock(folder);
        Path file = Files.createFile(folder.resolve("file"));
        for (String temporary : new String[] {folder.resolve("missing").toString(), file.toString(), ""}) {
            Child.Ended without =
                    nowhere(jdk, temporary).main(StockCalls.class).with("7").run();
            Child.Ended with = nowhere(jdk, temporary)
                    .agent(rules.toString())
                    .main(StockCalls.class)
                    .with("7")
                    .run();
            assertThat(with.exitCode()).isZero();
            assertThat(with.output()).contains(Rules.REFUSED).hasSize(8);
            assertThat(with.errors().stream().filter(line -> !line.contains(" tripcoil: ")))
                    .containsExactlyElementsOf(without.errors());
            assertThat(with.agentLines()).noneMatch(line -> line.contains("error") || line.contains("warning"));
        }
        assertThat(Files.exists(folder.resolve("missing"))).isFalse();
    }

    @OnEachJdk
    void the_log_file_that_was_named_is_all_there_is(Jdk jdk) throws Exception {
        Rules.stock(folder);
        List<String> before = everything();
        Child.Ended ended = Child.on(jdk)
                .in(folder)
                .agent("rules=rules.yaml,log-file=agent.log")
                .main(StockCalls.class)
                .with("7")
                .run();
        assertThat(ended.errors()).isEmpty();
        assertThat(everything()).contains("agent.log").hasSize(before.size() + 1);
        assertThat(Files.readString(folder.resolve("agent.log"))).contains(" in force");
    }

    @OnEachJdk
    void a_log_file_that_cannot_be_is_one_warning_on_standard_error(Jdk jdk) throws Exception {
        Rules.stock(folder);
        Child.Ended ended = Child.on(jdk)
                .in(folder)
                .agent("rules=rules.yaml,log-file=no/such/folder/agent.log")
                .main(StockCalls.class)
                .with("7")
                .run();
        assertThat(ended.output()).contains(Rules.REFUSED);
        assertThat(ended.errors().stream().filter(line -> line.contains("warning")))
                .singleElement()
                .asString()
                .contains("no/such/folder/agent.log: can't be written to, so the log goes to standard error");
    }

    private static Child.Builder nowhere(Jdk jdk, String temporary) {
        return Child.on(jdk)
                .environment("HOME", null)
                .environment("TMPDIR", null)
                .with("-Djava.io.tmpdir=" + temporary, "-Duser.home=?");
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(path -> folder.relativize(path).toString()).sorted().toList();
        }
    }
}
