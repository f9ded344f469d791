package dev.tripcoil.jconsole;

import com.sun.tools.jconsole.JConsoleContext;
import com.sun.tools.jconsole.JConsoleContext.ConnectionState;
import com.sun.tools.jconsole.JConsolePlugin;
import java.util.Map;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import javax.swing.SwingWorker;

/**
 * What JConsole finds in the jar: a plugin for each of its connections. Follows the connection, which may be lost and come
 * back.
 */
public final class TripcoilPlugin extends JConsolePlugin {

    private Tab tab;
    private volatile Poller poller;

    /** For JConsole. */
    public TripcoilPlugin() {}

    @Override
    public Map<String, JPanel> getTabs() {
        if (tab == null) {
            tab = new Tab();
            addContextPropertyChangeListener(change -> {
                if (change.getPropertyName().equals(JConsoleContext.CONNECTION_STATE_PROPERTY)) {
                    SwingUtilities.invokeLater(this::follow);
                }
            });
            follow();
        }
        return Map.of("Tripcoil", tab.panel());
    }

    /** A poller that hangs in a connection that is gone is left to itself: a new connection has a new one. */
    private void follow() {
        ConnectionState state = getContext().getConnectionState();
        if (poller != null) {
            poller.close();
            poller = null;
        }
        if (state == ConnectionState.CONNECTED) {
            poller = new Poller(getContext().getMBeanServerConnection(), tab);
            tab.connected(poller);
            poller.refresh();
        } else {
            tab.disconnected(state == ConnectionState.CONNECTING);
        }
    }

    /** JConsole asks at each of its intervals, on its timer's thread. The poller has its own thread, so there is no worker. */
    @Override
    public SwingWorker<?, ?> newSwingWorker() {
        Poller asked = poller;
        if (asked != null) {
            asked.refresh();
        }
        return null;
    }

    @Override
    public void dispose() {
        Poller last = poller;
        if (last != null) {
            last.close();
        }
        if (tab != null) {
            tab.dispose();
        }
    }
}
