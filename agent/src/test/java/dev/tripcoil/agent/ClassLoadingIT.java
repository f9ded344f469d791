package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import programs.StockCalls;

/** Which classes of the JDK are there when main begins: with each one the agent may have decided something for it. */
class ClassLoadingIT {

    private static final Pattern LOADED = Pattern.compile("^(?:\\[[^]]*\\])*\\s*(\\S+) source: .*");

    @TempDir
    Path folder;

    @OnEachJdk
    void nothing_of_logging_jmx_networks_or_service_loading_is_there_when_main_begins(Jdk jdk) throws Exception {
        List<String> without = loadedBeforeMain(jdk, null);
        for (String rules : new String[] {Rules.stock(folder).toString(), "missing.yaml", ""}) {
            List<String> more = new ArrayList<>(loadedBeforeMain(jdk, rules));
            more.removeAll(without);
            assertThat(more).as("rules: " + rules).contains("dev.tripcoil.agent.Boot");
            assertThat(more)
                    .noneMatch(name -> name.startsWith("java.util.logging.")
                            || name.startsWith("java.lang.System$Logger")
                            || name.startsWith("jdk.internal.logger.")
                            || name.startsWith("sun.util.logging.")
                            || name.startsWith("sun.management.")
                            || name.startsWith("java.lang.management.")
                            || name.startsWith("javax.")
                            || name.startsWith("com.sun.")
                            || name.startsWith("sun.nio.fs.TempFileHelper")
                            || name.startsWith("java.nio.file.TempFileHelper")
                            || name.startsWith("java.util.ServiceLoader")
                            || name.startsWith("java.time.zone.")
                            || name.startsWith("java.util.concurrent.ForkJoinPool")
                            || name.startsWith("java.net.Socket")
                            || name.startsWith("java.net.InetAddress")
                            || name.startsWith("java.security.SecureRandom")
                            || name.startsWith("sun.security.provider."));
        }
    }

    @OnEachJdk
    void the_agent_brings_no_lambdas_of_its_own(Jdk jdk) throws Exception {
        assertThat(loadedBeforeMain(jdk, Rules.stock(folder).toString()))
                .noneMatch(name -> name.startsWith("dev.tripcoil.") && name.contains("$$Lambda"));
    }

    private List<String> loadedBeforeMain(Jdk jdk, String rules) throws Exception {
        Path log = Files.createTempFile(folder, "loaded", ".txt");
        Child.Builder child = Child.on(jdk).with("-Xlog:class+load=info:file=" + log);
        if (rules != null) {
            child.agent(rules);
        }
        assertThat(child.main(StockCalls.class).with("7").run().output()).contains("main begins");
        List<String> loaded = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            var matcher = LOADED.matcher(line);
            if (matcher.matches()) {
                if (matcher.group(1).equals(StockCalls.class.getName())) {
                    return loaded;
                }
                loaded.add(matcher.group(1));
            }
        }
        throw new AssertionError("main's class is not in " + log);
    }
}
