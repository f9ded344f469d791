package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The one file that users get: what is in it, what is not, and what it does when run by itself. */
class JarIT {

    private static final String TAB = "META-INF/services/com.sun.tools.jconsole.JConsolePlugin";

    @Test
    void has_no_class_outside_of_our_package_nor_anything_that_a_scanner_would_take_up() throws Exception {
        try (JarFile jar = new JarFile(Child.AGENT.toFile())) {
            List<String> names = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .toList();
            assertThat(names)
                    .contains("dev/tripcoil/agent/TripcoilAgent.class")
                    .allMatch(name -> name.startsWith("dev/tripcoil/") || name.startsWith("META-INF/"))
                    .filteredOn(name -> !name.equals(TAB))
                    .noneMatch(name -> name.startsWith("META-INF/services/"))
                    .noneMatch(name -> name.startsWith("META-INF/versions/"))
                    .noneMatch(name -> name.startsWith("META-INF/maven/"))
                    .noneMatch(name -> name.endsWith("module-info.class"))
                    .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void offers_its_tab_to_jconsole() throws Exception {
        try (JarFile jar = new JarFile(Child.AGENT.toFile())) {
            String plugin = new String(jar.getInputStream(jar.getJarEntry(TAB)).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(plugin).isEqualTo("dev.tripcoil.jconsole.TripcoilPlugin\n");
            assertThat(jar.getJarEntry(plugin.strip().replace('.', '/') + ".class"))
                    .isNotNull();
        }
    }

    @Test
    void names_libraries_only_where_they_were_moved_to() throws Exception {
        try (JarFile jar = new JarFile(Child.AGENT.toFile())) {
            for (JarEntry entry :
                    jar.stream().filter(one -> one.getName().endsWith(".class")).toList()) {
                String content = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                // A class entry that javac leaves behind where it has put a constant in place of its name.
                assertThat(content.replace("org/objectweb/asm/Opcodes", ""))
                        .as(entry.getName())
                        .doesNotContain("org/objectweb", "org/yaml", "org.objectweb", "org.yaml")
                        .doesNotContain(
                                "net/bytebuddy", "Lcom/google", "Lpicocli/", "org/codehaus", "java/util/logging/");
            }
        }
    }

    @Test
    void has_the_manifest_of_an_agent_and_a_command() throws Exception {
        try (JarFile jar = new JarFile(Child.AGENT.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Premain-Class")).isEqualTo("dev.tripcoil.agent.TripcoilAgent");
            assertThat(manifest.getValue("Agent-Class")).isEqualTo("dev.tripcoil.agent.TripcoilAgent");
            assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
            assertThat(manifest.getValue("Main-Class")).isEqualTo("dev.tripcoil.cli.Main");
            assertThat(manifest.getValue("Implementation-Version")).isEqualTo(version());
            assertThat(manifest.getValue("Boot-Class-Path")).isNull();
            assertThat(manifest.getValue("Class-Path")).isNull();
            assertThat(manifest.getValue("Multi-Release")).isNull();
            assertThat(manifest.getValue("Automatic-Module-Name")).isNull();
        }
    }

    @Test
    void is_small() throws Exception {
        long size = Files.size(Child.AGENT);
        System.out.println("tripcoil.jar has " + size + " bytes");
        assertThat(size).isLessThan(3_000_000);
    }

    @OnEachJdk
    void says_what_it_is_for(Jdk jdk) throws Exception {
        for (String[] arguments : new String[][] {{}, {"--help"}, {"-h"}}) {
            Child.Ended ended = command(jdk, arguments);
            assertThat(ended.exitCode()).isZero();
            assertThat(ended.output())
                    .contains("  java -javaagent:tripcoil.jar=rules.yaml -jar app.jar")
                    .first()
                    .asString()
                    .startsWith("Tripcoil " + version() + " ");
            assertThat(ended.errors()).isEmpty();
        }
    }

    @OnEachJdk
    void says_its_version(Jdk jdk) throws Exception {
        for (String option : new String[] {"--version", "-V"}) {
            Child.Ended ended = command(jdk, option);
            assertThat(ended.exitCode()).isZero();
            assertThat(ended.output()).containsExactly("tripcoil " + version());
            assertThat(ended.errors()).isEmpty();
        }
    }

    @OnEachJdk
    void ends_with_code_2_when_the_arguments_are_wrong(Jdk jdk) throws Exception {
        for (String[] arguments : new String[][] {{"--nonsense"}, {"nonsense"}, {"ps", "more"}, {""}}) {
            Child.Ended ended = command(jdk, arguments);
            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.output()).isEmpty();
            assertThat(ended.errors()).last().asString().endsWith(" --help");
        }
    }

    private static Child.Ended command(Jdk jdk, String... arguments) throws Exception {
        return Child.on(jdk)
                .with("-jar", Child.AGENT.toString())
                .with(arguments)
                .run();
    }

    private static String version() {
        return System.getProperty("project.version");
    }
}
