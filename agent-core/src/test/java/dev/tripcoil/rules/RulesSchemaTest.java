package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.breaker.Definition.Others;
import dev.tripcoil.breaker.Definition.StartAs;
import dev.tripcoil.rules.Settings.LogLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The schema that editors are offered says what the parser says, of the files under {@code src/test/resources/rules}. */
class RulesSchemaTest {

    /** Where the schema describes the maps that have keys of their own. */
    private static final Map<String, Keys> HOMES = Map.ofEntries(
            Map.entry("", Keys.TOP),
            Map.entry("/$defs/rule", Keys.RULE),
            Map.entry("/$defs/except", Keys.EXCEPT),
            Map.entry("/$defs/breaker", Keys.BREAKER),
            Map.entry("/$defs/trip-on", Keys.TRIP_ON),
            Map.entry("/$defs/open-for/then", Keys.OPEN_FOR),
            Map.entry("/$defs/half-open", Keys.HALF_OPEN),
            Map.entry("/$defs/failures", Keys.FAILURES),
            Map.entry("/$defs/when-open", Keys.WHEN_OPEN),
            Map.entry("/$defs/agent", Keys.AGENT));

    static List<Path> good() throws IOException {
        List<Path> files = new ArrayList<>(files("good"));
        files.add(Path.of("..", "rules.example.yaml"));
        return files;
    }

    static List<Path> bad() throws IOException {
        return files("bad");
    }

    static List<Path> beyondTheSchema() throws IOException {
        return files("beyond-the-schema");
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "rules", folder))) {
            return files.sorted().toList();
        }
    }

    @Test
    void there_are_files_enough() throws IOException {
        assertThat(good()).hasSizeGreaterThanOrEqualTo(90);
        assertThat(bad()).hasSizeGreaterThanOrEqualTo(130);
        assertThat(beyondTheSchema()).hasSizeGreaterThanOrEqualTo(25);
    }

    @ParameterizedTest
    @MethodSource("good")
    void both_accept(Path file) throws IOException {
        assertThatCode(() -> RulesFile.read(file)).doesNotThrowAnyException();
        assertThat(RulesSchema.complaints(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void both_refuse(Path file) throws IOException {
        assertThatThrownBy(() -> RulesFile.read(file)).isInstanceOf(RulesException.class);
        assertThat(RulesSchema.complaints(Files.readString(file))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("beyondTheSchema")
    void parser_refuses_what_no_schema_can_tell(Path file) throws IOException {
        assertThatThrownBy(() -> RulesFile.read(file)).isInstanceOf(RulesException.class);
        assertThat(RulesSchema.complaints(Files.readString(file))).isEmpty();
    }

    @Test
    void schema_is_one_by_the_draft_that_it_names() {
        assertThat(RulesSchema.JSON.get("$schema").asString())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(RulesSchema.complaintsAboutTheSchemaItself()).isEmpty();
    }

    @Test
    void schema_has_the_parsers_keys_and_describes_each() {
        HOMES.forEach((pointer, keys) -> {
            JsonNode home = RulesSchema.JSON.at(pointer);
            JsonNode properties = home.path("properties");
            assertThat(properties.propertyNames()).as(keys.name()).containsExactlyElementsOf(keys.known());
            assertThat(home.path("additionalProperties").asBoolean(true))
                    .as(keys.name() + " has no others")
                    .isFalse();
            for (String key : keys.known()) {
                assertThat(properties.path(key).path("description").asString(""))
                        .as(key)
                        .hasSizeGreaterThan(20)
                        .endsWith(".");
            }
        });
    }

    /** Else a new map of keys would be missing in {@link #HOMES}, and in the test above. */
    @Test
    void there_are_no_keys_elsewhere() {
        List<String> homes = new ArrayList<>();
        find(RulesSchema.JSON, "", "properties", homes);
        // These forbid keys, and describe none.
        homes.removeIf(home -> home.startsWith("/$defs/when-open/"));
        assertThat(homes).containsExactlyInAnyOrderElementsOf(HOMES.keySet());
    }

    private static void find(JsonNode node, String pointer, String key, List<String> found) {
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            find(node.get(i), pointer + "/" + i, key, found);
        }
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            if (each.getKey().equals(key)) {
                found.add(pointer);
            }
            find(each.getValue(), pointer + "/" + each.getKey(), key, found);
        }
    }

    @Test
    void schema_has_the_parsers_words_and_describes_each() {
        assertWords("/$defs/breaker/properties/start-as", StartAs.values());
        assertWords("/$defs/failures/properties/others", Others.values());
        assertWords("/$defs/agent/properties/log-level", LogLevel.values());
        assertWords("/$defs/access", Access.values());
    }

    private static void assertWords(String pointer, Enum<?>... values) {
        List<String> words = new ArrayList<>();
        for (JsonNode word : RulesSchema.JSON.at(pointer).path("oneOf")) {
            words.add(word.path("const").asString());
            assertThat(word.path("description").asString(""))
                    .as(words.toString())
                    .endsWith(".");
        }
        assertThat(words)
                .containsExactlyElementsOf(Stream.of(values).map(Values::word).toList());
    }

    /** What editors offer to fill in must be accepted where they fill it in. */
    @Test
    void defaults_and_examples_are_good() {
        for (String map : List.of("trip-on", "half-open", "failures", "when-open")) {
            JsonNode properties = RulesSchema.JSON.at("/$defs/" + map + "/properties");
            for (Map.Entry<String, JsonNode> key : properties.properties()) {
                String rest = key.getKey().equals("slow-rate") ? ", slower-than: 1s" : "";
                for (JsonNode value : offered(key.getValue())) {
                    assertGood("breakers: {b: {" + map + ": {" + key.getKey() + ": " + value + rest + "}}}");
                }
            }
        }
        for (Map.Entry<String, JsonNode> key :
                RulesSchema.JSON.at("/$defs/open-for/then/properties").properties()) {
            for (JsonNode value : offered(key.getValue())) {
                assertGood("breakers: {b: {open-for: {" + key.getKey() + ": " + value + "}}}");
            }
        }
        for (String key : List.of("per", "open-for", "on-transition")) {
            List<JsonNode> offered = offered(RulesSchema.JSON.at("/$defs/breaker/properties/" + key));
            offered.addAll(offered(RulesSchema.JSON.at("/$defs/" + key)));
            assertThat(offered).as(key).isNotEmpty();
            for (JsonNode value : offered) {
                assertGood("breakers: {b: {" + key + ": " + value + "}}");
            }
        }
        for (Map.Entry<String, JsonNode> key :
                RulesSchema.JSON.at("/$defs/agent/properties").properties()) {
            for (JsonNode value : offered(key.getValue())) {
                assertGood("agent: {" + key.getKey() + ": " + value + "}");
            }
        }
        for (Map.Entry<String, JsonNode> key :
                RulesSchema.JSON.at("/$defs/rule/properties").properties()) {
            String type = key.getValue().path("$ref").asString("").replace("#", "");
            List<JsonNode> offered = offered(key.getValue());
            offered.addAll(offered(RulesSchema.JSON.at(type)));
            for (JsonNode value : offered) {
                String rule = key.getKey().equals("class") ? "" : "class: a.B, ";
                assertGood("breakers: {b: {}}\nrules: [{" + rule + key.getKey() + ": " + value + ", breaker: b}]");
            }
        }
    }

    private static List<JsonNode> offered(JsonNode schema) {
        List<JsonNode> offered = new ArrayList<>();
        schema.path("examples").forEach(offered::add);
        if (schema.has("default")) {
            offered.add(schema.get("default"));
        }
        return offered;
    }

    private static void assertGood(String yaml) {
        assertThatCode(() -> Given.file(yaml)).as(yaml).doesNotThrowAnyException();
        assertThat(RulesSchema.complaints(yaml)).as(yaml).isEmpty();
    }

    /**
     * Values of these letters in every order: the schema refuses none that the parser accepts, and accepts of the
     * others, as they are in quotes, only those that can't be told without arithmetic.
     */
    @ParameterizedTest
    @ValueSource(strings = {"15.m s", "0 3Pdh", "1PTm-S", "s+0.5h"})
    void schema_agrees_about_short_durations(String letters) {
        assertAgreement(letters, 5, "breakers: {b: {open-for: \"%\"}}", "PT?-.*|P-.*|P?T?-?[0-9]{3,}[dD].*|.*-.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01.5%", "10c als", "9 mhs1"})
    void schema_agrees_about_short_shares_and_windows(String letters) {
        assertAgreement(letters, 5, "breakers: {b: {trip-on: {failure-rate: \"%\"}}}", "");
        assertAgreement(letters, 5, "breakers: {b: {open-for: {jitter: \"%\"}}}", "");
        assertAgreement(letters, 5, "breakers: {b: {open-for: {multiplier: \"%\"}}}", "");
        assertAgreement(letters, 5, "breakers: {b: {max-concurrent: \"%\"}}", "");
        // Spans that don't say by their form how long they are.
        assertAgreement(letters, 4, "breakers: {b: {trip-on: {failure-rate: 5, window: \"%\"}}}", ".*[hms]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.*/@", "a(). ", "</>ai", "b?#[]"})
    void schema_agrees_about_short_patterns(String letters) {
        String rule = "breakers: {b: {}}\nrules: [{breaker: b, class: ";
        assertAgreement(letters, 5, rule + "\"%\"}]", "/.*/");
        assertAgreement(letters, 4, rule + "a.B, returns: \"%\"}]", "/.*/");
        assertAgreement(letters, 4, rule + "a.B, method: \"%\"}]", "/.*|.*\\(.+\\) *");
        assertAgreement(letters, 4, "breakers: {b: {when-open: {throw: \"%\"}}}", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aB.#", "a#()0", "#:- a"})
    void schema_agrees_about_short_names_of_static_methods(String letters) {
        assertAgreement(letters, 5, "breakers: {b: {when-open: {call: \"%\"}}}", "");
        assertAgreement(letters, 3, "breakers: {b: {on-transition: \"%\"}}", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"onNO", "yesY", "ofFO"})
    void schema_agrees_about_short_switches(String letters) {
        assertAgreement(letters, 4, "breakers: {b: {when-open: {also-on-failure: \"%\"}}}", "");
    }

    /** Every set of keys of {@code when-open}. */
    @Test
    void schema_agrees_about_which_answers_go_together() {
        List<String> keys = List.of("throw: a.B", "message: x", "return: 1", "return-last: 1m", "call: a.B#c");
        for (int set = 0; set < 1 << keys.size(); set++) {
            List<String> given = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                if ((set >> i & 1) == 1) {
                    given.add(keys.get(i));
                }
            }
            String yaml = "breakers: {b: {when-open: {" + String.join(", ", given) + "}}}";
            assertThat(RulesSchema.complaints(yaml).isEmpty()).as(yaml).isEqualTo(isGood(yaml));
        }
    }

    private static void assertAgreement(String letters, int length, String template, String beyond) {
        TreeSet<String> stricter = new TreeSet<>();
        TreeSet<String> laxer = new TreeSet<>();
        for (String value : texts(letters, length)) {
            String yaml = template.replace("%", value);
            boolean accepted = RulesSchema.complaints(yaml).isEmpty();
            if (accepted != isGood(yaml)) {
                if (!accepted) {
                    stricter.add(value);
                } else if (!value.matches(beyond)) {
                    laxer.add(value);
                }
            }
        }
        assertThat(stricter).as("refused by the schema alone, in " + template).isEmpty();
        assertThat(laxer).as("accepted by the schema alone, in " + template).isEmpty();
    }

    private static boolean isGood(String yaml) {
        try {
            RulesFile.parse("rules.yaml", yaml.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (RulesException e) {
            return false;
        }
    }

    private static List<String> texts(String letters, int length) {
        List<String> texts = new ArrayList<>();
        texts.add("");
        for (int from = 0, i = 0; i < length; i++) {
            int end = texts.size();
            for (; from < end; from++) {
                for (char c : letters.toCharArray()) {
                    texts.add(texts.get(from) + c);
                }
            }
        }
        return texts;
    }
}
