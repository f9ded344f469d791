package dev.tripcoil.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a document shows of a command's output, as a pattern. It is all that the command prints, but for what {@code …} stands for,
 * within a line or for any number of lines. Any date, any span of time and any number of two digits or more will do; so will
 * any run of blanks. All else is meant as it is.
 */
final class Shown {

    private static final String GAP = "\u2026";
    private static final Pattern TOKEN = Pattern.compile("(?<moment>\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)"
            + "|(?<span>\\b\\d+[smhd](?:\\d\\d[smh])?\\b)|(?<number>\\d{2,})|(?<gap>" + GAP + ")|(?<blanks>[ \\t]+)");

    private final List<String> lines;
    private final Pattern pattern;

    /**
     * @param names what stands in the document, and what it is here
     */
    Shown(List<String> lines, Map<String, String> names) {
        this.lines = lines;
        List<String> parts = new ArrayList<>();
        for (String line : lines) {
            parts.add(line.strip().equals(GAP) ? "(?:[^\\n]*\\n)*?" : pattern(line.strip(), names) + "\\n");
        }
        pattern = Pattern.compile(String.join("", parts));
    }

    boolean isAllOf(String output) {
        StringBuilder stripped = new StringBuilder();
        output.lines().forEach(line -> stripped.append(line.strip()).append('\n'));
        return pattern.matcher(stripped).matches();
    }

    private static String pattern(String line, Map<String, String> names) {
        for (Map.Entry<String, String> name : names.entrySet()) {
            int at = line.indexOf(name.getKey());
            if (at >= 0) {
                return pattern(line.substring(0, at), names)
                        + Pattern.quote(name.getValue())
                        + pattern(line.substring(at + name.getKey().length()), names);
            }
        }
        StringBuilder pattern = new StringBuilder();
        Matcher token = TOKEN.matcher(line);
        int end = 0;
        while (token.find()) {
            pattern.append(Pattern.quote(line.substring(end, token.start())));
            pattern.append(
                    token.group("moment") != null
                            ? "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"
                            : token.group("span") != null
                                    ? "\\d+[smhd](?:\\d\\d[smh])?"
                                    : token.group("number") != null
                                            ? "\\d+"
                                            : token.group("gap") != null ? "[^\\n]*" : "[ \\t]+");
            end = token.end();
        }
        return pattern.append(Pattern.quote(line.substring(end))).toString();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
