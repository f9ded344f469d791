package dev.tripcoil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import dev.tripcoil.text.Times;
import java.io.StringReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void whatever_a_text_holds_it_comes_back_and_is_ascii() {
        String nasty = "a \"b\" \\ / \n \t \0 \u007f \u2192 \u2028 \ud83d\ude00 <&'";
        for (String json : List.of(Json.document(Map.of(nasty, nasty)), Json.line(Map.of(nasty, nasty)))) {
            assertThat(json.chars()).allMatch(c -> c < 0x7f);
            assertThat(read(json).getAsJsonObject().get(nasty).getAsString()).isEqualTo(nasty);
        }
    }

    @Test
    void numbers_truth_dates_lists_and_nothing_are_what_they_are() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("long", Long.MAX_VALUE);
        data.put("rate", 62.5);
        data.put("yes", true);
        data.put("nothing", null);
        data.put("at", Given.NOW);
        data.put("list", Arrays.asList(1, "two", null, List.of()));
        JsonObject read = read(Json.document(data)).getAsJsonObject();
        assertThat(read.get("long").getAsLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(read.get("rate").getAsDouble()).isEqualTo(62.5);
        assertThat(read.get("yes").getAsBoolean()).isTrue();
        assertThat(read.get("nothing").isJsonNull()).isTrue();
        assertThat(read.get("at").getAsString()).isEqualTo(Times.moment(Given.NOW.getTime()));
        assertThat(read.get("list").toString()).isEqualTo("[1,\"two\",null,[]]");
        assertThat(read.keySet()).containsExactly("long", "rate", "yes", "nothing", "at", "list");
    }

    @Test
    void a_stream_has_a_document_on_each_line() {
        assertThat(Json.line(JsonView.of("1234", Given.agent(List.of("a\nb")), List.of(Given.closed("stock")))))
                .doesNotContain("\n");
    }

    @Test
    void a_breaker_has_the_names_of_its_mbean_and_null_for_what_is_not_known() {
        JsonObject breaker = read(Json.document(
                        JsonView.of(Given.open("stock", 29_300, "java.io.IOException: x"), Given.NOW)))
                .getAsJsonObject();
        assertThat(breaker.get("state").getAsString()).isEqualTo("OPEN");
        assertThat(breaker.get("halfOpenInMillis").getAsLong()).isEqualTo(29_300);
        assertThat(breaker.get("failureRate").getAsDouble()).isEqualTo(62.5);
        assertThat(breaker.get("slowCallRate").isJsonNull()).isTrue();
        assertThat(breaker.get("callsInFlight").isJsonNull()).isTrue();
        assertThat(breaker.get("key").isJsonNull()).isTrue();
        assertThat(breaker.get("rejectedCalls").getAsLong()).isEqualTo(7);
    }

    @Test
    void a_breaker_in_full_has_its_definition_methods_and_transitions() {
        JsonObject breaker = read(Json.document(JsonView.inFull("1234", Given.closed("stock"), Given.NOW)))
                .getAsJsonObject();
        assertThat(breaker.get("jvm").getAsString()).isEqualTo("1234");
        assertThat(breaker.get("definition").getAsString()).isEqualTo("stock:\n  open-for: 30s\n");
        assertThat(breaker.get("guardedMethods").getAsJsonArray()).hasSize(1);
        JsonObject transition =
                breaker.get("recentTransitions").getAsJsonArray().get(0).getAsJsonObject();
        assertThat(transition.keySet()).containsExactly("number", "at", "from", "to", "why");
    }

    @Test
    void a_jvm_that_could_not_be_asked_is_neither_guarded_nor_not() {
        JsonObject jvm = read(Json.document(JsonView.of(Given.unknown(7, "forbids attaching"))))
                .getAsJsonObject();
        assertThat(jvm.get("guarded").isJsonNull()).isTrue();
        assertThat(jvm.get("unknownBecause").getAsString()).isEqualTo("forbids attaching");
        assertThat(read(Json.document(JsonView.of(Given.unguarded(7))))
                        .getAsJsonObject()
                        .get("guarded")
                        .getAsBoolean())
                .isFalse();
    }

    /** By the letter of the standard. */
    private static JsonElement read(String json) {
        JsonReader reader = new JsonReader(new StringReader(json));
        reader.setStrictness(Strictness.STRICT);
        return JsonParser.parseReader(reader);
    }
}
