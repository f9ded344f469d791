package dev.tripcoil.rules;

import dev.tripcoil.rules.Settings.LogLevel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/** Reads the agent's settings: those of the file, and one by one those of the agent's arguments. */
final class SettingsParser {
    static final String ON_ERROR = "on-error";

    private SettingsParser() {}

    static Settings parse(Fields top, Problems problems) {
        Settings settings = Settings.DEFAULT;
        if (!top.has("agent")) {
            return settings;
        }
        Fields fields = Fields.read(top.get("agent").value(), Keys.AGENT, null, problems);
        for (String key : Keys.AGENT.known()) {
            String text = fields.text(key);
            if (text != null) {
                try {
                    settings = with(settings, key, text);
                } catch (BadValue e) {
                    problems.add(fields.get(key).value(), e.getMessage());
                }
            }
        }
        return settings;
    }

    /**
     * The settings with one changed.
     *
     * @param key one of {@link Keys#AGENT}, or {@link #ON_ERROR}
     * @throws BadValue if the text isn't a value of that key
     */
    static Settings with(Settings old, String key, String text) throws BadValue {
        Duration reload = old.reload();
        LogLevel logLevel = old.logLevel();
        String logFile = old.logFile();
        String jmxDomain = old.jmxDomain();
        Settings.OnError onError = old.onError();
        int maxKeys = old.maxKeys();
        switch (key) {
            case "reload" -> reload = reload(text);
            case "log-level" -> logLevel = Values.word(text, LogLevel.class);
            case "log-file" -> logFile = logFile(text);
            case "jmx-domain" -> jmxDomain = jmxDomain(text);
            case "max-keys" -> maxKeys = Values.count(text);
            case ON_ERROR -> onError = Values.word(text, Settings.OnError.class);
            default -> throw new IllegalArgumentException(key);
        }
        return new Settings(reload, logLevel, logFile, jmxDomain, onError, maxKeys);
    }

    private static Duration reload(String text) throws BadValue {
        if (text.equals("off")) {
            return null;
        }
        try {
            return Durations.parse(text);
        } catch (BadValue e) {
            throw new BadValue(e.getMessage() + "; or 'off' for never");
        }
    }

    private static String logFile(String text) throws BadValue {
        try {
            if (!text.isBlank() && Path.of(text) != null) {
                return text;
            }
        } catch (InvalidPathException e) {
            // Falls through to say so.
        }
        throw new BadValue(Problems.quote(text) + " isn't a path; write that of a file, or leave 'log-file' out");
    }

    // What javax.management.ObjectName takes as a domain; asking it would start JMX.
    private static String jmxDomain(String text) throws BadValue {
        for (int i = 0; i < text.length(); i++) {
            if (":*?\n\r".indexOf(text.charAt(i)) >= 0) {
                throw new BadValue(
                        "a JMX domain has no ':', '*', '?' or line break; write one such as dev.tripcoil, not "
                                + Problems.quote(text));
            }
        }
        if (text.isBlank() || text.equals("JMImplementation")) {
            throw new BadValue("a JMX domain can't be " + Problems.quote(text) + "; write one such as dev.tripcoil");
        }
        return text;
    }
}
