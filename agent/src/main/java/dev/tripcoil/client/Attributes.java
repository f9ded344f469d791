package dev.tripcoil.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/** The attributes of an MBean, read together. One that the JVM's agent, of another version, doesn't have is null or 0. */
final class Attributes {

    private final Map<String, Object> values = new HashMap<>();

    Attributes(List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            values.put(attribute.getName(), attribute.getValue());
        }
    }

    String text(String name) {
        return (String) values.get(name);
    }

    Date date(String name) {
        return (Date) values.get(name);
    }

    long number(String name) {
        Number number = (Number) values.get(name);
        return number == null ? 0 : number.longValue();
    }

    /** Where -1 says that there is none: of an agent that doesn't have the attribute, too. */
    long known(String name) {
        Number number = (Number) values.get(name);
        return number == null ? -1 : number.longValue();
    }

    double share(String name) {
        Number number = (Number) values.get(name);
        return number == null ? -1 : number.doubleValue();
    }

    List<String> lines(String name) {
        String[] lines = (String[]) values.get(name);
        return lines == null ? List.of() : List.of(lines);
    }

    List<BreakerRow> breakers(String name, String domain) {
        TabularData table = (TabularData) values.get(name);
        List<BreakerRow> breakers = new ArrayList<>();
        if (table != null) {
            for (Object row : table.values()) {
                CompositeData each = (CompositeData) row;
                String breaker = (String) each.get("name");
                String key = (String) each.get("key");
                String quoted = key == null ? "" : ",key=" + ObjectName.quote(key);
                breakers.add(new BreakerRow(
                        GuardedJvm.name(domain + ":type=CircuitBreaker,name=" + breaker + quoted),
                        breaker,
                        key,
                        (String) each.get("state"),
                        (Date) each.get("stateSince"),
                        (Long) each.get("calls"),
                        (Long) each.get("failedCalls"),
                        (Long) each.get("rejectedCalls"),
                        (Date) each.get("halfOpenAt")));
            }
        }
        return breakers;
    }

    /** By number. */
    List<TransitionStatus> transitions(String name) {
        TabularData table = (TabularData) values.get(name);
        List<TransitionStatus> transitions = new ArrayList<>();
        if (table != null) {
            for (Object row : table.values()) {
                CompositeData each = (CompositeData) row;
                transitions.add(new TransitionStatus(
                        (Long) each.get("number"),
                        (Date) each.get("at"),
                        (String) each.get("from"),
                        (String) each.get("to"),
                        (String) each.get("why")));
            }
        }
        transitions.sort(Comparator.comparing(TransitionStatus::number));
        return transitions;
    }
}
