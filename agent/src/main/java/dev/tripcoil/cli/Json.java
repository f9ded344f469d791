package dev.tripcoil.cli;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import dev.tripcoil.text.Times;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Date;
import java.util.Map;

/** Data as JSON: maps, lists, texts, numbers, truth values, dates, and null. All of it is ASCII, so no encoding can spoil it. */
final class Json {

    private Json() {}

    /** A document for people, too. */
    static String document(Object data) {
        return write(data, FormattingStyle.PRETTY);
    }

    /** A document on one line, for those that follow a stream of them. */
    static String line(Object data) {
        return write(data, FormattingStyle.COMPACT);
    }

    private static String write(Object data, FormattingStyle style) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = new JsonWriter(text)) {
            writer.setFormattingStyle(style);
            write(data, writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ascii(text.toString());
    }

    private static void write(Object data, JsonWriter writer) throws IOException {
        if (data instanceof Map<?, ?> map) {
            writer.beginObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                writer.name((String) entry.getKey());
                write(entry.getValue(), writer);
            }
            writer.endObject();
        } else if (data instanceof Iterable<?> all) {
            writer.beginArray();
            for (Object each : all) {
                write(each, writer);
            }
            writer.endArray();
        } else if (data instanceof Number number) {
            writer.value(number);
        } else if (data instanceof Boolean truth) {
            writer.value(truth);
        } else if (data instanceof Date date) {
            writer.value(Times.moment(date.getTime()));
        } else {
            writer.value((String) data);
        }
    }

    /** Other characters stand within texts only, where an escape means the same. */
    private static String ascii(String json) {
        StringBuilder ascii = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x7f) {
                ascii.append(c);
            } else {
                ascii.append(String.format("\\u%04x", (int) c));
            }
        }
        return ascii.toString();
    }
}
