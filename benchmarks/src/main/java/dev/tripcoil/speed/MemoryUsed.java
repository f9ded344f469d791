package dev.tripcoil.speed;

import com.acme.speed.Shelf;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.ref.Reference;
import javax.management.ObjectName;

/**
 * Prints how much heap and metaspace are in use once all is there. Arguments: the number of breakers that JMX must show, of keys to call
 * with, and of classes of {@link ManyMethods} to load.
 */
public final class MemoryUsed {

    private static final long PATIENCE_MILLIS = 60_000;

    private MemoryUsed() {}

    public static void main(String[] arguments) throws Exception {
        int breakers = Integer.parseInt(arguments[0]);
        int keys = Integer.parseInt(arguments[1]);
        int classes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        String[] texts = new String[10_000]; // as many, however many of them are used
        for (int i = 0; i < texts.length; i++) {
            texts[i] = "api" + i + ".example.org";
        }
        Shelf shelf = new Shelf();
        for (int i = 0; i < keys; i++) {
            shelf.perKey(texts[i]);
        }
        for (int i = 0; i < classes; i++) {
            Class.forName(ManyMethods.name(i));
        }
        ObjectName all = new ObjectName("dev.tripcoil:type=CircuitBreaker,*");
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        int seen = 0;
        while (seen < breakers && System.currentTimeMillis() < end) {
            Thread.sleep(100);
            seen = ManagementFactory.getPlatformMBeanServer()
                    .queryNames(all, null)
                    .size();
        }
        if (seen < breakers) {
            throw new IllegalStateException("JMX shows " + seen + " breakers, not " + breakers);
        }
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) { // what refers weakly or softly goes in several turns
            System.gc();
            Thread.sleep(100);
            heap = Math.min(
                    heap,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        Reference.reachabilityFence(texts);
        System.out.println(heap + " " + metaspace());
    }

    private static long metaspace() {
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.NON_HEAP && pool.getName().equals("Metaspace")) {
                used += pool.getUsage().getUsed();
            }
        }
        return used;
    }
}
