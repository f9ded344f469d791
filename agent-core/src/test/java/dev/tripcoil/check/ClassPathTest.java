package dev.tripcoil.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.apply.JdkClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warehouse.Base;
import warehouse.LocalStock;
import warehouse.Remote;
import warehouse.RemoteStock;
import warehouse.Stock;

class ClassPathTest {

    @TempDir
    Path folder;

    @Test
    void a_jar_has_its_classes() throws Exception {
        write("app.jar", Archives.of("", Stock.class, Base.class).with("module-info.class", new byte[4]));
        assertClasses(List.of("app.jar"), Stock.class, Base.class);
    }

    @Test
    void an_executable_jar_of_spring_boot_has_those_in_its_folders_and_libraries() throws Exception {
        byte[] library = Archives.of("", Base.class).bytes();
        byte[] other = Archives.of("", Remote.class).bytes();
        write(
                "boot.jar",
                Archives.of("BOOT-INF/classes/", RemoteStock.class)
                        .with("", LocalStock.class)
                        .store("BOOT-INF/lib/base.jar", library)
                        .with("BOOT-INF/lib/other.jar", other)
                        .with(
                                "elsewhere/third.jar",
                                Archives.of("", Stock.class).bytes()));
        assertClasses(List.of("boot.jar"), RemoteStock.class, LocalStock.class, Base.class, Remote.class);
    }

    @Test
    void a_web_application_has_those_in_its_folders_and_libraries() throws Exception {
        byte[] library = Archives.of("", Base.class).bytes();
        Archives war = Archives.of("WEB-INF/classes/", RemoteStock.class).with("WEB-INF/lib/base.jar", library);
        write("shop.war", war);
        assertClasses(List.of("shop.war"), RemoteStock.class, Base.class);
        write(
                "shop.ear",
                new Archives()
                        .with("shop.war", war.bytes())
                        .with("lib/stock.jar", Archives.of("", Stock.class).bytes()));
        assertClasses(List.of("shop.ear"), RemoteStock.class, Base.class, Stock.class);
    }

    @Test
    void a_jar_for_several_versions_of_java_has_what_this_one_takes() throws Exception {
        byte[] later = Archives.bytes(LocalStock.class);
        Archives jar = Archives.of("", Stock.class)
                .with("META-INF/versions/17/warehouse/Stock.class", later)
                .with("META-INF/versions/11/warehouse/Stock.class", new byte[1])
                .with("META-INF/versions/17/warehouse/Base.class", later)
                .with("META-INF/versions/9999/warehouse/Stock.class", new byte[2])
                .with("META-INF/versions/x/warehouse/Remote.class", new byte[3]);
        write("plain.jar", jar);
        try (ClassPath path = open("plain.jar")) {
            assertThat(path.classes()).containsOnlyKeys("warehouse.Stock");
            assertThat(path.classes().get("warehouse.Stock").read()).isEqualTo(Archives.bytes(Stock.class));
        }
        write("multi.jar", jar.withManifest("Multi-Release: true"));
        try (ClassPath path = open("multi.jar")) {
            assertThat(path.classes()).containsOnlyKeys("warehouse.Stock", "warehouse.Base");
            assertThat(path.classes().get("warehouse.Stock").read()).isEqualTo(later);
        }
    }

    @Test
    void what_a_manifest_names_is_there_too() throws Exception {
        Files.createDirectory(folder.resolve("lib"));
        write("lib/base.jar", Archives.of("", Base.class).withManifest("Class-Path: ../app.jar"));
        write(
                "app.jar",
                Archives.of("", Stock.class).withManifest("Class-Path: lib/base.jar lib/gone.jar http://a/b.jar"));
        assertClasses(List.of("app.jar"), Stock.class, Base.class);
        assertThat(notes("app.jar"))
                .singleElement()
                .asString()
                .endsWith("names what is not there, and the JVM says nothing of it: [lib/gone.jar, http://a/b.jar]");
    }

    @Test
    void a_folder_has_its_classes_and_those_of_jars_below_it() throws Exception {
        writeClass("target/classes", Stock.class);
        writeClass("target/classes", Base.class);
        writeClass("target/classes/META-INF/versions/9", Remote.class);
        write("target/lib/local.jar", Archives.of("", LocalStock.class));
        write("target/lib/notes.txt", new Archives());
        assertClasses(List.of("target/classes"), Stock.class, Base.class);
        assertClasses(List.of("target"), Stock.class, Base.class, LocalStock.class);
        assertClasses(List.of("target/lib/*"), LocalStock.class);
        assertClasses(List.of("target/lib/*", "target/classes"), LocalStock.class, Stock.class, Base.class);
    }

    @Test
    void a_folder_within_the_packages_is_taken_back_to_where_they_begin() throws Exception {
        writeClass("classes", Stock.class);
        assertClasses(List.of("classes/warehouse"), Stock.class);
        Files.createDirectories(folder.resolve("odd"));
        Files.write(folder.resolve("odd/Stock.class"), Archives.bytes(Stock.class));
        assertClasses(List.of("odd"));
        assertThat(notes("odd"))
                .singleElement()
                .asString()
                .contains("is the class warehouse.Stock, which no JVM looks for");
    }

    @Test
    void of_several_classes_of_a_name_the_first_counts() throws Exception {
        write("one.jar", Archives.of("", Stock.class));
        write("two.jar", new Archives().with("warehouse/Stock.class", new byte[9]));
        try (ClassPath path = open("one.jar", "two.jar")) {
            assertThat(path.classes().get("warehouse.Stock").read()).isEqualTo(Archives.bytes(Stock.class));
            assertThat(path.notes()).containsExactly("1 class is there more than once; the first counts");
        }
    }

    @Test
    void what_the_jdk_has_itself_and_what_is_the_agents_is_left_out() throws Exception {
        write(
                "app.jar",
                Archives.of("", Stock.class, ClassPath.class)
                        .with("java/util/List.class", new byte[9])
                        .with("javax/xml/parsers/SAXParser.class", new byte[9]));
        assertClasses(List.of("app.jar"), Stock.class);
        assertThat(notes("app.jar"))
                .containsExactly("2 classes are in packages of the JDK, and the JVM takes its own in place of them");
    }

    @Test
    void a_jar_that_can_not_be_read_is_a_line_and_stops_nothing() throws Exception {
        byte[] good = Archives.of("", Stock.class).bytes();
        Files.write(folder.resolve("short.jar"), Arrays.copyOf(good, good.length / 2));
        Files.writeString(folder.resolve("text.jar"), "no JAR");
        Files.write(folder.resolve("empty.jar"), new byte[0]);
        write(
                "boot.jar",
                Archives.of("BOOT-INF/classes/", Base.class)
                        .store("BOOT-INF/lib/short.jar", Arrays.copyOf(good, good.length / 2)));
        assertClasses(List.of("short.jar", "text.jar", "empty.jar", "boot.jar"), Base.class);
        assertThat(notes("short.jar", "text.jar", "empty.jar", "boot.jar"))
                .hasSize(4)
                .allMatch(note -> note.contains("short.jar: can't be read: it is no JAR, or ends too early")
                        || note.contains("text.jar: can't be read")
                        || note.contains("empty.jar: can't be read"));
    }

    @Test
    void a_file_that_is_not_there_was_mistyped() {
        assertThatThrownBy(() -> open("nowhere.jar"))
                .isInstanceOf(MissingElementException.class)
                .hasMessageContaining("nowhere.jar: no such file or folder");
        assertThatThrownBy(() -> open("nowhere/*")).isInstanceOf(MissingElementException.class);
    }

    /** A library in a WAR that would fill the memory, and one that is a JAR in a JAR without end. */
    @Test
    void what_unpacks_to_far_more_than_its_size_is_left_out() throws Exception {
        byte[] bomb = new Archives().with("a/Bomb.class", new byte[30 << 20]).bytes();
        write("app.war", Archives.of("WEB-INF/classes/", Stock.class).with("WEB-INF/lib/bomb.jar", new byte[50 << 20]));
        assertClasses(List.of("app.war"), Stock.class);
        assertThat(notes("app.war")).singleElement().asString().contains("it unpacks to more than 200 times its size");
        Files.write(folder.resolve("bomb.jar"), bomb);
        try (ClassPath path = open("bomb.jar")) {
            assertThatThrownBy(() -> path.classes().get("a.Bomb").read()).isInstanceOf(IOException.class);
        }
        byte[] inner = Archives.of("", Stock.class).bytes();
        for (int i = 0; i < 50; i++) {
            inner = new Archives().store("BOOT-INF/lib/inner.jar", inner).bytes();
        }
        Files.write(folder.resolve("deep.jar"), inner);
        try (ClassPath path = open("deep.jar")) {
            assertThat(path.jars()).isEqualTo(3);
        }
    }

    private ClassPath open(String... elements) throws MissingElementException {
        return ClassPath.of(
                Stream.of(elements).map(each -> folder.resolve(each).toString()).toList(), new JdkClasses());
    }

    private List<String> notes(String... elements) throws Exception {
        try (ClassPath path = open(elements)) {
            return path.notes();
        }
    }

    private void assertClasses(List<String> elements, Class<?>... classes) throws Exception {
        try (ClassPath path = open(elements.toArray(new String[0]))) {
            assertThat(path.classes().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(classes).map(Class::getName).toList());
            for (Class<?> each : classes) {
                assertThat(path.classes().get(each.getName()).read()).isEqualTo(Archives.bytes(each));
            }
        }
    }

    private void write(String name, Archives jar) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), jar.bytes());
    }

    private void writeClass(String root, Class<?> type) throws IOException {
        Path file = folder.resolve(root).resolve(Archives.path(type));
        Files.createDirectories(file.getParent());
        Files.write(file, Archives.bytes(type));
    }
}
