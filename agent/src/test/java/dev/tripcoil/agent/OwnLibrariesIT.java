package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.OwnLibraries;

/** An application gets the SnakeYAML and the ASM that it brings, be they ever so unlike the agent's, or none. */
class OwnLibrariesIT {

    @TempDir
    Path folder;

    @OnEachJdk
    void meet_the_agents_nowhere(Jdk jdk) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Jars.compile(jdk, classes, folder.resolve("source"), "Yaml.java", """
                package org.yaml.snakeyaml;
                public class Yaml {
                    public String toString() { return "another SnakeYAML"; }
                }
                """, "ClassWriter.java", """
                package org.objectweb.asm;
                public class ClassWriter {
                    public String toString() { return "another ASM"; }
                }
                """);
        Path libraries = Jars.ofFolder(folder.resolve("libraries.jar"), classes);
        Written without = Child.brief(jdk).main(OwnLibraries.class, libraries).write();
        assertThat(without.output())
                .contains("another SnakeYAML from file:", "another ASM from file:", "ClassNotFoundException");
        Written with = Child.brief(jdk)
                .agent(Rules.stock(folder).toString())
                .main(OwnLibraries.class, libraries)
                .write();
        assertThat(with.output()).isEqualTo(without.output());
        assertThat(with.errors()).containsOnlyOnce("\n").contains(" in force");

        // Not even in front of them on the class path.
        Written onClassPath = Child.brief(jdk)
                .agent(Rules.stock(folder).toString())
                .main(OwnLibraries.class, Child.AGENT, libraries)
                .write();
        assertThat(onClassPath.output()).isEqualTo(without.output());
    }
}
