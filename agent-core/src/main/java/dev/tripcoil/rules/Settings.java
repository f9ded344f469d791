package dev.tripcoil.rules;

import java.time.Duration;
import java.util.Objects;

/**
 * Settings of the agent itself, every default filled in.
 *
 * @param reload how often the file is looked at for changes, more than 0; null for never
 * @param logLevel the least that is logged
 * @param logFile where the agent's log goes, as written; null for standard error
 * @param jmxDomain the domain of the agent's MBeans
 * @param onError what a bad file does at start-up
 * @param maxKeys the most breakers that one {@code per} may make, 1 to 1,000,000
 */
public record Settings(
        Duration reload, LogLevel logLevel, String logFile, String jmxDomain, OnError onError, int maxKeys) {

    /** What holds where neither the file nor the agent's arguments say otherwise. */
    public static final Settings DEFAULT =
            new Settings(Duration.ofSeconds(5), LogLevel.INFO, null, "dev.tripcoil", OnError.RUN, 1_000);

    public Settings {
        Objects.requireNonNull(logLevel);
        Objects.requireNonNull(jmxDomain);
        Objects.requireNonNull(onError);
        if (maxKeys < 1) {
            throw new IllegalArgumentException("no room for any key");
        }
    }

    /** These, but for what follows a reload. */
    public Settings following(Settings wanted) {
        return new Settings(wanted.reload, wanted.logLevel, logFile, jmxDomain, onError, wanted.maxKeys);
    }

    /** These, with another log file; null for standard error. */
    public Settings withLogFile(String other) {
        return new Settings(reload, logLevel, other, jmxDomain, onError, maxKeys);
    }

    /** From the least talkative to the most. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** What a bad rules file does at start-up. */
    public enum OnError {
        /** The application runs unguarded until the file is good. */
        RUN,
        /** The JVM stops with code 1. */
        EXIT
    }
}
