package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;

/** The command line, run as users run it: a process of its own, from the shaded jar. */
final class Command {

    private Command() {}

    static Child.Ended run(Jdk jdk, Object... arguments) throws Exception {
        return builder(jdk, arguments).run();
    }

    static Child.Builder builder(Jdk jdk, Object... arguments) {
        Child.Builder builder = Child.brief(jdk).with("-jar", Child.AGENT.toString());
        for (Object argument : arguments) {
            builder.with(argument.toString());
        }
        return builder;
    }

    /** Its data, of a run that worked and had nothing else to say. */
    static String output(Jdk jdk, Object... arguments) throws Exception {
        Child.Ended ended = run(jdk, arguments);
        assertThat(ended.exitCode()).as(ended.text()).isZero();
        assertThat(ended.errors()).isEmpty();
        return String.join("\n", ended.output());
    }

    /** The same, by the letter of JSON's standard. */
    static JsonElement json(Jdk jdk, Object... arguments) throws Exception {
        return json(output(jdk, arguments));
    }

    static JsonElement json(String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        return JsonParser.parseReader(reader);
    }

    /** The one line that it says where it does not work. */
    static String refusal(Jdk jdk, Object... arguments) throws Exception {
        Child.Ended ended = run(jdk, arguments);
        assertThat(ended.exitCode()).as(ended.text()).isEqualTo(1);
        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors()).as(ended.text()).hasSize(1);
        return ended.errors().get(0);
    }
}
