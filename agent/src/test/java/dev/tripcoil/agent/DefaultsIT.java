package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.Defaults;
import programs.StockCalls;

/** What a JVM decides once, when it is first asked for, is left for the application to decide. */
class DefaultsIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void an_application_that_sets_system_properties_in_main_gets_what_it_set(Jdk jdk) throws Exception {
        Path rules = Rules.stock(folder);
        for (String zone : new String[] {"-Dsome=thing", "-Duser.timezone=Europe/Paris", "-Duser.timezone="}) {
            Written without = Child.on(jdk).with(zone).main(Defaults.class).write();
            Written with = Child.on(jdk)
                    .with(zone)
                    .agent(rules.toString())
                    .main(Defaults.class)
                    .write();
            // The JVM itself appends an agent's jar to the class path.
            String output = with.output().replace(":" + Child.AGENT, "");
            assertThat(output).as(zone).isEqualTo(without.output()).contains("Asia/Tokyo", "\n7\n");
        }
    }

    @OnEachJdk
    void the_log_shows_the_local_time_that_the_jvm_started_with(Jdk jdk) throws Exception {
        assertThat(Child.on(jdk)
                        .with("-Duser.timezone=Asia/Tokyo")
                        .agent(Rules.stock(folder).toString())
                        .main(StockCalls.class)
                        .with("7")
                        .run()
                        .errors())
                .isNotEmpty()
                .allMatch(line -> line.contains("+09:00 tripcoil: "));
    }
}
