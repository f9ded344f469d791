package dev.tripcoil.rules;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What comes after {@code -javaagent:tripcoil.jar=}: a path, or {@code key=value,key=value}. A wrong one is
 * a problem to be shown, and counts as not given: it never keeps the application from running. Immutable.
 */
public final class AgentArguments {
    /** The system property with the path, for when the arguments have none. */
    public static final String PROPERTY = "tripcoil.rules";

    /** The environment variable with the path, for when the property isn't there either. */
    public static final String VARIABLE = "TRIPCOIL_RULES";

    private static final String RULES = "rules";

    private final Map<String, String> values;
    private final Path rules;
    private final List<String> problems;

    private AgentArguments(Map<String, String> values, Path rules, List<String> problems) {
        this.values = values;
        this.rules = rules;
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads the argument string.
     *
     * @param arguments as the JVM hands it over; may be null
     * @param property such as {@code System::getProperty}
     * @param variable such as {@code System::getenv}
     */
    public static AgentArguments parse(
            String arguments, UnaryOperator<String> property, UnaryOperator<String> variable) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        String text = arguments == null ? "" : arguments.strip();
        if (isListOfKeys(text)) {
            for (String pair : split(text)) {
                addPair(pair, values, problems);
            }
        } else {
            values.put(RULES, text);
            warnOfKey(text, problems);
        }
        String path = values.remove(RULES);
        String origin = "agent argument";
        if (path == null || path.isBlank()) {
            path = property.apply(PROPERTY);
            origin = "system property " + PROPERTY;
        }
        if (path == null || path.isBlank()) {
            path = variable.apply(VARIABLE);
            origin = "environment variable " + VARIABLE;
        }
        return new AgentArguments(values, path(path, origin, problems), problems);
    }

    private static Path path(String text, String origin, List<String> problems) {
        try {
            return text == null || text.isBlank() ? null : Path.of(text);
        } catch (InvalidPathException e) {
            problems.add(origin + ": " + Problems.quote(text) + " isn't a path (" + e.getReason()
                    + "); give that of the rules file");
            return null;
        }
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(RULES, SettingsParser.ON_ERROR));
        keys.addAll(Keys.AGENT.known());
        return keys;
    }

    private static boolean isListOfKeys(String text) {
        int equals = text.indexOf('=');
        return equals > 0 && keys().contains(text.substring(0, equals));
    }

    // A path may contain '=', but one that begins like a key is a slip that the missing file wouldn't explain.
    private static void warnOfKey(String text, List<String> problems) {
        int equals = text.indexOf('=');
        String near = equals <= 0 ? null : Suggestions.nearest(text.substring(0, equals), keys());
        if (near != null) {
            problems.add("agent argument " + Problems.quote(text) + " is taken as the path of the rules file;"
                    + " did you mean '" + near + "=…'?");
        }
    }

    private static void addPair(String pair, Map<String, String> values, List<String> problems) {
        int equals = pair.indexOf('=');
        String key = (equals < 0 ? pair : pair.substring(0, equals)).strip();
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        if (pair.isBlank()) {
            return;
        }
        if (!keys().contains(key)) {
            String near = Suggestions.nearest(key, keys());
            problems.add("agent argument: unknown key " + Problems.quote(key)
                    + (near != null
                            ? "; did you mean '" + near + "'?"
                            : "; a comma within a value is written '\\,', and the keys are "
                                    + String.join(", ", keys())));
        } else if (value.isBlank()) {
            problems.add("agent argument: '" + key + "' has no value; write " + key + "=VALUE");
        } else if (values.containsKey(key)) {
            problems.add("agent argument: '" + key + "' is given twice, and the first counts; remove one");
        } else if (isGood(key, value, problems)) {
            values.put(key, value);
        }
    }

    private static boolean isGood(String key, String value, List<String> problems) {
        try {
            if (!key.equals(RULES)) {
                SettingsParser.with(Settings.DEFAULT, key, value);
            }
            return true;
        } catch (BadValue e) {
            problems.add("agent argument " + key + ": " + e.getMessage());
            return false;
        }
    }

    // At the commas without a backslash; any other backslash is itself, as in Windows paths.
    private static List<String> split(String text) {
        List<String> pairs = new ArrayList<>();
        StringBuilder pair = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ',') {
                pair.append(',');
                i++;
            } else if (c == ',') {
                pairs.add(pair.toString());
                pair.setLength(0);
            } else {
                pair.append(c);
            }
        }
        pairs.add(pair.toString());
        return pairs;
    }

    /** The path of the rules file, from the arguments, the property or the variable; null if none has one. */
    public Path rules() {
        return rules;
    }

    /** What is wrong with the arguments, one line each; empty if nothing is. */
    public List<String> problems() {
        return problems;
    }

    /** The settings that hold: the arguments', and what they leave out as given. */
    public Settings over(Settings fromFile) {
        Settings settings = fromFile;
        for (Map.Entry<String, String> value : values.entrySet()) {
            try {
                settings = SettingsParser.with(settings, value.getKey(), value.getValue());
            } catch (BadValue e) {
                throw new IllegalStateException(e);
            }
        }
        return settings;
    }
}
