package dev.tripcoil.expression.quiet;

/** Says nothing. Of the JDK's class it has what Janino calls. */
public final class Logger {

    private static final Logger ONLY = new Logger();

    private Logger() {}

    public static Logger getLogger(String name) {
        return ONLY;
    }

    public boolean isLoggable(Level level) {
        return false;
    }

    public void fine(String message) {}

    public void log(Level level, String message, Object parameter) {}

    public void log(Level level, String message, Object[] parameters) {}

    public void entering(String type, String method, Object parameter) {}

    public void entering(String type, String method, Object[] parameters) {}

    public void exiting(String type, String method, Object result) {}
}
