package dev.tripcoil.speed.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom a process is started with: nobody, Tripcoil, and those that change classes as they are loaded, too. All have the same rules, of which one
 * selects a method of the program, and the others nothing.
 */
public final class Contenders {

    /** That everything is compared with. */
    public static final String NO_AGENT = "no agent";

    private final Path folder;
    private final Map<String, List<String>> options = new LinkedHashMap<>();

    /**
     * @param tripcoil the agent's jar
     * @param others the folder with those of Byte Buddy, AspectJ and Byteman
     * @param folder for rules and the like
     */
    public Contenders(Path tripcoil, Path others, Path folder) throws IOException {
        this.folder = folder;
        Programs programs = new Programs(folder);
        Path byteBuddy =
                programs.byteBuddyAgent(others.resolve("byte-buddy.jar").toAbsolutePath());
        Path weaver = others.resolve("aspectjweaver.jar").toAbsolutePath();
        Path aspect = programs.aspect(weaver);
        Path byteman = others.resolve("byteman.jar").toAbsolutePath();
        options.put(NO_AGENT, List.of());
        options.put("no-op agent", agent(programs.noOpAgent(), null));
        for (Rules rules : Rules.values()) {
            options.put("Tripcoil, " + rules, agent(tripcoil.toAbsolutePath(), write(rules, "yaml", yaml(rules))));
        }
        for (Rules rules : Rules.values()) {
            if (rules != Rules.THOUSAND_SUBTYPES) { // none of these is made for so many
                options.put("Byte Buddy, " + rules, agent(byteBuddy, write(rules, "txt", lines(rules))));
                options.put("AspectJ, " + rules, aspectJ(weaver, aspect, rules));
                options.put(
                        "Byteman, " + rules,
                        List.of("-javaagent:" + byteman + "=script:" + write(rules, "btm", script(rules))));
            }
        }
    }

    /** Options of the JVM, by contender. Those that end with a class path want the program's appended to it. */
    public Map<String, List<String>> options() {
        return options;
    }

    /** The rules that all of them get. */
    private enum Rules {
        TEN_NAMES("10 names", 10, false),
        THOUSAND_NAMES("1,000 names", 1000, false),
        TEN_SUBTYPES("10 subtypes", 10, true),
        THOUSAND_SUBTYPES("1,000 subtypes", 1000, true);

        private final String text;
        private final int count;
        private final boolean subtypes;

        Rules(String text, int count, boolean subtypes) {
            this.text = text;
            this.count = count;
            this.subtypes = subtypes;
        }

        /** Of all but the first rule, which means the program. */
        List<String> others() {
            List<String> names = new ArrayList<>();
            for (int i = 1; i < count; i++) {
                names.add("com.acme.Client" + i);
            }
            return names;
        }

        List<String> own() {
            return subtypes ? List.of("start.Greeter") : List.of("start.Hello", "start.Large");
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static List<String> agent(Path jar, Path argument) {
        return List.of("-javaagent:" + jar + (argument == null ? "" : "=" + argument));
    }

    private Path write(Rules rules, String extension, String text) throws IOException {
        return Files.writeString(folder.resolve(rules.name().toLowerCase() + "." + extension), text);
    }

    private static String yaml(Rules rules) {
        String key = rules.subtypes ? "subtype-of" : "class";
        StringBuilder text = new StringBuilder("breakers: {b: {}}\nrules:\n");
        text.append("- {" + key + ": " + rules.own() + ", method: greet, breaker: b}\n");
        rules.others().forEach(name -> text.append("- {" + key + ": " + name + ", method: fetch, breaker: b}\n"));
        return text.toString();
    }

    private static String lines(Rules rules) {
        List<String> lines = new ArrayList<>(List.of(rules.subtypes ? "subtypes" : "names"));
        lines.addAll(rules.own());
        lines.addAll(rules.others());
        return String.join("\n", lines);
    }

    private static String script(Rules rules) {
        String kind = rules.subtypes ? "INTERFACE ^" : "CLASS ";
        StringBuilder text = new StringBuilder();
        for (String name : rules.own()) {
            text.append(rule(kind + name, "greet"));
        }
        for (String name : rules.others()) {
            text.append(rule(kind + name, "fetch"));
        }
        return text.toString();
    }

    private static String rule(String type, String method) {
        return "RULE " + type + "\n" + type + "\nMETHOD " + method + "\nAT ENTRY\nIF TRUE\nDO NOTHING\nENDRULE\n";
    }

    /** Names alone are woven within these; subtypes may be anywhere. */
    private List<String> aspectJ(Path weaver, Path aspect, Rules rules) throws IOException {
        String plus = rules.subtypes ? "+" : "";
        List<String> pointcuts = new ArrayList<>();
        StringBuilder within = new StringBuilder();
        for (String name : rules.own()) {
            pointcuts.add("execution(* " + name + plus + ".greet(..))");
            within.append("<include within=\"" + name + "\"/>");
        }
        for (String name : rules.others()) {
            pointcuts.add("execution(* " + name + plus + ".fetch(..))");
            within.append("<include within=\"" + name + "\"/>");
        }
        Path settings = folder.resolve("aspectj-" + rules.name().toLowerCase());
        Files.createDirectories(settings.resolve("META-INF"));
        Files.writeString(settings.resolve("META-INF/aop.xml"), """
                <aspectj>
                  <aspects>
                    <concrete-aspect name="agents.Concrete" extends="agents.Counting">
                      <pointcut name="guarded" expression="%s"/>
                    </concrete-aspect>
                  </aspects>
                  <weaver options="-Xlint:ignore">%s</weaver>
                </aspectj>
                """.formatted(
                        String.join(" || ", pointcuts), rules.subtypes ? "" : within));
        return List.of("-javaagent:" + weaver, "-cp", settings + ":" + aspect);
    }
}
