package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import programs.LoadingStress;

/**
 * Threads that load each other's classes crosswise, while rules match them and JMX asks about them: no deadlock, and not one class
 * escapes.
 */
class LoadingStressIT {

    private static final int CLASSES = 16;
    private static final int ROUNDS = 40;
    private static final int THREADS = 6;

    /** By the program: six classes of each number, one of them in two loaders. */
    private static final int CALLS = 6 * CLASSES * ROUNDS * THREADS;

    private static final int PATIENCE = 60;

    /** A number, and an answer of an enum of another loader's, which is read as a resource while the class is transformed. */
    private static final String CLASS = """
            package %s;

            public class C%d %s {
                public int getAsInt() {
                    return %d;
                }

                public %s.Answer %sAnswer() {
                    return null;
                }
            }
            """;

    private static final String WORK = "package %s; public interface Work extends java.util.function.IntSupplier {}";

    private static final String ANSWER = "package %s; public enum Answer { YES, NO }";

    /** The last rule finds no method, so that JMX looks for one among the super types. */
    private static final String BY_NAME = """
            breakers:
              work: {}
              answer: {when-open: {return: YES}}
            rules:
              - {class: [left.C*, right.C*, leaf.*, branch.*, root.*], method: getAsInt, breaker: work}
              - {class: [left.C*, right.C*, leaf.*, branch.*, root.*], method: "*Answer", breaker: answer}
              - {class: [left.C*, leaf.*], method: nobodyHasIt, breaker: work}
            """;

    /** The super types are read as resources, from one loader to the other and back, while the class is transformed. */
    private static final String BY_SUPER_TYPE = """
            breakers:
              work: {}
              answer: {when-open: {return: YES}}
            rules:
              - {subtype-of: "*.Work", method: getAsInt, breaker: work}
              - {subtype-of: "*.Work", method: "*Answer", breaker: answer}
              - {subtype-of: java.util.function.IntSupplier, class: [left.C*, leaf.*], method: nobodyHasIt, breaker: work}
            """;

    @TempDir
    Path folder;

    @OnEachJdk
    void of_rules_that_name_classes(Jdk jdk) throws Exception {
        endsWithAllGuarded(jdk, BY_NAME);
    }

    @OnEachJdk
    void of_rules_that_name_super_types(Jdk jdk) throws Exception {
        endsWithAllGuarded(jdk, BY_SUPER_TYPE);
    }

    private void endsWithAllGuarded(Jdk jdk, String text) throws Exception {
        Path classes = classes(jdk);
        Path jar = Jars.ofFolder(folder.resolve("classes.jar"), classes);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), text);
        try (Child child = Child.on(jdk)
                .agent(rules.toString())
                .with("-Dcom.sun.management.jmxremote") // the MBeans are there at once
                .main(LoadingStress.class)
                .with(jar.toString(), classes.toString())
                .with(Integer.toString(CLASSES), Integer.toString(ROUNDS), Integer.toString(THREADS))
                .with(Integer.toString(PATIENCE))
                .start()) {
            try {
                endsWithAllGuarded(child);
            } catch (Exception | AssertionError e) {
                e.addSuppressed(new AssertionError(child.snapshot().text())); // what its watchdog has seen
                throw e;
            }
        }
    }

    private static void endsWithAllGuarded(Child child) throws Exception {
        try (Jmx jmx = Jmx.of(child)) {
            Jmx.Bean work = jmx.breaker("work");
            Jmx.Bean agent = jmx.agent();
            child.send("begin");
            while (work.count("Calls") < CALLS && !hasEnded(child)) {
                assertThat(agent.lines("UnmatchedRules")).hasSizeLessThanOrEqualTo(3);
            }
            Await.until("the end", () -> hasEnded(child), ended -> ended);
            assertThat(child.snapshot().output()).contains("null after " + CALLS + " calls");
            assertThat(work.count("SuccessfulCalls")).isEqualTo(CALLS);
            assertThat(work.lines("GuardedMethods")).hasSize(5 * CLASSES);
            assertThat(jmx.breaker("answer").lines("GuardedMethods")).hasSize(5 * CLASSES);
            assertThat(agent.lines("UnmatchedRules")).singleElement().asString().contains("nobodyHasIt");
            assertThat(agent.lines("SkippedMethods")).isEmpty();
            assertThat(agent.count("WeavingFailures")).isZero();
            assertThat(agent.count("InternalErrors")).isZero();
        }
    }

    /** The JVM itself may have written a thread dump before: it takes a second request to attach to it for that. */
    private static boolean hasEnded(Child child) {
        return child.snapshot().output().stream().anyMatch(line -> line.endsWith(" calls"));
    }

    private Path classes(Jdk jdk) throws Exception {
        List<String> sources = new ArrayList<>();
        for (int i = 0; i < CLASSES; i++) {
            String next = i + 1 < CLASSES ? "%s.C" + (i + 1) : null;
            String last = "implements right.Work";
            add(sources, "left", i, next == null ? last : "extends " + next.formatted("right"), "right");
            add(sources, "right", i, next == null ? last : "extends " + next.formatted("left"), "left");
            add(sources, "root", i, "implements root.Work", "root");
            add(sources, "branch", i, "extends root.C" + i, "root");
            add(sources, "leaf", i, "extends branch.C" + i, "root");
        }
        for (String name : new String[] {"left", "right", "root"}) {
            sources.addAll(List.of(name + "/Answer.java", ANSWER.formatted(name)));
        }
        for (String name : new String[] {"right", "root"}) {
            sources.addAll(List.of(name + "/Work.java", WORK.formatted(name)));
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Jars.compile(jdk, classes, folder.resolve("sources"), sources.toArray(new String[0]));
        return classes;
    }

    private static void add(List<String> sources, String name, int number, String superType, String answer) {
        sources.addAll(List.of(
                name + "/C" + number + ".java", CLASS.formatted(name, number, superType, number, answer, answer)));
    }
}
