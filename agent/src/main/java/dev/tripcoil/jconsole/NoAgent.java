package dev.tripcoil.jconsole;

import java.awt.GridBagLayout;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JPanel;

/** What to do where the JVM has no agent. */
final class NoAgent {

    private final JPanel panel = new JPanel(new GridBagLayout());
    private final ReadOnlyText text = new ReadOnlyText("no agent", Look.plain());

    NoAgent() {
        text.setOpaque(false);
        text.setBorder(BorderFactory.createEmptyBorder());
        panel.add(text);
        text.show("Connecting \u2026");
    }

    JComponent component() {
        return panel;
    }

    void show(String jvm) {
        text.show(text(jvm, jar()));
    }

    /**
     * @param jvm the JVM's name for itself, {@code 4711@host}
     */
    static String text(String jvm, String jar) {
        int at = jvm.indexOf('@');
        String pid = at < 0 ? "PID" : jvm.substring(0, at);
        String host = at < 0 ? "its host" : jvm.substring(at + 1);
        return "There is no Tripcoil agent in this JVM (" + jvm + ").\n\n"
                + "To guard it as it runs, on " + host + " and as its user:\n\n"
                + "    java -jar " + jar + " attach " + pid + " rules.yaml\n\n"
                + "To guard it from the start:\n\n"
                + "    java -javaagent:" + jar + "=rules.yaml \u2026\n\n"
                + "If it was started so just now: the breakers show some three seconds after its main method began.\n"
                + "This tab notices by itself.";
    }

    private static String jar() {
        CodeSource source = NoAgent.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? "tripcoil.jar"
                    : Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            return "tripcoil.jar";
        }
    }
}
