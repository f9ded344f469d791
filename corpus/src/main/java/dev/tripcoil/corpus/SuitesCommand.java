package dev.tripcoil.corpus;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs the tests of other people's libraries without the agent and with it; if there is a difference, without it again. Each test must end with the
 * agent as it does without; one that ends differently in the two runs without it says nothing, and is listed.
 */
final class SuitesCommand {

    private static final String CONSOLE = "org.junit.platform.console.ConsoleLauncher";

    /** Fewer than this share of a library's methods woven would prove little. */
    private static final int LEAST_METHODS = 500;

    private final Options options;
    private final Path work;

    SuitesCommand(Options options) throws IOException {
        this.options = options;
        work = Places.work("suites");
    }

    boolean run() throws Exception {
        boolean same = true;
        int count = 0;
        for (var jdk : options.selectedJdks()) {
            for (var suite : Suite.in(Places.suiteJars())) {
                if (suite.title().contains(options.only())) {
                    count++;
                    same &= isSame(suite, jdk);
                }
            }
        }
        return same && count > 0;
    }

    private boolean isSame(Suite suite, Jdk jdk) throws Exception {
        var title = suite.title() + "-" + jdk.version();
        var first = launch(suite, jdk, title + "-plain", null);
        var rules = AgentRules.write(work.resolve(title + ".yaml"), jdk, suite.libraryClasses());
        var figures = work.resolve(title + ".figures");
        var guarded = launch(suite, jdk, title + "-agent", rules);
        var second = guarded.equals(first) ? first : launch(suite, jdk, title + "-plain-again", null);
        var agent = Files.readString(figures).split(" ");
        System.out.println(suite.title() + " on " + jdk);
        System.out.println("    without the agent: " + first);
        System.out.println("    with it:           " + guarded);
        System.out.println("    woven: " + agent[1] + " methods of " + agent[0] + " classes, " + agent[2]
                + " failures, " + agent[3] + " internal errors; " + agent[4] + " guarded calls, " + agent[5]
                + " of them refused");
        boolean same = first.count() > 0
                && Integer.parseInt(agent[1]) >= LEAST_METHODS
                && agent[3].equals("0")
                && agent[5].equals("0");
        return same & isSame(first, guarded, second);
    }

    static boolean isSame(SuiteResult first, SuiteResult guarded, SuiteResult second) {
        boolean same = true;
        var names = new TreeSet<>(first.outcomes().keySet());
        names.addAll(guarded.outcomes().keySet());
        for (var name : names) {
            var plain = first.outcomes().get(name);
            var other = guarded.outcomes().get(name);
            if (Objects.equals(plain, other)) {
                continue;
            }
            boolean unstable = !Objects.equals(plain, second.outcomes().get(name));
            same &= unstable;
            System.out.println("    " + (unstable ? "unstable without the agent too" : "DIFFERS") + ": " + name + ": "
                    + plain + ", with the agent " + other);
        }
        return same;
    }

    /** @param rules null for a run without the agent */
    private SuiteResult launch(Suite suite, Jdk jdk, String title, Path rules) throws Exception {
        var reports = work.resolve(title);
        delete(reports);
        // As the builds of these libraries run their tests: some look into the JDK, or set time zones and languages.
        var child = new ChildJvm(
                jdk,
                work.resolve(title + ".out"),
                "-Xmx2g",
                "-Djava.awt.headless=true",
                "-Duser.language=en",
                "-Duser.country=US",
                "-XX:+EnableDynamicAgentLoading");
        for (var opened : new String[] {"java.lang", "java.util", "java.time", "java.util.concurrent"}) {
            child.with("--add-opens", "java.base/" + opened + "=ALL-UNNAMED");
        }
        var classPath = suite.classPath().stream().map(Path::toString).collect(Collectors.toList());
        if (rules == null) {
            child.with("-cp", String.join(File.pathSeparator, classPath), CONSOLE);
        } else {
            classPath.add(Places.ownJar().toString());
            child.with(AgentRules.option(rules), "-Dcom.sun.management.jmxremote")
                    .with("-cp", String.join(File.pathSeparator, classPath), RunSuite.class.getName())
                    .with(rules.toString().replaceFirst("yaml$", "figures"), CONSOLE);
        }
        var arguments = new ArrayList<String>();
        arguments.add("execute");
        arguments.add("--scan-classpath=" + suite.tests());
        arguments.add("--reports-dir=" + reports);
        arguments.add("--details=none");
        arguments.add("--disable-banner");
        arguments.add("--include-classname=.*(Test|TestCase)");
        int code = child.with(arguments.toArray(new String[0]))
                .in(Files.createDirectories(work.resolve("folder")))
                .run(60);
        if (code != 0 && code != 1) { // 1 where tests failed
            throw new IllegalStateException(title + ": exit code " + code + "\n" + child.errors());
        }
        return SuiteResult.read(reports);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
