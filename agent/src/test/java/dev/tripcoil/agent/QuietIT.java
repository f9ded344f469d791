package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.Ending;
import programs.StockCalls;

/** Rules that select nothing: nobody can tell that there is an agent. */
class QuietIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void outputs_and_exit_codes_are_those_of_a_run_without_the_agent(Jdk jdk) throws Exception {
        String agent = "rules=" + Rules.forNobody(folder) + ",log-level=error";
        for (String ending : new String[] {"by itself", "with code 3", "by exception"}) {
            Written without = Child.on(jdk).main(Ending.class).with(ending).write();
            Written with =
                    Child.on(jdk).agent(agent).main(Ending.class).with(ending).write();
            assertThat(with).as(ending).isEqualTo(without);
        }
        assertThat(Child.on(jdk).agent(agent).main(StockCalls.class).with("20").write())
                .isEqualTo(Child.on(jdk).main(StockCalls.class).with("20").write());
    }

    @OnEachJdk
    void usually_one_line_says_what_is_in_force(Jdk jdk) throws Exception {
        Written with = Child.on(jdk)
                .agent(Rules.forNobody(folder).toString())
                .main(StockCalls.class)
                .with("20")
                .write();
        assertThat(with.errors())
                .matches("\\S+ tripcoil: Tripcoil " + System.getProperty("project.version")
                        + ": 1 breaker and 1 rule of .*nobody\\.yaml in force\n");
    }
}
