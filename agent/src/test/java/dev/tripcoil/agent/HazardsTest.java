package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/hazards.md names tests: those that there are. */
class HazardsTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "hazards.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:IT|Test))(?:#(\\w+))?`");

    @Test
    void every_test_that_is_named_is_there() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        int named = 0;
        Matcher matcher = TEST.matcher(Files.readString(DOCUMENT));
        while (matcher.find()) {
            String source = sources.get(matcher.group(1));
            if (source == null || matcher.group(2) != null && !source.contains("void " + matcher.group(2) + "(")) {
                missing.add(matcher.group());
            }
            named++;
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(50);
    }

    @Test
    void every_hazard_has_a_test_or_a_reason() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| hazard"))
                .toList();
        assertThat(rows)
                .hasSizeGreaterThan(30)
                .allMatch(row -> TEST.matcher(row).find() || row.contains("no test: "));
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("agent-core", "agent")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                files.filter(file -> file.toString().matches(".*(IT|Test)\\.java"))
                        .forEach(file -> {
                            String name = file.getFileName().toString().replace(".java", "");
                            try {
                                sources.merge(name, Files.readString(file), String::concat);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
            }
        }
        return sources;
    }
}
