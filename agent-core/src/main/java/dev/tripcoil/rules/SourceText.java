package dev.tripcoil.rules;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.yaml.snakeyaml.reader.StreamReader;

/** A rules file's bytes as text: UTF-8, and of the characters that YAML allows. */
final class SourceText {
    /** The most bytes that a rules file may have. */
    static final int LIMIT = 1 << 20;

    private SourceText() {}

    /** The text, where SnakeYAML skips a byte order mark; null after a problem that leaves nothing to go on with. */
    static String decode(byte[] content, Problems problems) {
        if (content.length > LIMIT) {
            problems.add(1, 1, "the file is over 1 MiB; split it, or write patterns in place of long lists");
            return null;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer decoded = CharBuffer.allocate(content.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(content), decoded, true);
        String text = decoded.flip().toString();
        if (result.isError()) {
            addAt(text, text.length(), problems, "not UTF-8; save the file in that encoding");
            return null;
        }
        return isPrintable(text, problems) ? text : null;
    }

    private static boolean isPrintable(String text, Problems problems) {
        int codePoint;
        for (int at = 0; at < text.length(); at += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(at);
            if (!StreamReader.isPrintable(codePoint)) {
                String name = "U+"
                        + Integer.toHexString(0x10000 | codePoint).substring(1).toUpperCase(Locale.ROOT);
                addAt(text, at, problems, "character " + name + " isn't allowed in YAML; remove it, or save as UTF-8");
                return false;
            }
        }
        return true;
    }

    private static void addAt(String text, int index, Problems problems, String message) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r' && text.charAt(Math.min(i + 1, index - 1)) != '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        problems.add(line, text.codePointCount(lineStart, index) + 1, message);
    }
}
