package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.management.MBeanServerNotification;
import javax.management.ObjectName;
import org.junit.jupiter.api.io.TempDir;
import programs.StockCalls;

/** Rules that change while they are in force. */
class ReloadIT {

    private static final Predicate<List<String>> NONE = List::isEmpty;

    private static final ObjectName STOCK = name("dev.tripcoil:type=CircuitBreaker,name=stock");

    @TempDir
    Path folder;

    @OnEachJdk
    void a_changed_definition_takes_effect_and_keeps_state_and_totals(Jdk jdk) throws Exception {
        save(Rules.STOCK);
        try (Child child = start(jdk);
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean stock = jmx.breaker("stock");
            calls(child, 3, Rules.FAILED);
            assertThat(stock.count("FailureCount")).isEqualTo(3);
            save(Rules.STOCK.replace("{}", "{trip-on: {consecutive-failures: 2}, open-for: 1h}"));
            Await.until("the new definition", () -> stock.get("Definition").toString(), text -> text.contains("1h"));
            assertThat(stock.get("State")).isEqualTo("CLOSED");
            assertThat(stock.count("FailureCount")).isZero();
            assertThat(stock.count("FailedCalls")).isEqualTo(3);
            calls(child, 2, Rules.FAILED);
            calls(child, 2, Rules.REFUSED);
            Object opened = stock.get("OpenedAt");

            save(Rules.STOCK.replace("{}", "{open-for: 2h}"));
            Await.until("the new definition", () -> stock.get("Definition").toString(), text -> text.contains("2h"));
            assertThat(stock.get("State")).isEqualTo("OPEN");
            assertThat(stock.get("OpenedAt")).isEqualTo(opened);
            calls(child, 1, Rules.REFUSED);
            assertThat(stock.count("FailedCalls")).isEqualTo(5);
            assertThat(stock.count("RejectedCalls")).isEqualTo(3);
            child.awaitLog("rules.yaml: reloaded: changed: stock; 0 classes woven anew");
        }
    }

    @OnEachJdk
    void a_change_of_lines_and_comments_leaves_everything_as_it_is(Jdk jdk) throws Exception {
        save(Rules.STOCK);
        try (Child child = start(jdk);
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean stock = jmx.breaker("stock");
            Jmx.Bean agent = jmx.agent();
            calls(child, 3, Rules.FAILED);
            Object since = agent.get("RulesLoadedAt");
            save("# a comment\n\n" + Rules.STOCK + "agent: {reload: 60ms}\n");
            Await.until("a reload", () -> agent.get("RulesLoadedAt"), date -> !date.equals(since));
            assertThat(stock.count("FailureCount")).isEqualTo(3);
            assertThat(stock.lines("GuardedMethods")).containsExactly("programs.Stock#fetch()int");
            assertThat(agent.count("WovenClasses")).isEqualTo(1);
            assertThat(agent.lines("UnmatchedRules")).isEmpty();
            child.awaitLog("no breaker has changed; 0 classes woven anew");
        }
    }

    @OnEachJdk
    void classes_that_are_loaded_gain_and_lose_their_guards(Jdk jdk) throws Exception {
        save(Rules.STOCK.replace("programs.Stock", "programs.Nothing"));
        try (Child child = start(jdk);
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean agent = jmx.agent();
            calls(child, 6, Rules.FAILED);
            assertThat(agent.lines("UnmatchedRules")).hasSize(1);

            save(Rules.STOCK);
            child.awaitLog("no breaker has changed; 1 class woven anew");
            assertThat(agent.count("WovenMethods")).isEqualTo(1);
            assertThat(agent.lines("UnmatchedRules")).isEmpty();
            calls(child, 5, Rules.FAILED);
            calls(child, 1, Rules.REFUSED);

            // Another breaker for the same method, and another answer.
            save(Rules.STOCK
                    .replace("stock", "other")
                    .replace("{}", "{start-as: forced-open, when-open: {return: 7}}"));
            Jmx.Bean other = jmx.breaker("other");
            Await.until("the answer", () -> child.ask("call"), "7"::equals);
            assertThat(other.lines("GuardedMethods")).containsExactly("programs.Stock#fetch()int");
            assertThat(jmx.server.isRegistered(STOCK)).isFalse();

            save(Rules.STOCK.replace("stock", "other").replace("{}", "{when-open: {return: 8}}"));
            Await.until("the answer", () -> child.ask("call"), "8"::equals);
            assertThat(other.get("State")).isEqualTo("FORCED_OPEN"); // start-as is for the start
            child.awaitLog("reloaded: changed: other (stays FORCED_OPEN); 1 class woven anew");

            save("breakers: {other: {}}\nrules: []\n");
            Await.until("no guards", () -> child.ask("call"), Rules.FAILED::equals);
            calls(child, 6, Rules.FAILED);
            assertThat(agent.count("WovenMethods")).isZero();
            assertThat(other.lines("GuardedMethods")).isEmpty();
            assertThat(other.get("State")).isEqualTo("FORCED_OPEN");
            assertThat(agent.count("WovenClasses")).isZero();
            assertThat(agent.count("WeavingFailures")).isZero();
            assertThat(agent.count("InternalErrors")).isZero();
        }
    }

    @OnEachJdk
    void breakers_come_to_jmx_and_leave_it_with_the_rules(Jdk jdk) throws Exception {
        save(Rules.STOCK);
        try (Child child = start(jdk);
                Jmx jmx = Jmx.of(child)) {
            jmx.breaker("stock");
            List<String> seen = new CopyOnWriteArrayList<>();
            jmx.server.addNotificationListener(
                    name("JMImplementation:type=MBeanServerDelegate"),
                    (notice, handback) -> seen.add(notice.getType().replaceAll(".*\\.", "") + " "
                            + ((MBeanServerNotification) notice).getMBeanName().getKeyProperty("name")),
                    null,
                    null);
            save(Rules.STOCK.replace("stock", "shop"));
            Await.until("both", () -> seen, both -> both.size() >= 2);
            assertThat(seen).containsExactlyInAnyOrder("unregistered stock", "registered shop");
            save(Rules.STOCK.replace("{}", "{}\n  shop: {}"));
            Jmx.Bean back = jmx.breaker("stock");
            assertThat(back.count("Calls")).isZero();
        }
    }

    @OnEachJdk
    void a_broken_edit_changes_nothing_and_the_next_good_one_takes(Jdk jdk) throws Exception {
        save(Rules.STOCK);
        try (Child child = start(jdk);
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean agent = jmx.agent();
            Object since = agent.get("RulesLoadedAt");
            calls(child, 3, Rules.FAILED);
            save(Rules.STOCK.replace("{}", "{open-for: 5 parsecs}") + "nonsense: 1\n");
            Await.until(
                    "the problems",
                    () -> agent.lines("RulesErrors"),
                    errors -> errors.size() == 2
                            && errors.get(0).startsWith("rules.yaml:2:")
                            && errors.get(1).startsWith("rules.yaml:7:1: "));
            assertThat(agent.get("RulesLoadedAt")).isEqualTo(since);
            assertThat(jmx.breaker("stock").count("FailureCount")).isEqualTo(3);

            Files.delete(folder.resolve("rules.yaml"));
            Await.until(
                    "an error",
                    () -> agent.lines("RulesErrors"),
                    errors -> errors.toString().contains("rules.yaml: no such file"));
            calls(child, 2, Rules.FAILED);
            calls(child, 1, Rules.REFUSED);

            save(Rules.STOCK);
            Await.until("no error", () -> agent.lines("RulesErrors"), NONE);
            assertThat(agent.get("RulesLoadedAt")).isEqualTo(since);
            child.awaitLog(
                    "(the rules in force stay in force)",
                    "2 problems; the rules in force stay in force:",
                    "rules.yaml: is as it was loaded, and in force");

            save(Rules.STOCK.replace("{}", "{open-for: 3h}"));
            Await.until("a reload", () -> agent.get("RulesLoadedAt"), date -> !date.equals(since));
        }
    }

    @OnEachJdk
    void a_file_counts_by_its_content_in_whatever_way_it_was_changed(Jdk jdk) throws Exception {
        // As Kubernetes mounts a ConfigMap: a link to a link to a folder, of which the second is replaced.
        volume("first", Rules.STOCK);
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("first"));
        Path rules = Files.createSymbolicLink(folder.resolve("rules.yaml"), Path.of("..data", "rules.yaml"));
        try (Child child = start(jdk);
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean stock = jmx.breaker("stock");
            volume("second", Rules.STOCK.replace("{}", "{open-for: 11s}"));
            Path next = Files.createSymbolicLink(folder.resolve("..next"), Path.of("second"));
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            awaitDefinition(stock, "11s");

            // In place, with the length and the time of last change that it had.
            Path real = rules.toRealPath();
            var time = Files.getLastModifiedTime(real);
            Files.writeString(real, Rules.STOCK.replace("{}", "{open-for: 12s}"));
            Files.setLastModifiedTime(real, time);
            awaitDefinition(stock, "12s");

            save(Rules.STOCK.replace("{}", "{open-for: 13s}")); // takes the link's place
            awaitDefinition(stock, "13s");
        }
    }

    @OnEachJdk
    void reload_by_hand_looks_at_once_and_needs_no_watching(Jdk jdk) throws Exception {
        save(Rules.STOCK);
        try (Child child = start(jdk, "rules=rules.yaml,reload=off");
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean agent = jmx.agent();
            Jmx.Bean stock = jmx.breaker("stock");
            save(Rules.STOCK.replace("{}", "{open-for: 11s}"));
            agent.invoke("reload");
            assertThat(stock.get("Definition").toString()).contains("11s");
            save("nonsense: 1\n");
            agent.invoke("reload");
            assertThat(agent.lines("RulesErrors")).isNotEmpty();
            assertThat(stock.get("Definition").toString()).contains("11s");
            save(Rules.STOCK.replace("{}", "{open-for: 11s}"));
            agent.invoke("reload");
            assertThat(agent.lines("RulesErrors")).isEmpty();
            stock.invoke("forceOpen");
            agent.invoke("resetAll");
            assertThat(stock.get("State")).isEqualTo("CLOSED");
        }
    }

    @OnEachJdk
    void settings_of_the_agent_follow_or_say_that_they_wait(Jdk jdk) throws Exception {
        save(Rules.STOCK);
        try (Child child = start(jdk, "rules.yaml");
                Jmx jmx = Jmx.of(child)) {
            Jmx.Bean agent = jmx.agent();
            save("agent: {reload: 50ms, log-level: debug, log-file: agent.log, jmx-domain: elsewhere}\n" + Rules.STOCK);
            agent.invoke("reload");
            assertThat(agent.lines("RulesWarnings"))
                    .containsExactly(
                            "rules.yaml: jmx-domain elsewhere takes effect at the next start; until then it is dev.tripcoil",
                            "rules.yaml: log-file agent.log takes effect at the next start; until then it is standard"
                                    + " error");
            assertThat(folder.resolve("agent.log")).doesNotExist();
            save(Rules.STOCK + "agent: {reload: 50ms, log-level: error}\n"); // seen though nobody asks
            Await.until("no warning", () -> agent.lines("RulesWarnings"), NONE);
        }
    }

    private static void awaitDefinition(Jmx.Bean breaker, String part) throws Exception {
        Await.until(part, () -> breaker.get("Definition").toString(), text -> text.contains(part));
    }

    private void volume(String name, String rules) throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("rules.yaml"), rules);
    }

    private static void calls(Child child, int count, String outcome) throws Exception {
        for (int i = 0; i < count; i++) {
            assertThat(child.ask("call")).isEqualTo(outcome);
        }
    }

    private Child start(Jdk jdk) throws Exception {
        return start(jdk, "rules=rules.yaml,reload=50ms");
    }

    private Child start(Jdk jdk, String arguments) throws Exception {
        Child child = Child.on(jdk)
                .in(folder)
                .with("-Dcom.sun.management.jmxremote") // makes the MBean server before main: nothing to wait for
                .agent(arguments)
                .main(StockCalls.class)
                .start();
        assertThat(child.reply()).isEqualTo("main begins");
        return child;
    }

    private void save(String rules) throws Exception {
        Rules.save(folder, rules);
    }

    private static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
