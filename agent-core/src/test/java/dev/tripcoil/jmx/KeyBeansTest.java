package dev.tripcoil.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.DefinitionBuilder;
import dev.tripcoil.breaker.FakeTicker;
import dev.tripcoil.breaker.SplitBreaker;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

class KeyBeansTest {

    /** Whatever an ObjectName, a table, a terminal or an encoding may stumble over. */
    static final List<String> NASTY = List.of(
            "",
            " ",
            "*",
            "?",
            "a*b",
            "\\*",
            "\\",
            "\"",
            "\\\"",
            "\n",
            "\\n",
            "a,b=c",
            "name=other",
            "key=\"x\"",
            ":",
            "null",
            "\u0000",
            "\u001b[2J",
            "\u202e",
            "\uD83D\uDE00",
            "\uD83D",
            "\u00fc",
            "u\u0308",
            "<html><b>",
            "x".repeat(200),
            "x".repeat(201),
            "x".repeat(202),
            "${env:HOME}",
            "stock[a]");

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final SplitBreaker split =
            new SplitBreaker(DefinitionBuilder.stock().build(), 10_000, new FakeTicker(), changed -> {});

    /** One that knows nothing but the breakers. */
    private final AgentView agent = (AgentView) Proxy.newProxyInstance(
            AgentView.class.getClassLoader(),
            new Class<?>[] {AgentView.class},
            (proxy, method, arguments) -> method.getName().equals("breakers") ? split.breakers() : null);

    private final Beans beans = new Beans(server, "dev.tripcoil", agent);

    private void publishAll() {
        for (Breaker breaker : split.breakers()) {
            if (!beans.isPublished(breaker)) {
                beans.publish(breaker);
            }
        }
    }

    private static ObjectName name(String key) throws Exception {
        return new ObjectName("dev.tripcoil:type=CircuitBreaker,name=stock,key=" + ObjectName.quote(key));
    }

    private static ObjectName unsplit() throws Exception {
        return new ObjectName("dev.tripcoil:type=CircuitBreaker,name=stock");
    }

    @Test
    void each_key_has_its_own_bean_whatever_characters_it_has() throws Exception {
        NASTY.forEach(split::of);
        publishAll();
        Set<Object> keys = new HashSet<>();
        for (Breaker breaker : split.breakers().subList(1, NASTY.size() + 1)) {
            assertThat(name(breaker.key()).isPattern()).isFalse();
            keys.add(server.getAttribute(name(breaker.key()), "Key"));
            assertThat(server.getAttribute(name(breaker.key()), "Name")).isEqualTo("stock");
        }
        assertThat(keys).hasSize(NASTY.size()).containsAll(NASTY.subList(0, 25));
        assertThat(server.queryNames(new ObjectName("dev.tripcoil:type=CircuitBreaker,name=stock,key=*"), null))
                .hasSize(NASTY.size());
        assertThat(server.getAttribute(unsplit(), "Key")).isNull();
    }

    @Test
    void table_has_a_row_for_each_key() throws Exception {
        NASTY.forEach(split::of);
        beans.publishAgent();
        TabularData table = (TabularData) server.getAttribute(new ObjectName("dev.tripcoil:type=Agent"), "Breakers");
        assertThat(table.size()).isEqualTo(NASTY.size() + 1);
        CompositeData row = table.get(new Object[] {"stock", "a,b=c"});
        assertThat(row.get("state")).isEqualTo("CLOSED");
        assertThat(table.get(new Object[] {"stock", null})).isNotNull();
    }

    @Test
    void open_breakers_are_told_with_their_keys() throws Exception {
        beans.publishAgent();
        split.of("b").trip();
        split.of("a\n").forceOpen();
        split.of("c");
        assertThat((String[]) server.getAttribute(new ObjectName("dev.tripcoil:type=Agent"), "OpenBreakers"))
                .containsExactly("stock[a\\n]", "stock[b]");
    }

    @Test
    void reset_of_all_is_that_of_keys_too() throws Exception {
        beans.publishAgent();
        split.of("a").trip();
        split.unsplit().trip();
        server.invoke(new ObjectName("dev.tripcoil:type=Agent"), "resetAll", null, null);
        assertThat((String[]) server.getAttribute(new ObjectName("dev.tripcoil:type=Agent"), "OpenBreakers"))
                .isEmpty();
    }

    @Test
    void operations_concern_the_one_breaker() throws Exception {
        split.of("a");
        split.of("b");
        publishAll();
        server.invoke(unsplit(), "forceOpen", null, null);
        server.invoke(name("a"), "disable", null, null);
        assertThat(server.getAttribute(unsplit(), "State")).isEqualTo("FORCED_OPEN");
        assertThat(server.getAttribute(name("a"), "State")).isEqualTo("DISABLED");
        assertThat(server.getAttribute(name("b"), "State")).isEqualTo("CLOSED");
    }

    @Test
    void unsplit_breaker_says_what_has_become_of_the_keys() throws Exception {
        split.limitTo(2);
        split.of("a");
        split.of("b");
        split.of("c");
        split.of("b").forceOpen();
        split.of("c").forceOpen();
        split.of("d");
        split.of("e");
        publishAll();
        assertThat(numbers(unsplit())).containsExactly(2, 1L, 2L);
        assertThat(numbers(name("b"))).containsExactly(-1, -1L, -1L);
    }

    @Test
    void breaker_that_is_not_split_has_no_keys() throws Exception {
        beans.publish(new Breaker(DefinitionBuilder.stock().build(), new FakeTicker(), changed -> {}));
        assertThat(numbers(unsplit())).containsExactly(-1, -1L, -1L);
    }

    private List<Object> numbers(ObjectName bean) throws Exception {
        return Arrays.asList(
                server.getAttribute(bean, "Keys"),
                server.getAttribute(bean, "EvictedKeys"),
                server.getAttribute(bean, "SharedCalls"));
    }

    @Test
    void key_that_has_gone_takes_its_bean_along_and_may_come_again() throws Exception {
        split.limitTo(1);
        split.of("a");
        publishAll();
        split.of("b");
        beans.keepOnly(split.breakers());
        publishAll();
        assertThat(server.isRegistered(name("a"))).isFalse();
        assertThat(server.isRegistered(name("b"))).isTrue();
        split.of("a");
        beans.keepOnly(split.breakers());
        publishAll();
        assertThat(server.isRegistered(name("a"))).isTrue();
        assertThat(server.getMBeanCount()).isEqualTo(1 + 2); // the server's own
    }

    @Test
    void listeners_of_a_key_hear_of_it_alone() throws Exception {
        List<Notification> heard = new ArrayList<>();
        split.of("a");
        split.of("b");
        publishAll();
        server.addNotificationListener(name("a"), (notification, handback) -> heard.add(notification), null, null);
        for (Breaker breaker : split.breakers()) {
            breaker.trip();
            breaker.announce(transition -> beans.notify(breaker, transition));
        }
        assertThat(heard).singleElement().extracting(Notification::getSource).isEqualTo(name("a"));
    }

    @Test
    void a_thousand_keys_take_a_fraction_of_a_second() {
        for (int i = 0; i < 1_000; i++) {
            split.of("warm " + i);
        }
        publishAll();
        for (int i = 0; i < 1_000; i++) {
            split.of("key " + i);
        }
        long begin = System.nanoTime();
        publishAll();
        long took = (System.nanoTime() - begin) / 1_000_000;
        System.out.println("[keys] 1,000 MBeans in " + took + " ms");
        assertThat(took).isLessThan(5_000); // on a machine that does ten things at a time
    }
}
