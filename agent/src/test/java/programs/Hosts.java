package programs;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Services, by the names of their hosts. Some are down, and some don't answer before they are told to. */
public final class Hosts {

    static final Set<String> DOWN = ConcurrentHashMap.newKeySet();
    static final Set<String> SILENT = ConcurrentHashMap.newKeySet();

    static volatile CountDownLatch told = new CountDownLatch(1);
    static volatile CountDownLatch asked = new CountDownLatch(1);

    private Hosts() {}

    /** How long the host's name is. */
    public static int fetch(String host) throws IOException, InterruptedException {
        if (SILENT.contains(host)) {
            CountDownLatch answer = told;
            asked.countDown();
            answer.await();
        }
        if (DOWN.contains(host)) {
            throw new IOException(host + " is down");
        }
        return host.length();
    }
}
