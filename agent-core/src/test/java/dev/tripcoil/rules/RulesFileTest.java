package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.breaker.Definition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFileTest {
    private static final String SMALLEST = """
            breakers:
              stock: {}                       # all defaults

            rules:
              - class: com.acme.shop.StockClient
                method: fetch
                breaker: stock
            """;

    @TempDir
    Path folder;

    @Test
    void smallest_file_gives_a_breaker_with_every_default_and_its_rule() {
        RuleSet set = Given.file(SMALLEST);
        assertThat(set.source()).isEqualTo("rules.yaml");
        assertThat(set.breakers()).containsExactly(java.util.Map.entry("stock", Definition.named("stock")));
        assertThat(set.settings()).isEqualTo(Settings.DEFAULT);
        assertThat(set.warnings()).isEmpty();
        assertThat(set.rules()).hasSize(1);
        assertThat(set.rules().get(0).breaker()).isEqualTo("stock");
        assertThat(set.rules().get(0).position()).isEqualTo("rules.yaml:5");
        assertThat(set.rules().get(0)).hasToString("rules.yaml:5 (class com.acme.shop.StockClient, method fetch)");
    }

    @Test
    void breakers_keep_the_order_of_the_file() {
        RuleSet set = Given.file("breakers: {z: {}, a: {}, m: {}}\nrules: [{class: a.B, breaker: a}]");
        assertThat(set.breakers().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void rules_may_come_before_the_breakers_they_name() {
        assertThat(Given.file("rules: [{class: a.B, breaker: x}]\nbreakers: {x: {}}")
                        .rules())
                .hasSize(1);
    }

    @Test
    void file_is_read_by_its_path_and_called_as_it_was_given() throws Exception {
        Path file = Files.writeString(folder.resolve("r.yaml"), SMALLEST);
        assertThat(RulesFile.read(file).source()).isEqualTo(file.toString());
        assertThat(RulesFile.read(file).rules().get(0).position()).isEqualTo(file + ":5");
    }

    @Test
    void missing_file_is_one_problem() {
        Path file = folder.resolve("none.yaml");
        assertThatThrownBy(() -> RulesFile.read(file))
                .isInstanceOf(RulesException.class)
                .hasMessage(file + ": no such file; check the path, which starts from "
                        + Path.of("").toAbsolutePath());
    }

    @Test
    void directory_in_place_of_a_file_is_one_problem() {
        assertThatThrownBy(() -> RulesFile.read(folder))
                .isInstanceOf(RulesException.class)
                .hasMessage(folder + ": is a directory; give the path of the rules file in it");
    }

    @Test
    void path_through_a_file_is_one_problem() throws IOException {
        Path file = Files.writeString(folder.resolve("r.yaml"), SMALLEST).resolve("x.yaml");
        assertThatThrownBy(() -> RulesFile.read(file))
                .isInstanceOf(RulesException.class)
                .hasMessageStartingWith(file + ": can't be read (FileSystemException)");
    }

    @Test
    void endless_file_is_read_no_further_than_its_limit() {
        Path zero = Path.of("/dev/zero");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(zero));
        assertThatThrownBy(() -> RulesFile.read(zero))
                .isInstanceOf(RulesException.class)
                .hasMessage(
                        "/dev/zero:1:1: the file is over 1 MiB; split it, or write patterns in place of long lists");
    }

    @Test
    void file_of_exactly_one_mebibyte_is_read() {
        byte[] padded = Arrays.copyOf(SMALLEST.getBytes(StandardCharsets.UTF_8), 1 << 20);
        Arrays.fill(padded, SMALLEST.length(), padded.length, (byte) '\n');
        assertThat(Given.file(new String(padded, StandardCharsets.UTF_8)).rules())
                .hasSize(1);
    }

    @Test
    void file_over_one_mebibyte_is_a_problem() {
        byte[] content = new byte[(1 << 20) + 1];
        Arrays.fill(content, (byte) '#');
        assertThat(Given.problems(content))
                .containsExactly(
                        "rules.yaml:1:1: the file is over 1 MiB; split it, or write patterns in place of long lists");
    }

    @Test
    void byte_order_mark_is_no_part_of_the_first_key() {
        assertThat(Given.file("\uFEFF" + SMALLEST).rules()).hasSize(1);
    }

    @Test
    void byte_order_mark_does_not_shift_positions() {
        assertThat(Given.problems("\uFEFFx: 1"))
                .containsExactly(
                        "rules.yaml:1:1: unknown key 'x'; the keys of a rules file are breakers, rules, defaults, agent");
    }

    @Test
    void windows_line_breaks_are_line_breaks() {
        assertThat(Given.file(SMALLEST.replace("\n", "\r\n")).rules().get(0).position())
                .isEqualTo("rules.yaml:5");
    }

    @Test
    void bytes_that_are_not_utf_8_are_a_problem_where_they_stand() {
        byte[] latin1 = "breakers:\n  b:\n    description: M\u00fcll\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Given.problems(latin1))
                .containsExactly("rules.yaml:3:19: not UTF-8; save the file in that encoding");
    }

    @Test
    void utf_16_is_a_problem() {
        assertThat(Given.problems(SMALLEST.getBytes(StandardCharsets.UTF_16)))
                .containsExactly("rules.yaml:1:1: not UTF-8; save the file in that encoding");
    }

    @Test
    void cut_off_character_at_the_end_is_a_problem() {
        assertThat(Given.problems(new byte[] {'#', ' ', (byte) 0xC3}))
                .containsExactly("rules.yaml:1:3: not UTF-8; save the file in that encoding");
    }

    @Test
    void control_character_is_a_problem_where_it_stands() {
        assertThat(Given.problems("breakers:\r\n  b: {}\n# \uD83D\uDE00 \u0007"))
                .containsExactly("rules.yaml:3:5: character U+0007 isn't allowed in YAML; remove it, or save as UTF-8");
    }

    @Test
    void characters_beyond_ascii_count_as_one_column_each() {
        assertThat(Given.problems("{breakers: {b: {description: \uD83D\uDE00\u00e9}}, x: 1}"))
                .containsExactly(
                        "rules.yaml:1:36: unknown key 'x'; the keys of a rules file are breakers, rules, defaults, agent");
    }

    @Test
    void result_can_not_be_changed() {
        RuleSet set = Given.file(SMALLEST);
        assertThatThrownBy(() -> set.breakers().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> set.rules().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> set.rules().get(0).except().add(null))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void context_class_loader_is_not_asked() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) {
                throw new AssertionError("asked for class " + name);
            }

            @Override
            protected java.net.URL findResource(String name) {
                throw new AssertionError("asked for resource " + name);
            }
        });
        try {
            assertThat(Given.file(SMALLEST).rules()).hasSize(1);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void message_of_the_exception_is_every_problem_on_its_line() {
        List<String> problems = Given.problems("x: 1\ny: 2\n");
        assertThatThrownBy(() -> RulesFile.parse("rules.yaml", "x: 1\ny: 2\n".getBytes(StandardCharsets.UTF_8)))
                .hasMessage(String.join("\n", problems));
        assertThat(problems).hasSize(2);
    }
}
