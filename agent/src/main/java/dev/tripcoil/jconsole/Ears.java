package dev.tripcoil.jconsole;

import dev.tripcoil.client.TransitionStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import javax.management.AttributeChangeNotification;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;

/**
 * The listeners at the breakers of a JVM, and the one that notices breakers come and go: a breaker that is registered anew under
 * its old name has lost its listener. They end with the connection.
 */
final class Ears {

    private final MBeanServerConnection server;
    private final BiConsumer<ObjectName, TransitionStatus> heard;
    private final Runnable stirred;
    private final Set<ObjectName> listening = ConcurrentHashMap.newKeySet();
    private final NotificationListener ear = (notification, handback) -> hear(notification);
    private boolean hearsMBeans;

    /**
     * @param stirred called when a look is worth while
     */
    Ears(MBeanServerConnection server, BiConsumer<ObjectName, TransitionStatus> heard, Runnable stirred) {
        this.server = server;
        this.heard = heard;
        this.stirred = stirred;
    }

    void listenForMBeans() throws IOException {
        if (!hearsMBeans) {
            try {
                server.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, ear, null, null);
            } catch (InstanceNotFoundException e) {
                throw new IOException(e); // each MBean server has one
            }
            hearsMBeans = true;
        }
    }

    /** At each that it does not listen to yet, as far as time allows: one request each. */
    void listenTo(List<ObjectName> breakers, ObjectName first, long until) throws IOException {
        List<ObjectName> order = new ArrayList<>(breakers);
        if (first != null && order.remove(first)) {
            order.add(0, first);
        }
        for (ObjectName breaker : order) {
            if (listening.contains(breaker)) {
                continue;
            }
            if (System.nanoTime() - until >= 0) {
                return;
            }
            try {
                listening.add(breaker); // before the listener is there: if the breaker goes at once, this must not stay
                server.addNotificationListener(breaker, ear, null, null);
            } catch (InstanceNotFoundException e) {
                listening.remove(breaker);
            }
        }
    }

    private void hear(Notification notification) {
        if (notification instanceof MBeanServerNotification) {
            ObjectName bean = ((MBeanServerNotification) notification).getMBeanName();
            String type = bean.getKeyProperty("type");
            if ("CircuitBreaker".equals(type) || "Agent".equals(type)) {
                if (MBeanServerNotification.UNREGISTRATION_NOTIFICATION.equals(notification.getType())) {
                    listening.remove(bean);
                }
                stirred.run();
            }
        } else if (notification.getSource() instanceof ObjectName) {
            heard.accept((ObjectName) notification.getSource(), transition(notification));
            stirred.run();
        }
    }

    /** Without a change of state where METRICS_ONLY has kept a breaker from opening. */
    private static TransitionStatus transition(Notification notification) {
        String from = "METRICS_ONLY";
        String to = from;
        if (notification instanceof AttributeChangeNotification) {
            from = String.valueOf(((AttributeChangeNotification) notification).getOldValue());
            to = String.valueOf(((AttributeChangeNotification) notification).getNewValue());
        }
        return new TransitionStatus(
                notification.getSequenceNumber(),
                new Date(notification.getTimeStamp()),
                from,
                to,
                notification.getMessage());
    }
}
