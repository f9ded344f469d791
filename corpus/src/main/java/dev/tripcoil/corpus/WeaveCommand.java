package dev.tripcoil.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Links each class of each jar three times on each JDK, under {@code -Xverify:all}: as it is, with the agent whose rules
 * select all of it, and with every method woven that the weaver takes, answers included, those that no wildcard selects
 * too. No class may link the first time but not another.
 */
final class WeaveCommand {

    private final Options options;
    private final Path work;
    private final Path rules;

    WeaveCommand(Options options) throws IOException, InterruptedException {
        this.options = options;
        work = Places.work("weave");
        rules = AgentRules.write(
                work.resolve("rules.yaml"), options.selectedJdks().get(0), List.of("**"));
    }

    boolean run() throws Exception {
        var jars = Places.jars();
        var sum = Weighing.sum();
        int worse = 0;
        int count = 0;
        var linked = new LinkedHashMap<Jdk, Integer>();
        for (var jar : jars) {
            if (!jar.getFileName().toString().contains(options.only())) {
                continue;
            }
            count++;
            var weighing = Weighing.of(jar);
            sum.add(weighing);
            System.out.println(jar.getFileName() + ": " + weighing);
            for (var jdk : options.selectedJdks()) {
                var links = new Links(jdk, jar, jars);
                worse += links.worse;
                linked.merge(jdk, links.linked, Integer::sum);
            }
        }
        System.out.println("ALL " + count + " jars: " + sum);
        linked.forEach((jdk, classes) -> System.out.println("    " + jdk + ": " + classes + " link"));
        System.out.println("    " + worse + " link worse when woven");
        return worse == 0 && count > 0;
    }

    /** One jar on one JDK. */
    private final class Links {
        int linked;
        int worse;

        Links(Jdk jdk, Path jar, List<Path> jars) throws Exception {
            var plain = link(jdk, jar, jars, LinkAll.PLAIN);
            var agent = link(jdk, jar, jars, LinkAll.AGENT);
            var here = link(jdk, jar, jars, LinkAll.HERE);
            for (var each : plain.classes.entrySet()) {
                if (each.getValue().isEmpty()) {
                    linked++;
                    compare(jdk, "with the agent", each.getKey(), agent);
                    compare(jdk, "with everything woven", each.getKey(), here);
                }
            }
            System.out.println("    " + jdk + ": " + linked + " link, " + worse + " worse; the agent wove "
                    + agent.figures[0] + " classes and " + agent.figures[1] + " methods, " + agent.figures[2]
                    + " failures, " + agent.figures[3] + " internal errors");
            if (agent.figures[1].equals("0") || !agent.figures[3].equals("0")) {
                worse++;
                System.out.println("    WORSE on " + jdk + ": the agent has woven nothing, or made errors");
            }
        }

        private void compare(Jdk jdk, String how, String name, Linked woven) {
            var problem = woven.classes.get(name);
            if (problem == null || !problem.isEmpty()) {
                worse++;
                System.out.println("    WORSE on " + jdk + " " + how + ": " + name + ": " + problem);
            }
        }
    }

    /** What a run of {@link LinkAll} printed. */
    private record Linked(Map<String, String> classes, String[] figures) {}

    private Linked link(Jdk jdk, Path jar, List<Path> jars, String how) throws Exception {
        var title = jar.getFileName() + "-" + jdk.version() + how;
        var child = new ChildJvm(jdk, work.resolve(title), "-Xverify:all", "-Xmx1g", "-Xss4m");
        if (how.equals(LinkAll.AGENT)) {
            // The MBeans are there at once where the JVM has its own.
            child.with(AgentRules.option(rules), "-Dcom.sun.management.jmxremote");
        }
        var arguments = new ArrayList<String>(List.of(how, jar.toString()));
        for (var other : jars) {
            if (!other.equals(jar)) {
                arguments.add(other.toString());
            }
        }
        for (var needed : Places.needed()) {
            arguments.add(needed.toString());
        }
        var classes = new LinkedHashMap<String, String>();
        String[] figures = {};
        for (var line : child.main(LinkAll.class, arguments).lines(20)) {
            if (line.startsWith(LinkAll.CLASS)) {
                var parts = line.substring(LinkAll.CLASS.length()).split(" ", 2);
                classes.put(parts[0], parts.length == 1 ? "" : parts[1]);
            } else if (line.startsWith(LinkAll.WOVEN)) {
                figures = line.substring(LinkAll.WOVEN.length()).split(" ");
            }
        }
        return new Linked(classes, figures);
    }
}
