package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of classes that the agent loads beforehand fits its jar. */
class PreloadIT {

    private static final String CLASS = ".class";

    @Test
    void the_list_has_each_name_once_and_none_of_a_class_that_is_gone() throws Exception {
        assertThat(listed()).doesNotHaveDuplicates();
        assertThat(inJar())
                .as("remove from " + Preload.LIST + " what is missing here")
                .containsAll(listed());
    }

    @Test
    void the_list_has_every_class_that_weaving_and_guarded_calls_may_take() throws Exception {
        List<String> wanted = inJar().stream()
                .filter(name -> WarmUp.isWantedByAll(name.replace("dev.tripcoil.shaded.asm.", "org.objectweb.asm.")))
                .collect(Collectors.toList());
        assertThat(wanted).hasSizeGreaterThan(100);
        assertThat(listed())
                .as("add to " + Preload.LIST + " what is missing here")
                .containsAll(wanted);
    }

    private static List<String> listed() throws Exception {
        return Preload.names(PreloadIT.class.getClassLoader());
    }

    private static List<String> inJar() throws Exception {
        try (JarFile jar = new JarFile(Child.AGENT.toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(CLASS) && !name.endsWith("/package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
                    .collect(Collectors.toList());
        }
    }
}
