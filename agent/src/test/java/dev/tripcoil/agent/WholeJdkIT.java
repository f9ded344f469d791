package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import programs.ManyThings;

/** Every class of the JDK that a program uses, guarded in all of its methods, but for those that Tripcoil stands on. */
class WholeJdkIT {

    private static final Pattern LOADED = Pattern.compile("(\\S+) source: (jrt:/\\S*|shared objects file)");

    /** Nested calls are told apart by their breaker; a prime, so that a class and its nested ones have several. */
    private static final int BREAKERS = 17;

    @TempDir
    Path folder;

    @OnEachJdk
    void a_program_does_the_same_as_without_the_agent(Jdk jdk) throws Exception {
        Path log = folder.resolve("loaded.txt");
        Child.Ended without = child(jdk)
                .with("-Xlog:class+load=info:file=" + log + "::filecount=0")
                .main(ManyThings.class, h2())
                .run();
        assertThat(without.exitCode()).as(without.text()).isZero();
        Set<String> classes = loaded(log);
        assertThat(classes).hasSizeGreaterThan(3_000);

        try (Child child = child(jdk)
                .agent(rules(classes).toString())
                .with("-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal")
                .main(ManyThings.class, h2())
                .with("wait")
                .start()) {
            int last = without.output().size() - 1;
            for (String line : without.output().subList(0, last)) {
                assertThat(child.reply()).isEqualTo(line);
            }
            assertThat(child.reply()).isEqualTo("done");
            try (Jmx jmx = Jmx.of(child)) {
                Jmx.Bean agent = jmx.agent();
                System.out.println(jdk + ": " + agent.count("WovenMethods") + " methods of "
                        + agent.count("WovenClasses") + " classes of the JDK guarded");
                assertThat(agent.count("WovenClasses")).isGreaterThan(1_500);
                assertThat(agent.lines("SkippedMethods"))
                        .allMatch(line -> line.contains("Tripcoil stands on this class")
                                || line.contains("before its work is done")
                                || line.contains("whose end can't be followed")
                                || line.contains("is guarded, but is synchronized")
                                || line.startsWith("... and perhaps more"));
                assertThat(agent.count("WeavingFailures")).isZero();
                assertThat(agent.count("InternalErrors")).isZero();
                long calls = 0;
                for (int i = 0; i < BREAKERS; i++) {
                    calls += jmx.breaker("b" + i).count("SuccessfulCalls");
                    assertThat(jmx.breaker("b" + i).count("RejectedCalls")).isZero();
                }
                assertThat(calls).isGreaterThan(100_000);
            }
            child.send("end");
            assertThat(child.reply()).isEqualTo(without.output().get(last));
            Child.Ended with = child.end();
            assertThat(with.exitCode()).as(with.text()).isZero();
            assertThat(with.errors()).hasSize(1).allMatch(line -> line.endsWith(" in force"));
        }
    }

    private static Child.Builder child(Jdk jdk) {
        return Child.brief(jdk).with("-Xmx1g");
    }

    private static Path h2() throws Exception {
        return Path.of(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static Set<String> loaded(Path log) throws Exception {
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = LOADED.matcher(line);
            if (matcher.find() && matcher.group(1).matches("[\\w.$]+")) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    /** One rule for each class: a list of names would be gone through for each. */
    private Path rules(Set<String> classes) throws Exception {
        StringBuilder text = new StringBuilder("breakers:\n");
        for (int i = 0; i < BREAKERS; i++) {
            text.append("  b").append(i).append(": {trip-on: {consecutive-failures: 1000000}}\n");
        }
        text.append("rules:\n");
        int next = 0;
        for (String name : List.copyOf(classes)) {
            text.append("  - {class: ")
                    .append(name)
                    .append(", breaker: b")
                    .append(next++ % BREAKERS)
                    .append("}\n");
        }
        return Files.writeString(folder.resolve("rules.yaml"), text);
    }
}
