package dev.tripcoil.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Breaker;
import dev.tripcoil.breaker.DefinitionBuilder;
import dev.tripcoil.breaker.FakeTicker;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentTransitionsTest {

    private static final String NAME = "dev.tripcoil:type=CircuitBreaker,name=stock";

    private final FakeTicker ticker = new FakeTicker();
    private final Breaker breaker = new Breaker(DefinitionBuilder.stock().build(), ticker, changed -> {});
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    @BeforeEach
    void publish() {
        new Beans(server, "dev.tripcoil", null).publish(breaker);
    }

    private TabularData table() throws Exception {
        return (TabularData) server.getAttribute(new ObjectName(NAME), "RecentTransitions");
    }

    @Test
    void breaker_that_has_stayed_as_it_was_has_none() throws Exception {
        assertThat(table().isEmpty()).isTrue();
    }

    @Test
    void each_is_a_row_with_its_date_and_its_reason() throws Exception {
        ticker.advance(Duration.ofSeconds(3));
        breaker.trip();
        breaker.disable();
        TabularData table = table();
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.getTabularType().getIndexNames()).containsExactly("number");
        CompositeData first = table.get(new Object[] {1L});
        assertThat(first.getAll(new String[] {"number", "at", "from", "to", "why"}))
                .containsExactly(1L, new Date(FakeTicker.EPOCH + 3000), "CLOSED", "OPEN", "tripped by hand");
        assertThat(table.get(new Object[] {2L}).get("to")).isEqualTo("DISABLED");
    }

    @Test
    void rows_are_in_order_and_twenty_at_most() throws Exception {
        for (int i = 0; i < 15; i++) {
            breaker.forceOpen();
            breaker.reset();
        }
        List<Object> numbers = new ArrayList<>();
        for (Object row : table().values()) {
            numbers.add(((CompositeData) row).get("number"));
        }
        List<Object> expected = new ArrayList<>();
        for (long number = 11; number <= 30; number++) {
            expected.add(number);
        }
        assertThat(numbers).isEqualTo(expected);
    }

    @Test
    void attribute_is_described_as_the_table_that_it_is() throws Exception {
        var attributes = server.getMBeanInfo(new ObjectName(NAME)).getAttributes();
        assertThat(attributes)
                .filteredOn(attribute -> attribute.getName().equals("RecentTransitions"))
                .singleElement()
                .satisfies(attribute -> {
                    assertThat(attribute.getDescription()).startsWith("The last 20 changes of state");
                    assertThat(attribute.getType()).isEqualTo(TabularData.class.getName());
                    assertThat(((OpenMBeanAttributeInfo) attribute).getOpenType())
                            .isEqualTo(table().getTabularType());
                });
    }

    @Test
    void table_is_among_attributes_that_are_read_together_as_unknown_ones_are_not() throws Exception {
        var read = server.getAttributes(
                new ObjectName(NAME), new String[] {"State", "NoSuchThing", "RecentTransitions", "TimesOpened"});
        assertThat(read.asList())
                .extracting(Attribute::getName)
                .containsExactly("State", "RecentTransitions", "TimesOpened");
        assertThat(read.asList().get(1).getValue()).isEqualTo(table());
    }

    @Test
    void breakers_of_the_agent_are_a_table_too() throws Exception {
        var agent = (AgentView) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AgentView.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("breakers");
                    return List.of(breaker);
                });
        new Beans(server, "dev.tripcoil", agent).publishAgent();
        var name = new ObjectName("dev.tripcoil:type=Agent");
        breaker.trip();
        var table = (TabularData) server.getAttribute(name, "Breakers");
        var row = table.get(new Object[] {"stock", null});
        assertThat(row.get("state")).isEqualTo("OPEN");
        assertThat(row.get("halfOpenAt")).isEqualTo(new Date(FakeTicker.EPOCH + 30_000));
        assertThat(server.getMBeanInfo(name).getAttributes())
                .filteredOn(attribute -> attribute.getName().equals("Breakers"))
                .singleElement()
                .satisfies(attribute -> assertThat(attribute.getType()).isEqualTo(TabularData.class.getName()));
    }
}
