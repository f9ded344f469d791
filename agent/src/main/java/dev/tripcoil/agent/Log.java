package dev.tripcoil.agent;

import dev.tripcoil.rules.Settings.LogLevel;
import dev.tripcoil.text.Times;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;

/**
 * The agent's own log: lines on standard error, or in a file. Uses no logging framework, as the first use of one decides
 * for the application, nor System.err, which the application may have turned into one. Thread-safe; never throws.
 */
final class Log {

    private final OutputStream standardError = new FileOutputStream(FileDescriptor.err);
    private final Charset terminal = terminal();

    private final TimeZone zone;

    private OutputStream file;
    private volatile LogLevel level;

    /**
     * @param zone whose local time stands before each line
     */
    Log(LogLevel level, TimeZone zone) {
        this.level = level;
        this.zone = zone;
    }

    void setLevel(LogLevel level) {
        this.level = level;
    }

    /**
     * From now on lines are appended to a file.
     *
     * @param path null for where they went until now
     */
    synchronized void open(String path) {
        if (path == null) {
            return;
        }
        try {
            file = new FileOutputStream(path, true);
        } catch (IOException e) {
            warn(path + ": can't be written to, so the log goes to standard error: " + e.getMessage());
        }
    }

    /** From now on lines go to standard error. */
    synchronized void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // what was written is written
        }
        file = null;
    }

    void error(String message) {
        write(LogLevel.ERROR, message);
    }

    void warn(String message) {
        write(LogLevel.WARN, message);
    }

    void info(String message) {
        write(LogLevel.INFO, message);
    }

    void debug(String message) {
        write(LogLevel.DEBUG, message);
    }

    boolean debugs() {
        return level == LogLevel.DEBUG;
    }

    private void write(LogLevel of, String message) {
        if (of.compareTo(level) > 0) {
            return;
        }
        try {
            String severity = of == LogLevel.INFO ? "" : name(of) + ": ";
            put(Times.moment(System.currentTimeMillis(), zone) + " tripcoil: " + severity + message
                    + System.lineSeparator());
        } catch (Throwable e) {
            // there is nowhere left to say it, and the application comes first
        }
    }

    private static String name(LogLevel level) {
        return level == LogLevel.ERROR ? "error" : level == LogLevel.WARN ? "warning" : "debug";
    }

    private synchronized void put(String line) throws IOException {
        if (file != null) {
            file.write(line.getBytes(StandardCharsets.UTF_8));
            return;
        }
        String shown = terminal.newEncoder().canEncode('\u2192')
                ? line
                : line.replace("\u2192", "->").replace("\u2265", ">=");
        standardError.write(shown.getBytes(terminal));
    }

    /** What the terminal shows; JDK 19 and later say it in a property of their own. */
    private static Charset terminal() {
        String[] properties = {"stderr.encoding", "sun.stderr.encoding", "native.encoding"};
        for (String property : properties) {
            String name = System.getProperty(property);
            // Only charsets that java.base has: others are looked up through service providers.
            if ("UTF-8".equalsIgnoreCase(name) || "utf8".equalsIgnoreCase(name)) {
                return StandardCharsets.UTF_8;
            }
            if (name != null) {
                return name.startsWith("ISO-8859-1") && !name.startsWith("ISO-8859-15")
                        ? StandardCharsets.ISO_8859_1
                        : StandardCharsets.US_ASCII;
            }
        }
        return StandardCharsets.UTF_8;
    }
}
