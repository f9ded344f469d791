package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The rules files that the documentation shows are good; what they do is for the agent's tests. */
class DocumentedRulesTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    /** Each with the line on which it begins. */
    static List<String> files() throws IOException {
        List<String> files = new ArrayList<>(blocks("rules.md"));
        files.addAll(blocks("breaker.md"));
        files.addAll(blocks("../README.md"));
        return files;
    }

    private static List<String> blocks(String file) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", file)));
        while (block.find()) {
            // A block of comments shows comments.
            if (block.group(1).lines().anyMatch(line -> !line.startsWith("#"))) {
                blocks.add(block.group(1));
            }
        }
        return blocks;
    }

    @Test
    void there_are_files_enough() throws IOException {
        assertThat(blocks("rules.md")).hasSizeGreaterThanOrEqualTo(8);
        assertThat(blocks("../README.md")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void file_is_good_to_parser_and_schema(String text) throws IOException {
        assertThat(Given.file(text).warnings())
                .filteredOn(line -> !line.endsWith("so nothing is guarded; add one"))
                .isEmpty();
        assertThat(RulesSchema.complaints(text)).isEmpty();
    }

    @Test
    void every_key_is_in_one_of_them() throws IOException {
        Map<Keys, String> places = Map.ofEntries(
                Map.entry(Keys.TOP, ""),
                Map.entry(Keys.RULE, "rules/"),
                Map.entry(Keys.BREAKER, "breakers/*/"),
                Map.entry(Keys.TRIP_ON, "breakers/*/trip-on/"),
                Map.entry(Keys.OPEN_FOR, "breakers/*/open-for/"),
                Map.entry(Keys.HALF_OPEN, "breakers/*/half-open/"),
                Map.entry(Keys.FAILURES, "breakers/*/failures/"),
                Map.entry(Keys.WHEN_OPEN, "breakers/*/when-open/"),
                Map.entry(Keys.AGENT, "agent/"));
        TreeSet<String> all = new TreeSet<>();
        places.forEach((keys, place) -> keys.known().forEach(key -> all.add(place + key)));
        TreeSet<String> shown = new TreeSet<>();
        for (String text : blocks("rules.md")) {
            add(YamlTree.compose(text, new Problems("rules.yaml")), "", shown);
        }
        all.removeAll(shown);
        assertThat(all).isEmpty();
    }

    private static void add(Node node, String place, TreeSet<String> keys) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> add(item, place, keys));
        } else if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                String key = place + ((ScalarNode) entry.getKeyNode()).getValue();
                keys.add(key);
                add(
                        entry.getValueNode(),
                        key.equals("defaults") || place.equals("breakers/") ? "breakers/*/" : key + "/",
                        keys);
            }
        }
    }
}
