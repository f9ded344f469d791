package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLoaderTest {

    private static final String NAME = "programs.SilentAgent";
    private static final String ENTRY = "programs/SilentAgent.class";

    @TempDir
    Path folder;

    private Path jar;
    private AgentLoader loader;

    @BeforeEach
    void open() throws Exception {
        jar = Jars.ofPrograms(folder.resolve("the agent's.jar"), NAME);
        loader = new AgentLoader(jar.toFile(), AgentLoader.class.getPackage());
    }

    @Test
    void its_classes_are_its_own_and_have_no_location() throws Exception {
        Class<?> loaded = loader.loadClass(NAME);
        assertThat(loaded.getClassLoader()).isSameAs(loader);
        assertThat(loaded.getProtectionDomain().getCodeSource().getLocation()).isNull();
    }

    @Test
    void its_resources_have_one() {
        assertThat(loader.getResource(ENTRY)).hasToString("jar:" + jar.toFile().toURI() + "!/" + ENTRY);
        assertThat(loader.getResource("programs/Missing.class")).isNull();
    }
}
