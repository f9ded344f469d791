package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.sun.tools.attach.VirtualMachine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.io.TempDir;
import programs.HostCalls;

/** Breakers that are split by a value. */
class KeysIT {

    private static final String HOSTS = """
            breakers:
              hosts:
                per: arg0
                trip-on: {consecutive-failures: 2}
                open-for: 1h
            rules:
              - class: programs.Hosts
                method: fetch
                breaker: hosts
            agent: {max-keys: 3}
            """;

    private static final String OPEN = "dev.tripcoil.CircuitOpenException: ";

    @TempDir
    Path folder;

    private Child start(Jdk jdk, String rules) throws Exception {
        Rules.save(folder, rules);
        return Child.brief(jdk)
                .with("-Dcom.sun.management.jmxremote") // the MBeans are there at once
                .agent("rules=rules.yaml,reload=50ms")
                .in(folder)
                .main(HostCalls.class)
                .start();
    }

    private static String call(Child child, String host) throws Exception {
        return child.ask("call " + URLEncoder.encode(host, StandardCharsets.UTF_8));
    }

    private static void call(Child child, String... hosts) throws Exception {
        for (String host : hosts) {
            assertThat(call(child, host)).isEqualTo(Integer.toString(host.length()));
        }
    }

    private static void open(Child child, String host) throws Exception {
        assertThat(child.ask("down " + URLEncoder.encode(host, StandardCharsets.UTF_8)))
                .isEqualTo("ok");
        for (int i = 0; i < 2; i++) {
            assertThat(call(child, host)).startsWith("java.io.IOException");
        }
    }

    private static Jmx.Bean key(Jmx jmx, String key) throws Exception {
        return jmx.breaker("hosts,key=" + ObjectName.quote(key));
    }

    private static Set<String> keys(Jmx jmx) throws Exception {
        Set<String> keys = new TreeSet<>();
        for (ObjectName bean :
                jmx.server.queryNames(new ObjectName("dev.tripcoil:type=CircuitBreaker,name=hosts,key=*"), null)) {
            keys.add(ObjectName.unquote(bean.getKeyProperty("key")));
        }
        return keys;
    }

    private static void awaitKeys(Jmx jmx, String... keys) throws Exception {
        Set<String> wanted = new TreeSet<>(List.of(keys));
        Await.until("MBeans of " + wanted, () -> keys(jmx), wanted::equals);
    }

    @OnEachJdk
    void each_value_has_a_breaker_of_its_own(Jdk jdk) throws Exception {
        try (Child child = start(jdk, HOSTS);
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean unsplit = jmx.breaker("hosts");
            assertThat(unsplit.count("Keys")).isZero();
            long begin = System.nanoTime();
            call(child, "a", "b");
            awaitKeys(jmx, "a", "b");
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(5)); // under load, too
            List<String> heard = key(jmx, "a").transitions();
            open(child, "a");
            assertThat(call(child, "a")).startsWith(OPEN);
            call(child, "b");
            Await.until("a notification", () -> heard, List.of("CLOSED OPEN")::equals);
            child.awaitLog("hosts[a]: CLOSED \u2192 OPEN: 2 failures in a row");
            assertThat(key(jmx, "a").get("State")).isEqualTo("OPEN");
            assertThat(key(jmx, "a").get("Key")).isEqualTo("a");
            assertThat(key(jmx, "a").count("FailedCalls")).isEqualTo(2);
            assertThat(key(jmx, "b").count("SuccessfulCalls")).isEqualTo(2);
            assertThat(unsplit.count("Calls")).isZero();
            assertThat(unsplit.count("Keys")).isEqualTo(2);
            assertThat(jmx.agent().lines("OpenBreakers")).containsExactly("hosts[a]");
            TabularData table = (TabularData) jmx.agent().get("Breakers");
            CompositeData row = table.get(new Object[] {"hosts", "a"});
            assertThat(row.get("state")).isEqualTo("OPEN");
            assertThat(table.size()).isEqualTo(3);

            unsplit.invoke("forceOpen"); // it alone
            call(child, "b");
            key(jmx, "b").invoke("forceOpen");
            assertThat(call(child, "b")).startsWith(OPEN);
            jmx.agent().invoke("resetAll");
            call(child, "b");
            assertThat(call(child, "a")).startsWith("java.io.IOException");
            assertThat(jmx.agent().count("InternalErrors")).isZero();
        }
    }

    @OnEachJdk
    void keys_are_whatever_text_they_are(Jdk jdk) throws Exception {
        try (Child child = start(jdk, HOSTS.replace("max-keys: 3", "max-keys: 100"));
                Jmx jmx = Jmx.of(child)) {
            String[] keys = {
                "",
                "*",
                "?",
                "a,b=\"c\"",
                "\\",
                "\n",
                "\\n",
                "\u001b[2J",
                "\uD83D\uDE00",
                "null",
                "<html>",
                "x".repeat(200)
            };
            call(child, keys);
            awaitKeys(jmx, keys);
            for (String key : keys) {
                assertThat(key(jmx, key).count("Calls")).isEqualTo(1);
            }
            call(child, "x".repeat(201), "x".repeat(202), "x".repeat(201));
            Await.until("two more", () -> keys(jmx).size(), number -> number == keys.length + 2);
            open(child, "\n");
            child.awaitLog("hosts[\\n]: CLOSED");
            assertThat(call(child, "\\n")).isEqualTo("2");

            for (String key : List.of("a,b=\"c\"", "\uD83D\uDE00", "<html>", "")) {
                JsonArray tripped = Command.json(jdk, "trip", child.pid(), "hosts[" + key + "]", "--json")
                        .getAsJsonArray();
                assertThat(tripped.size()).isEqualTo(1);
                assertThat(tripped.get(0).getAsJsonObject().get("key").getAsString())
                        .isEqualTo(key);
                assertThat(key(jmx, key).get("State")).isEqualTo("OPEN");
            }
        }
    }

    @OnEachJdk
    void the_least_recently_used_goes_and_none_that_is_open_or_in_use(Jdk jdk) throws Exception {
        try (Child child = start(jdk, HOSTS);
                Jmx jmx = Jmx.of(child)) {
            call(child, "a", "b", "c", "a", "d");
            awaitKeys(jmx, "a", "c", "d");
            Jmx.Bean unsplit = jmx.breaker("hosts");
            assertThat(unsplit.count("EvictedKeys")).isEqualTo(1);
            open(child, "a");
            assertThat(child.ask("wait c")).isEqualTo("ok");
            call(child, "e", "f");
            awaitKeys(jmx, "a", "c", "f");
            assertThat(child.ask("wait f")).isEqualTo("ok");
            call(child, "g", "h");
            assertThat(unsplit.count("SharedCalls")).isEqualTo(2);
            assertThat(unsplit.count("SuccessfulCalls")).isEqualTo(2);
            child.awaitLog("hosts: 3 keys are in use and none can go");
            assertThat(child.ask("go")).isEqualTo("ok");
            call(child, "g");
            awaitKeys(jmx, "a", "f", "g");
            assertThat(key(jmx, "a").get("State")).isEqualTo("OPEN");

            Rules.save(folder, HOSTS.replace("max-keys: 3", "max-keys: 1"));
            awaitKeys(jmx, "a");
            Rules.save(folder, HOSTS.replace("max-keys: 3", "max-keys: 5"));
            Await.until(
                    "room",
                    () -> {
                        call(child, "p", "q", "r", "s");
                        return keys(jmx).size();
                    },
                    number -> number == 5);
        }
    }

    @OnEachJdk
    void a_changed_definition_is_that_of_every_key_and_a_changed_per_has_them_begin_anew(Jdk jdk) throws Exception {
        try (Child child = start(jdk, HOSTS);
                Jmx jmx = Jmx.of(child)) {
            call(child, "b");
            open(child, "a");
            Rules.save(folder, HOSTS.replace("1h", "2h"));
            Jmx.Bean a = key(jmx, "a");
            Await.until("the new definition", () -> a.get("Definition").toString(), text -> text.contains("2h"));
            assertThat(a.get("State")).isEqualTo("OPEN");
            assertThat(key(jmx, "b").count("SuccessfulCalls")).isEqualTo(1);
            assertThat(key(jmx, "b").get("Definition").toString()).contains("2h");
            child.awaitLog("reloaded: changed: hosts; 0 classes woven anew");

            Rules.save(folder, HOSTS.replace("per: arg0", "per: arg0.length()"));
            awaitKeys(jmx);
            child.awaitLog("reloaded: changed: hosts (begins anew); 1 class woven anew");
            assertThat(call(child, "a")).startsWith("java.io.IOException");
            call(child, "bb", "cc");
            awaitKeys(jmx, "1", "2");
            assertThat(key(jmx, "2").count("Calls")).isEqualTo(2);

            Rules.save(folder, HOSTS.replace("per: arg0", "description: all"));
            awaitKeys(jmx);
            Jmx.Bean all = jmx.breaker("hosts");
            Await.until("no keys", () -> all.count("Keys"), keys -> keys == -1);
            call(child, "bb");
            assertThat(all.count("Calls")).isEqualTo(1);

            Rules.save(folder, HOSTS);
            Await.until("keys", () -> all.count("Keys"), keys -> keys == 0);
            call(child, "bb");
            awaitKeys(jmx, "bb");

            Rules.save(folder, HOSTS.replace("hosts", "others"));
            jmx.breaker("others");
            awaitKeys(jmx);
            assertThat(jmx.agent().count("InternalErrors")).isZero();
        }
    }

    @OnEachJdk
    void requests_of_the_jdks_http_client_are_split_by_their_hosts(Jdk jdk) throws Exception {
        String rules = """
                breakers:
                  hosts:
                    per: arg0.uri().getHost()
                    trip-on: {consecutive-failures: 2}
                    failures: {result-if: result.statusCode() >= 500}
                rules:
                  - {subtype-of: java.net.http.HttpClient, method: send, breaker: hosts}
                """;
        try (Child child = start(jdk, rules);
                Jmx jmx = Jmx.of(child)) {
            for (int i = 0; i < 2; i++) {
                assertThat(child.ask("http 127.0.0.1")).isEqualTo("503");
                assertThat(child.ask("http localhost")).isEqualTo("200");
            }
            assertThat(child.ask("http 127.0.0.1")).startsWith("dev.tripcoil.CircuitOpenException");
            assertThat(child.ask("http localhost")).isEqualTo("200");
            awaitKeys(jmx, "127.0.0.1", "localhost");
            assertThat(key(jmx, "localhost").count("Calls")).isEqualTo(3);
            assertThat(key(jmx, "127.0.0.1").count("RejectedCalls")).isEqualTo(1);
            assertThat(jmx.agent().count("InternalErrors")).isZero();
        }
    }

    @OnEachJdk
    void a_hundred_thousand_keys_leave_heap_and_jmx_as_they_were(Jdk jdk) throws Exception {
        try (Child child = start(jdk, HOSTS.replace("max-keys: 3", "max-keys: 1000"));
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean unsplit = jmx.breaker("hosts");
            List<Long> heap = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                heap.add(Long.parseLong(child.ask("many 100000")));
                Await.until("MBeans", () -> keys(jmx).size(), number -> number == 1_000);
            }
            assertThat(unsplit.count("Keys")).isEqualTo(1_000);
            assertThat(unsplit.count("EvictedKeys")).isGreaterThanOrEqualTo(99_000);
            assertThat(unsplit.count("SharedCalls")).isZero();
            assertThat(heap.get(2)).as(heap + " KB").isLessThan(heap.get(1) + 4_000);
            System.out.println("[keys] " + jdk + ": heap after each 100,000 keys " + heap + " KB");
            String shown = Command.output(jdk, "show", child.pid(), "hosts");
            assertThat(shown.lines().count()).isLessThan(80);
            assertThat(shown).contains("with a breaker of their own  1000", "and 980 more");
            assertThat(jmx.agent().count("InternalErrors")).isZero();
        }
    }

    @OnEachJdk
    void when_the_agent_leaves_the_keys_are_gone(Jdk jdk) throws Exception {
        try (Child child = start(jdk, HOSTS);
                Jmx jmx = Jmx.of(child)) {
            open(child, "a");
            call(child, "b");
            awaitKeys(jmx, "a", "b");
            assertThat(child.ask("wait c")).isEqualTo("ok");
            VirtualMachine machine = VirtualMachine.attach(Long.toString(child.pid()));
            try {
                machine.loadAgent(Child.AGENT.toString(), "--detach");
            } finally {
                machine.detach();
            }
            awaitKeys(jmx);
            assertThat(child.ask("go")).isEqualTo("ok");
            assertThat(call(child, "a")).startsWith("java.io.IOException");
            call(child, "b", "c");
        }
    }

    @OnEachJdk
    void an_expression_that_fails_has_its_calls_share_the_unsplit_breaker(Jdk jdk) throws Exception {
        try (Child child = start(jdk, HOSTS.replace("per: arg0", "per: arg0.substring(2)"));
                Jmx jmx = Jmx.of(child)) {
            call(child, "x", "y", "a.b");
            awaitKeys(jmx, "b");
            assertThat(jmx.breaker("hosts").count("Calls")).isEqualTo(2);
            assertThat(jmx.breaker("hosts").count("SharedCalls")).isZero();
            assertThat(jmx.agent().count("InternalErrors")).isEqualTo(2);
        }
    }
}
