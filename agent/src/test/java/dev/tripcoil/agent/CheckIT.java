package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import programs.Marks;

/** {@code java -jar tripcoil.jar check}: what it prints, and what a build pipeline goes by. */
class CheckIT {

    private static final String RULES = """
            breakers:
              stock: {}
            rules:
              - {class: com.acme.shop.StockClient, method: fetch, breaker: stock}
            """;

    @TempDir
    Path folder;

    @OnEachJdk
    void good_rules_end_with_code_0(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
        Child.Ended alone = Checked.command(jdk, rules.toString());
        assertThat(alone.exitCode()).isZero();
        assertThat(alone.output())
                .containsExactly(
                        rules + ": good; give the application's JARs with --classpath to see what the rules would"
                                + " guard");
        Child.Ended ended = Checked.command(jdk, rules.toString(), "-cp", Child.TEST_APP.toString());
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.errors()).isEmpty();
        assertThat(ended.output())
                .containsExactly(
                        rules + ":4: class com.acme.shop.StockClient, method fetch -> stock",
                        "  guards 2 methods",
                        "    com.acme.shop.StockClient#fetch(java.lang.String)int",
                        "    com.acme.shop.StockClient#fetch(java.lang.String,int)int",
                        "",
                        rules + ": no problems; 1 rule guards 2 methods in 1 class, of 7 classes looked at in 1 JAR");
    }

    @OnEachJdk
    void problems_end_with_code_1(Jdk jdk) throws Exception {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), RULES.replace("stock: {}", "stock: {open-fro: 1s}"));
        Child.Ended ofFile = Checked.command(jdk, bad.toString());
        assertThat(ofFile.exitCode()).isEqualTo(1);
        assertThat(ofFile.output())
                .containsExactly(bad + ":2:11: unknown key 'open-fro'; did you mean 'open-for'?", bad + ": 1 problem");
        Path typo = Files.writeString(folder.resolve("typo.yaml"), RULES.replace("method: fetch", "method: fetchAll"));
        assertThat(Checked.command(jdk, typo.toString()).exitCode()).isZero();
        Child.Ended ofRule = Checked.command(jdk, typo.toString(), "-cp", Child.TEST_APP.toString());
        assertThat(ofRule.exitCode()).isEqualTo(1);
        assertThat(ofRule.output())
                .anyMatch(line -> line.startsWith("  PROBLEM: no method 'fetchAll' in com.acme.shop.StockClient; it has"
                        + " fetch(java.lang.String), fetch(java.lang.String,int), "));
        Checked json = Checked.run(jdk, typo, Child.TEST_APP.toString());
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.report()).containsEntry("good", false).containsEntry("classes", 7);
        assertThat(Checked.command(jdk, folder.resolve("none.yaml").toString()).exitCode())
                .isEqualTo(1);
    }

    /** The page that explains it shows what it prints. */
    @OnEachJdk
    void its_documentation_is_true(Jdk jdk) throws Exception {
        String[] parts = Files.readString(Path.of("..", "docs", "check.md")).split("```\\n");
        Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  stock: {}
                  items: {failures: {result-if: result.length() == 0}}

                rules:
                  - {class: com.acme.shop.StockClient, method: fetch, breaker: stock}
                  - {class: com.acme.StockClient, method: fetchLater, breaker: stock}
                  - {class: com.acme.shop.StockClient, method: items, breaker: items}
                """);
        Files.copy(Child.TEST_APP, folder.resolve("app.jar"));
        Child.Ended ended = Child.brief(jdk)
                .with("-jar", Child.AGENT.toString(), "check", "rules.yaml", "-cp", "app.jar")
                .in(folder)
                .run();
        assertThat(String.join("\n", ended.output()) + "\n").isEqualTo(parts[2]);
    }

    @OnEachJdk
    void wrong_usage_ends_with_code_2(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
        for (String[] arguments : new String[][] {
            {},
            {rules.toString(), "more"},
            {rules.toString(), "--nonsense"},
            {rules.toString(), "-cp"},
            {rules.toString(), "-cp", folder.resolve("none.jar").toString()}
        }) {
            Child.Ended ended = Checked.command(jdk, arguments);
            assertThat(ended.exitCode()).as(ended.text()).isEqualTo(2);
            assertThat(ended.output()).isEmpty();
            assertThat(ended.errors()).isNotEmpty();
        }
        Child.Ended help = Checked.command(jdk, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("  tripcoil check rules.yaml -cp app.jar");
    }

    @OnEachJdk
    void nothing_of_the_application_is_initialized(Jdk jdk) throws Exception {
        Path mark = folder.resolve("mark");
        Path jar = Jars.ofPrograms(folder.resolve("marks.jar"), Marks.class.getName());
        Path rules = Files.writeString(
                folder.resolve("rules.yaml"),
                RULES.replace("com.acme.shop.StockClient", "[programs.Marks, 'programs.**']"));
        Child.Ended checked = Child.brief(jdk)
                .with("-Dmark=" + mark, "-jar", Child.AGENT.toString(), "check")
                .with(rules.toString(), "-cp", jar.toString())
                .run();
        assertThat(checked.exitCode()).as(checked.text()).isZero();
        assertThat(checked.output()).contains("    programs.Marks#fetch()java.lang.String");
        assertThat(mark).doesNotExist();
        Child.brief(jdk).with("-Dmark=" + mark).main(Marks.class).run();
        assertThat(mark).as("what its initialization leaves").exists();
    }
}
