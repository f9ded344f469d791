package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import programs.ThreadList;

/** The agent's threads are daemons of no class loader; besides them the application has those that it has without. */
class ThreadsIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void are_two_daemons_that_hold_no_class_loader_and_nothing_waits_for_them(Jdk jdk) throws Exception {
        Child.Ended without = run(jdk, null);
        assertThat(without.output())
                .endsWith("0 shutdown hooks", "the last word")
                .anyMatch(line -> line.startsWith("main, user"));
        String[] arguments = {
            Rules.stock(folder).toString(), Rules.forNobody(folder).toString(), "missing.yaml", ""
        };
        for (String rules : arguments) {
            Child.Ended with = run(jdk, rules);
            assertThat(with.exitCode()).isZero();
            List<String> ours = with.output().stream()
                    .filter(line -> line.startsWith("tripcoil"))
                    .toList();
            assertThat(ours)
                    .containsExactly(
                            "tripcoil-announcer, daemon, priority 5, group system, loader none",
                            "tripcoil-control, daemon, priority 5, group system, loader none");
            List<String> rest = new ArrayList<>(with.output());
            rest.removeAll(ours);
            assertThat(rest).isEqualTo(without.output());
        }
    }

    private static Child.Ended run(Jdk jdk, String rules) throws Exception {
        Child.Builder child = Child.on(jdk).with("--add-opens=java.base/java.lang=ALL-UNNAMED");
        if (rules != null) {
            child.agent(rules);
        }
        return child.main(ThreadList.class).with("and a timer").run();
    }
}
