package dev.tripcoil.jconsole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.client.TransitionStatus;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On connections that answer, don't answer, or fail. */
class PollerTest {

    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private volatile boolean hangs;
    private volatile IOException fails;

    private final Watcher watcher = new Watcher() {
        @Override
        public void saw(Snapshot snapshot) {
            told.add(snapshot);
        }

        @Override
        public void failed(String reason) {
            told.add(reason);
        }

        @Override
        public void heard(ObjectName breaker, TransitionStatus transition) {}
    };

    private final Poller poller = new Poller(connection(ManagementFactory.getPlatformMBeanServer()), watcher);

    private MBeanServerConnection connection(MBeanServer server) {
        return (MBeanServerConnection) Proxy.newProxyInstance(
                PollerTest.class.getClassLoader(),
                new Class<?>[] {MBeanServerConnection.class},
                (proxy, method, with) -> {
                    if (fails != null) {
                        throw fails;
                    }
                    if (method.getName().equals("queryNames")) {
                        looks.incrementAndGet();
                        if (hangs) {
                            hanging.countDown();
                            answers.await();
                        }
                    }
                    try {
                        return method.invoke(server, with);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @AfterEach
    void close() {
        answers.countDown();
        poller.close();
    }

    private Object told() throws InterruptedException {
        return told.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void sees_that_there_is_no_agent() throws Exception {
        poller.refresh();
        Snapshot seen = (Snapshot) told();
        assertThat(seen.agent()).isNull();
        assertThat(seen.jvm()).startsWith(ProcessHandle.current().pid() + "@");
        assertThat(seen.clock().now())
                .isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(5_000L));
    }

    @Test
    void a_thousand_requests_to_a_jvm_that_hangs_are_one_more_look_when_it_answers() throws Exception {
        hangs = true;
        poller.refresh();
        assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 1000; i++) {
            poller.refresh();
        }
        assertThat(looks.get()).isEqualTo(1);
        hangs = false;
        answers.countDown();
        assertThat(told()).isInstanceOf(Snapshot.class);
        assertThat(told()).isInstanceOf(Snapshot.class);
        CountDownLatch done = new CountDownLatch(1);
        poller.perform(jvm -> {}, problem -> done.countDown());
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(looks.get()).isBetween(2, 3);
    }

    @Test
    void says_why_the_jvm_could_not_be_asked_and_tries_again() throws Exception {
        fails = new IOException("no route to host");
        poller.refresh();
        assertThat(told()).isEqualTo("no route to host");
        fails = null;
        poller.refresh();
        assertThat(told()).isInstanceOf(Snapshot.class);
    }

    @Test
    void once_closed_it_tells_nothing_more() throws Exception {
        hangs = true;
        poller.refresh();
        assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();
        poller.close();
        answers.countDown();
        poller.refresh();
        poller.refreshSoon();
        assertThat(told.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }
}
