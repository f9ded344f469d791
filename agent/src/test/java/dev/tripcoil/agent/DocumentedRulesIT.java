package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/rules.md do what is said of them, in one JVM, one after another: each by a reload. */
class DocumentedRulesIT {

    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^<!-- example: (\\S+) -->\\n```yaml\\n(.*?)^```$");
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final String NO_RULES = "breakers: {}\nrules: []\n";
    private static final Path SOURCES = Path.of("src", "test", "resources", "documented");

    @TempDir
    Path folder;

    @OnEachJdk
    void each_example_works(Jdk jdk) throws Exception {
        Map<String, String> examples = new LinkedHashMap<>();
        Matcher example = EXAMPLE.matcher(docs());
        while (example.find()) {
            examples.put(example.group(1), example.group(2));
        }
        Rules.save(folder, NO_RULES);
        try (Child child = Child.brief(jdk)
                        .in(folder)
                        .with("-Dcom.sun.management.jmxremote")
                        .agent("rules=rules.yaml,reload=off")
                        .with("-cp", application(jdk).toString(), "com.acme.shop.Main")
                        .start();
                Jmx jmx = Jmx.of(child)) {
            assertThat(child.reply()).isEqualTo("main begins");
            examples.forEach((name, rules) -> {
                try {
                    reload(NO_RULES, jmx); // so that every breaker is a new one
                    reload(rules, jmx);
                    assertThat(jmx.agent().lines("RulesErrors")).as(name).isEmpty();
                    assertShown(name, child.ask(name), jmx);
                    assertThat(jmx.agent().lines("SkippedMethods")).as(name).isEmpty();
                    assertThat(jmx.agent().lines("RulesWarnings")).as(name).isEmpty();
                } catch (Exception e) {
                    throw new AssertionError(name + "\n" + child.snapshot().text(), e);
                }
            });
            assertThat(jmx.agent().count("InternalErrors")).isZero();
            assertThat(jmx.agent().count("WeavingFailures")).isZero();
        }
    }

    private void reload(String rules, Jmx jmx) throws Exception {
        Rules.save(folder, rules);
        jmx.agent().invoke("reload");
    }

    private static void assertShown(String example, String said, Jmx jmx) throws Exception {
        String down = "IOException: no route to stock";
        switch (example) {
            case "selectors" -> {
                assertThat(jmx.breaker("stock").lines("GuardedMethods"))
                        .containsExactlyInAnyOrder(
                                "com.acme.shop.StockClient#fetch(java.lang.String)int",
                                "com.acme.shop.StockClient#send()void",
                                "com.acme.billing.Bills#send()void",
                                "com.acme.shop.Market#ask()com.acme.shop.Price");
                assertThat(jmx.breaker("database").lines("GuardedMethods"))
                        .contains("java.sql.Statement#executeLargeBatch()long[]") // the interface's own code
                        .filteredOn(method -> method.startsWith("com.acme."))
                        .containsExactlyInAnyOrder(
                                "com.acme.db.Query#execute(java.lang.String)boolean",
                                "com.acme.db.Orders#findAll()int");
            }
            case "breaker" ->
                assertThat(said)
                        .matches(down + "; " + down + "; " + down
                                + "; CircuitOpenException: stock is OPEN, and tries again in .*");
            case "expressions" -> {
                String saved = "SQLException: not saved; ";
                assertThat(said)
                        .matches(Pattern.quote(saved.repeat(9)) + "CircuitOpenException: database is OPEN, .*; "
                                + Pattern.quote(
                                        "Response[status=500]; SocketTimeoutException: null; Response[status=503];"
                                                + " Response[status=200]; IOException: no route to prices; null; ")
                                + "CircuitOpenException: prices is OPEN, .*");
            }
            case "per" -> {
                String gone = "IOException: no route to down.example.org; ";
                assertThat(said)
                        .isEqualTo(gone
                                + gone
                                + "hello; down.example.org is OPEN".replace("down", "CircuitOpenException: down"));
                assertThat(jmx.agent().lines("RulesWarnings")).isEmpty();
            }
            case "answers" ->
                assertThat(said)
                        .isEqualTo("soup on Monday; "
                                + "IOException: no route; IOException: no route; soup on Monday; IOException: no route; "
                                + "ConnectException: price is OPEN, and was: java.io.IOException: no route; -1;"
                                + " soup on Monday; 7; "
                                + "CircuitOpenException: no menu from the last ten minutes; "
                                + "CircuitOpenException: no menu from the last ten minutes");
            case "on-transition" ->
                assertThat(said)
                        .isEqualTo(
                                down + "; " + down
                                        + "; stock: OPEN, as 2 failures in a row, last: java.io.IOException: no route to stock");
            case "stages" -> assertThat(said).isEqualTo("-1; stage: " + down + "; stage: ConnectException: not now");
            default -> throw new AssertionError("an example that nobody runs: " + example);
        }
    }

    private static String docs() throws Exception {
        return Files.readString(Path.of("..", "docs", "rules.md"));
    }

    /** The program round the examples, with the classes that stand in the documentation. */
    private Path application(Jdk jdk) throws Exception {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.add(SOURCES.relativize(file).toString());
                sources.add(Files.readString(file));
            }
        }
        Matcher java = JAVA.matcher(docs());
        while (java.find()) {
            String text = java.group(1);
            sources.add("com/acme/shop/" + text.replaceAll("(?s).*?public final class (\\w+).*", "$1") + ".java");
            sources.add("package com.acme.shop;\n" + text);
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Jars.compile(jdk, classes, folder.resolve("sources"), sources.toArray(new String[0]));
        return classes;
    }
}
