package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code check} says, as JSON, beside what the agent does. */
record Checked(int exitCode, Map<String, Object> report) {

    private static final Pattern LOADED = Pattern.compile("\\] (\\S+) source: ");

    /** Runs it on the shaded jar. */
    static Checked run(Jdk jdk, Path rules, String classPath) throws Exception {
        Child.Ended ended = command(jdk, rules.toString(), "--classpath", classPath, "--json");
        assertThat(ended.errors()).isEmpty();
        return new Checked(ended.exitCode(), parse(String.join("\n", ended.output())));
    }

    static Child.Ended command(Jdk jdk, String... arguments) throws Exception {
        return Child.on(jdk)
                .with("-jar", Child.AGENT.toString(), "check")
                .with(arguments)
                .run();
    }

    /** All JSON is YAML. */
    private static Map<String, Object> parse(String json) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return new Yaml(new SafeConstructor(options)).load(json);
    }

    /** The methods that it says would be guarded, by breaker. */
    Map<String, Set<String>> guarded() {
        Map<String, Set<String>> guarded = new TreeMap<>();
        for (Map<?, ?> rule : list(report.get("rules"))) {
            Set<String> methods = guarded.computeIfAbsent((String) rule.get("breaker"), key -> new TreeSet<>());
            for (Map<?, ?> method : list(rule.get("guarded"))) {
                methods.add((String) method.get("method"));
            }
        }
        return guarded;
    }

    private static List<Map<?, ?>> list(Object all) {
        List<Map<?, ?>> list = new ArrayList<>();
        for (Object each : (List<?>) all) {
            list.add((Map<?, ?>) each);
        }
        return list;
    }

    /**
     * That each breaker guards just those methods, as far as their classes are loaded.
     *
     * @param log of the classes that the JVM has loaded, from {@code -Xlog:class+load}
     * @param made by the application as it runs: in no class file, so that check can't know of them
     * @return how many methods there are
     */
    int assertIsWhatIsGuarded(Jmx jmx, Path log, Pattern made) throws Exception {
        int count = 0;
        for (Map.Entry<String, Set<String>> each : guarded().entrySet()) {
            Jmx.Bean breaker = jmx.breaker(each.getKey());
            // A class whose super types were not there to be read is guarded a second later.
            count += Await.until(
                            "the methods of " + each.getKey() + " that check names",
                            () -> new Comparison(ofLoaded(each.getValue(), loaded(log)), guardedBy(breaker, made)),
                            Comparison::isEqual)
                    .guarded
                    .size();
        }
        return count;
    }

    private record Comparison(Set<String> said, Set<String> guarded) {
        boolean isEqual() {
            return said.equals(guarded);
        }
    }

    private static Set<String> guardedBy(Jmx.Bean breaker, Pattern made) throws Exception {
        Set<String> guarded = new TreeSet<>(breaker.lines("GuardedMethods"));
        guarded.removeIf(method -> made.matcher(method).find());
        return guarded;
    }

    private static Set<String> ofLoaded(Set<String> methods, Set<String> classes) {
        Set<String> ofLoaded = new TreeSet<>();
        for (String method : methods) {
            if (classes.contains(method.substring(0, method.indexOf('#')))) {
                ofLoaded.add(method);
            }
        }
        return ofLoaded;
    }

    private static Set<String> loaded(Path log) throws Exception {
        Set<String> loaded = new HashSet<>();
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = LOADED.matcher(line);
            if (matcher.find()) {
                loaded.add(matcher.group(1));
            }
        }
        return loaded;
    }
}
