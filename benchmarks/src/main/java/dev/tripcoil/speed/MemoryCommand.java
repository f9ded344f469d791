package dev.tripcoil.speed;

import dev.tripcoil.speed.Speed.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a breaker takes by itself, and what breakers and guarded methods take of a JVM under the real agent. */
final class MemoryCommand {

    private static final int BREAKERS = 10_000;
    private static final double MEGABYTE = 1_000_000;
    private static final double GOAL_MEGABYTES = 15;
    private static final String AGENT = "agent: {log-level: error, reload: off, max-keys: " + BREAKERS + "}\n";

    private MemoryCommand() {}

    static int run() throws IOException, InterruptedException, UsageException {
        Places.needAgent();
        // JOL asks for the place of fields that Unsafe does not tell of, those of records.
        System.out.println(ChildJvm.run(
                List.of(
                        "-Djol.magicFieldOffset=true",
                        "-XX:+EnableDynamicAgentLoading",
                        "-Djdk.attach.allowAttachSelf"),
                ChildJvm.classPath(),
                BreakerSizes.class));
        breakers();
        keys();
        methods();
        return 0;
    }

    private static void breakers() throws IOException, InterruptedException {
        Memory one = used(rules(1), ChildJvm.classPath(), "1", "0");
        Memory many = used(rules(BREAKERS), ChildJvm.classPath(), Integer.toString(BREAKERS), "0");
        print(BREAKERS + " breakers with their MBeans", one, many, BREAKERS);
    }

    /** As many rules, of which each has its breaker, or all have one. */
    private static String rules(int breakers) {
        StringBuilder text = new StringBuilder(AGENT).append("breakers:\n");
        for (int i = 0; i < breakers; i++) {
            text.append("  b").append(i).append(": {}\n");
        }
        text.append("rules:\n");
        for (int i = 0; i < BREAKERS; i++) {
            text.append("- {class: com.acme.Client").append(i).append(", method: fetch, breaker: b");
            text.append(i % breakers).append("}\n");
        }
        return text.toString();
    }

    private static void keys() throws IOException, InterruptedException {
        String rules = AGENT + "breakers: {b: {per: arg0}}\n"
                + "rules: [{class: com.acme.speed.Shelf, method: perKey, breaker: b}]\n";
        String[] of = {"1", "1"};
        Memory one = used(rules, ChildJvm.classPath(), of);
        Memory many = used(rules, ChildJvm.classPath(), Integer.toString(BREAKERS + 1), Integer.toString(BREAKERS));
        print(BREAKERS + " keys, each with one call, with their MBeans", one, many, BREAKERS);
    }

    private static void methods() throws IOException, InterruptedException {
        Path folder = ChildJvm.folder();
        int methods = ManyMethods.compile(folder);
        String classPath = ChildJvm.classPath() + System.getProperty("path.separator") + folder;
        String rule = AGENT + "breakers: {b: {}}\nrules: [{class: '%s.*', breaker: b}]\n";
        String[] arguments = {"1", "0", Integer.toString(ManyMethods.CLASSES)};
        Memory none = used(rule.formatted("none"), classPath, arguments);
        Memory all = used(rule.formatted("many"), classPath, arguments);
        print(methods + " guarded methods", none, all, methods);
    }

    /** Both in bytes. */
    private record Memory(long heap, long metaspace) {}

    private static Memory used(String rules, String classPath, String... arguments)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseG1GC"));
        options.add(ChildJvm.agent(ChildJvm.folder(), rules));
        String[] used = ChildJvm.run(options, classPath, MemoryUsed.class, arguments)
                .trim()
                .split(" ");
        return new Memory(Long.parseLong(used[0]), Long.parseLong(used[1]));
    }

    private static void print(String what, Memory before, Memory after, int count) {
        double heap = after.heap() - before.heap();
        double metaspace = after.metaspace() - before.metaspace();
        String goal = count != BREAKERS || what.contains("methods")
                ? ""
                : "; goal: under %.0f MB, %s"
                        .formatted(GOAL_MEGABYTES, heap < GOAL_MEGABYTES * MEGABYTE ? "met" : "missed");
        System.out.printf(
                Locale.ROOT,
                "%s: heap %.1f MB (%.0f bytes each), metaspace %.1f MB (%.0f bytes each)%s%n",
                what,
                heap / MEGABYTE,
                heap / count,
                metaspace / MEGABYTE,
                metaspace / count,
                goal);
    }
}
