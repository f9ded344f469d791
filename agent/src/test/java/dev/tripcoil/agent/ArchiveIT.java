package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Applications that start from an archive, where their classes may be loaded before premain. */
class ArchiveIT {

    private static final String MAIN = "programs.StockCalls";

    @TempDir
    Path folder;

    private Path rules;
    private Path application;

    @BeforeEach
    void makeApplication() throws Exception {
        rules = Rules.stock(folder);
        application = Jars.ofPrograms(folder.resolve("application.jar"), MAIN, "programs.Stock");
    }

    @OnEachJdk
    void of_class_data(Jdk jdk) throws Exception {
        Path archive = folder.resolve("application.jsa");
        Child.Ended made = Child.on(jdk)
                .with("-XX:ArchiveClassesAtExit=" + archive, "-cp", application.toString(), MAIN, "1")
                .run();
        assertThat(archive).as(made.text()).isNotEmptyFile();
        isGuarded(jdk, "-XX:SharedArchiveFile=" + archive);
    }

    /** Here the application's classes are linked before premain, but only if the cache knows the module of agents. */
    @OnEachJdk(from = 25)
    void of_classes_that_are_linked_ahead_of_time(Jdk jdk) throws Exception {
        Path cache = folder.resolve("application.aot");
        Child.Ended made = Child.on(jdk)
                .with("--add-modules=java.instrument", "-XX:AOTCacheOutput=" + cache)
                .with("-cp", application.toString(), MAIN, "1")
                .run();
        assertThat(cache).as(made.text()).isNotEmptyFile();
        String option = "-XX:AOTCache=" + cache;
        List<String> loaded = isGuarded(jdk, option);
        assertThat(indexOf(loaded, "programs.Stock source: shared objects file"))
                .as("it is there before the agent is")
                .isBetween(0, indexOf(loaded, "dev.tripcoil.agent.Boot "));
    }

    private static int indexOf(List<String> lines, String part) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(part)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns which classes were loaded, and from where. */
    private List<String> isGuarded(Jdk jdk, String archive) throws Exception {
        Path loadedWithAnother = folder.resolve("loaded with another.txt");
        Child.Ended withAnother = run(
                jdk, archive, "-javaagent:" + agentThatDoesNothing(jdk), "-Xlog:class+load:file=" + loadedWithAnother);
        Path loaded = folder.resolve("loaded.txt");
        Child.Ended with =
                run(jdk, archive, "-javaagent:" + Child.AGENT + "=" + rules, "-Xlog:class+load:file=" + loaded);
        assertThat(withAnother.output()).contains("main begins").endsWith(Rules.FAILED, Rules.FAILED);
        assertThat(with.output()).endsWith(Rules.FAILED, Rules.REFUSED, Rules.REFUSED);
        assertThat(warnings(with.output()))
                .as("what the JVM says of any agent, and nothing of this one")
                .isEqualTo(warnings(withAnother.output()));
        assertThat(withAnother.errors()).isEmpty();
        assertThat(with.errors()).hasSizeBetween(1, 2).allMatch(line -> line.contains(" tripcoil: "));
        if (warnings(with.output()).isEmpty()) {
            assertThat(indexOf(Files.readAllLines(loadedWithAnother), "programs.Stock source: shared objects file"))
                    .as("it does come from the archive")
                    .isNotNegative();
        }

        try (Child child = Child.on(jdk)
                .with(archive)
                .agent(rules.toString())
                .with("-cp", application.toString(), MAIN)
                .start()) {
            Await.until("main", child::reply, "main begins"::equals);
            try (Jmx jmx = Jmx.of(child)) {
                assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
                assertThat(jmx.agent().count("WovenClasses")).isEqualTo(1);
                assertThat(jmx.agent().count("WovenMethods")).isEqualTo(1);
                assertThat(jmx.agent().count("WeavingFailures")).isZero();
                assertThat(jmx.breaker("stock").lines("GuardedMethods")).containsExactly("programs.Stock#fetch()int");
                assertThat(jmx.breaker("stock").count("FailedCalls")).isEqualTo(1);
            }
        }
        return Files.readAllLines(loaded);
    }

    private Child.Ended run(Jdk jdk, String... options) throws Exception {
        return Child.on(jdk)
                .with(options)
                .with("-cp", application.toString(), MAIN, "7")
                .run();
    }

    private static List<String> warnings(List<String> output) {
        return output.stream()
                .filter(line -> line.startsWith("["))
                .map(line -> line.substring(line.indexOf(']') + 1))
                .toList();
    }

    private Path agentThatDoesNothing(Jdk jdk) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("nothing"));
        Jars.compile(jdk, classes, folder.resolve("source"), "Nothing.java", """
                public class Nothing {
                    public static void premain(String arguments) {}
                }
                """);
        Path manifest = Files.createDirectories(classes.resolve("META-INF")).resolve("MANIFEST.MF");
        Files.writeString(manifest, "Manifest-Version: 1.0\nPremain-Class: Nothing\nCan-Retransform-Classes: true\n");
        return Jars.ofFolder(folder.resolve("nothing.jar"), classes);
    }
}
