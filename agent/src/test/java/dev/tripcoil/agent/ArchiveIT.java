package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications that start from an archive, where their classes may be loaded before premain: they are guarded. Archives
 * that are made as {@code docs/archives.md} says have the JVM say nothing; of others it complains under any agent, and
 * of Tripcoil no more.
 */
class ArchiveIT {

    private static final String MAIN = "programs.StockCalls";
    private static final String FROM_ARCHIVE = " source: shared objects file";

    /** Which any agent brings in: the archive of a JDK like 25 must have been made with it. */
    private static final String MODULE = "--add-modules=java.instrument";

    @TempDir
    Path folder;

    private Path archive;
    private String tripcoil;
    private String another;
    private Path application;

    @BeforeEach
    void makeApplication() throws Exception {
        archive = folder.resolve("application.archive");
        tripcoil = "-javaagent:" + Child.AGENT + "=" + Rules.stock(folder);
        another = "-javaagent:" + Jars.ofAgent(folder.resolve("another.jar"), "programs.SilentAgent");
        application = Jars.ofPrograms(folder.resolve("application.jar"), MAIN, "programs.Stock");
    }

    /** On JDK 25 the JVM complains, and the archive works all the same. */
    @OnEachJdk
    void of_class_data_made_at_exit(Jdk jdk) throws Exception {
        make(jdk, "-XX:ArchiveClassesAtExit=" + archive);
        String option = "-XX:SharedArchiveFile=" + archive;
        List<String> loaded = isGuardedAsUnderAnother(jdk, option);
        assertThat(loaded).anyMatch(line -> line.contains(MAIN + FROM_ARCHIVE));
        assertThat(run(jdk, "7", option, tripcoil, "-Xlog:cds=off").output()).containsExactly(expected(Rules.REFUSED));
        isSeenOverJmx(jdk, option);
    }

    @OnEachJdk
    void of_class_data_made_at_exit_over_a_base_with_the_module_of_agents(Jdk jdk) throws Exception {
        Path base = folder.resolve("base.jsa");
        dump(jdk, MODULE, "-XX:SharedArchiveFile=" + base);
        make(jdk, MODULE, "-XX:SharedArchiveFile=" + base, "-XX:ArchiveClassesAtExit=" + archive);
        isGuardedQuietly(jdk, "-XX:SharedArchiveFile=" + archive);
    }

    @OnEachJdk
    void of_class_data_made_from_a_list_with_the_module_of_agents(Jdk jdk) throws Exception {
        Path list = folder.resolve("classes.list");
        run(jdk, "1", "-Xshare:off", "-XX:DumpLoadedClassList=" + list);
        dump(jdk, MODULE, "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + archive);
        isGuardedQuietly(jdk, "-XX:SharedArchiveFile=" + archive);
    }

    @OnEachJdk(from = 19)
    void of_class_data_that_the_jvm_makes_by_itself(Jdk jdk) throws Exception {
        String[] options = {"-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive};
        for (String agent : new String[] {another, tripcoil}) {
            refusesAgents(jdk, and(options, agent));
        }
        make(jdk, options);
        List<String> loaded = isGuardedAsUnderAnother(jdk, options);
        assertThat(loaded).anyMatch(line -> line.contains(MAIN + FROM_ARCHIVE));
    }

    @OnEachJdk
    void of_class_data_is_never_made_under_an_agent(Jdk jdk) throws Exception {
        for (String agent : new String[] {another, tripcoil}) {
            refusesAgents(jdk, agent, "-XX:ArchiveClassesAtExit=" + archive);
            refusesAgents(jdk, agent, "-Xshare:dump", "-XX:SharedArchiveFile=" + archive);
        }
    }

    /** The JVM has no use for it then. */
    @OnEachJdk(from = 25)
    void of_classes_linked_ahead_of_time_without_the_module_of_agents(Jdk jdk) throws Exception {
        make(jdk, "-XX:AOTCacheOutput=" + archive);
        List<String> loaded = isGuardedAsUnderAnother(jdk, "-XX:AOTCache=" + archive);
        assertThat(loaded).noneMatch(line -> line.contains(MAIN + FROM_ARCHIVE));
    }

    @OnEachJdk(from = 25)
    void of_classes_linked_ahead_of_time_in_one_step(Jdk jdk) throws Exception {
        make(jdk, MODULE, "-XX:AOTCacheOutput=" + archive);
        String option = "-XX:AOTCache=" + archive;
        isThereBeforeTheAgent(isGuardedQuietly(jdk, option));
        isSeenOverJmx(jdk, option);
    }

    @OnEachJdk(from = 25)
    void of_classes_linked_ahead_of_time_in_two_steps(Jdk jdk) throws Exception {
        String configuration = "-XX:AOTConfiguration=" + folder.resolve("application.aotconf");
        run(jdk, "1", MODULE, "-XX:AOTMode=record", configuration);
        make(jdk, MODULE, "-XX:AOTMode=create", configuration, "-XX:AOTCache=" + archive);
        isThereBeforeTheAgent(isGuardedQuietly(jdk, "-XX:AOTCache=" + archive));
    }

    /** Then it has no guarded class in it: they are woven as they are loaded. */
    @OnEachJdk(from = 25)
    void of_classes_linked_ahead_of_time_under_tripcoil(Jdk jdk) throws Exception {
        Child.Ended made = make(jdk, tripcoil, "-XX:AOTCacheOutput=" + archive);
        assertThat(made.output()).anyMatch(line -> line.endsWith("Skipping programs/Stock: From ClassFileLoadHook"));
        List<String> loaded = isGuardedQuietly(jdk, "-XX:AOTCache=" + archive);
        assertThat(loaded).noneMatch(line -> line.contains("programs.Stock" + FROM_ARCHIVE));
    }

    private static void isThereBeforeTheAgent(List<String> loaded) {
        assertThat(indexOf(loaded, "programs.Stock" + FROM_ARCHIVE))
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

    private Child.Ended make(Jdk jdk, String... options) throws Exception {
        Child.Ended made = run(jdk, "1", options);
        assertThat(archive).as(made.text()).isNotEmptyFile();
        return made;
    }

    private void dump(Jdk jdk, String... options) throws Exception {
        Child.Ended made = Child.on(jdk)
                .with("-Xshare:dump")
                .with(options)
                .with("-cp", application.toString())
                .run();
        assertThat(made.exitCode()).as(made.text()).isZero();
    }

    private void refusesAgents(Jdk jdk, String... options) throws Exception {
        Child.Ended refused = run(jdk, "1", options);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.text())
                .contains("Must enable AllowArchivingWithJavaAgent")
                .doesNotContain("main begins");
        assertThat(archive).doesNotExist();
    }

    private Child.Ended run(Jdk jdk, String calls, String... options) throws Exception {
        return Child.on(jdk)
                .with(options)
                .with("-cp", application.toString(), MAIN, calls)
                .run();
    }

    /** Returns which classes were loaded, and from where. */
    private List<String> isGuardedAsUnderAnother(Jdk jdk, String... options) throws Exception {
        Child.Ended withAnother = run(jdk, "7", and(options, another));
        assertThat(withAnother.output()).endsWith(expected(Rules.FAILED));
        assertThat(withAnother.errors()).isEmpty();
        Path loaded = folder.resolve("loaded.txt");
        Child.Ended with = run(jdk, "7", and(options, tripcoil, "-Xlog:class+load:file=" + loaded));
        assertThat(with.output()).endsWith(expected(Rules.REFUSED));
        assertThat(warnings(with.output())).isEqualTo(warnings(withAnother.output()));
        assertThat(with.output()).hasSameSizeAs(withAnother.output());
        assertThat(with.errors()).hasSizeBetween(1, 2).allMatch(line -> line.contains(" tripcoil: "));
        return Files.readAllLines(loaded);
    }

    /** Returns which classes were loaded, and from where. */
    private List<String> isGuardedQuietly(Jdk jdk, String... options) throws Exception {
        Child.Ended without = run(jdk, "7", and(options, MODULE));
        assertThat(without.output()).containsExactly(expected(Rules.FAILED));
        assertThat(without.errors()).isEmpty();
        Path loaded = folder.resolve("loaded.txt");
        Child.Ended with = run(jdk, "7", and(options, tripcoil, "-Xlog:class+load:file=" + loaded));
        assertThat(with.output()).containsExactly(expected(Rules.REFUSED));
        assertThat(with.errors()).hasSizeBetween(1, 2).allMatch(line -> line.contains(" tripcoil: "));
        List<String> lines = Files.readAllLines(loaded);
        assertThat(lines).anyMatch(line -> line.contains(MAIN + FROM_ARCHIVE));
        return lines;
    }

    private static String[] and(String[] options, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(options));
        Collections.addAll(all, more);
        return all.toArray(new String[0]);
    }

    /** What comes of seven calls, if the last two end like this. */
    private static String[] expected(String end) {
        String failed = Rules.FAILED;
        return new String[] {"main begins", failed, failed, failed, failed, failed, end, end};
    }

    /** What the JVM has logged, without the times. */
    private static List<String> warnings(List<String> output) {
        return output.stream()
                .filter(line -> line.startsWith("["))
                .map(line -> line.substring(line.indexOf(']') + 1))
                .toList();
    }

    private void isSeenOverJmx(Jdk jdk, String option) throws Exception {
        try (Child child = Child.on(jdk)
                .with(option, tripcoil)
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
    }
}
