package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.breaker.Definition;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the file, a rule set or its problems come out, and soon. */
@Timeout(120)
class RulesFuzzTest {
    private static final String GOOD = """
            defaults: &d
              open-for: {initial: 30s, multiplier: 1.5, maximum: 5m, jitter: 10%}
              half-open: {calls: 2, concurrent: 1, failure-rate: 50%, call-timeout: PT5S}
            breakers:
              stock: &stock
                <<: *d
                description: "the stock service, \\u00e4"
                trip-on: {consecutive-failures: 5, net-failures: 3, failure-rate: 12.5, window: 60s}
                max-concurrent: 50
                failures:
                  exceptions: [java.io.IOException, java.sql.SQLException]
                  ignore: java.io.FileNotFoundException
                  others: success
                  exception-if: '!(error instanceof java.net.SocketTimeoutException)'
                  result-if: >
                    result == null
                    || result.statusCode() >= 500
                when-open:
                  throw: java.net.ConnectException
                  message: '{breaker} is {state} until {until}'
              pay:
                trip-on: {slow-rate: 80%, slower-than: 2s, window: 100 calls, minimum-calls: 20}
                open-for: {maximum: 1h}
                per: "arg0.\\"host\\" \\u00e4"
                when-open: {return-last: 10m, also-on-failure: on}
                on-transition: com.acme.Hooks#changed
                start-as: open
              copy: *stock
            rules:
              - class: [com.acme.Foo, "com.acme.**.*Client", /com\\.(a|b)+/]
                method: [fetch, "get*(int, ..)", 'put(java.lang.String[], Object...)']
                except: [{class: a.B}, {method: close}]
                breaker: stock
              - class: a.B
                breaker: pay
            agent:
              reload: off
              log-level: debug
            """;

    private static final String[] SNIPPETS = {
        "\n",
        "  ",
        "\t",
        ": ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "*d",
        "&d ",
        "<<: *d\n",
        "!!java.util.Date ",
        "#",
        "|\n",
        ">\n",
        "? ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "null",
        "0",
        "-1",
        "99999999999999999999",
        "%",
        "0.",
        " calls",
        "window: ",
        "open-for: 5s\n",
        "\u0000",
        "\uD83D\uDE00",
        "\u0085",
        "\\",
        "**",
        "/(/",
        "(..)",
        "breakers:\n",
        "\"\\U0010FFFF\"",
        "!",
        "!<x>",
        "@",
        ","
    };

    @Test
    void good_file_is_good() {
        assertThat(Given.file(GOOD).warnings())
                .containsExactly("rules.yaml:28:3: no rule uses breaker 'copy'; add a rule, or remove it");
    }

    @Test
    void mutations_of_a_good_file_give_a_rule_set_or_problems() {
        for (int seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(GOOD);
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                mutate(text, random);
            }
            check(text.toString().getBytes(StandardCharsets.UTF_8), seed);
        }
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(1 << random.nextInt(7)));
        switch (random.nextInt(5)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, SNIPPETS[random.nextInt(SNIPPETS.length)]);
            case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
            case 3 -> text.insert(at, SNIPPETS[random.nextInt(SNIPPETS.length)].repeat(random.nextInt(200)));
            default -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
        }
        if (text.length() == 0) {
            text.append(' ');
        }
    }

    @Test
    void mutated_bytes_give_a_rule_set_or_problems() {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            byte[] content = good.clone();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                content[random.nextInt(content.length)] = (byte) random.nextInt(256);
            }
            check(content, seed);
        }
    }

    @Test
    void random_bytes_give_problems() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            byte[] content = new byte[random.nextInt(200)];
            random.nextBytes(content);
            check(content, seed);
        }
    }

    private static void check(byte[] content, int seed) {
        try {
            for (Definition definition :
                    RulesFile.parse("rules.yaml", content).breakers().values()) {
                String written = "breakers:\n  "
                        + DefinitionYaml.write(definition).stripTrailing().replace("\n", "\n  ");
                assertThat(Given.file(written).breakers().values()).containsExactly(definition);
            }
        } catch (RulesException e) {
            assertThat(e.problems()).as("problems of seed " + seed).isNotEmpty();
            for (String problem : e.problems()) {
                assertThat(problem)
                        .as("problem of seed " + seed)
                        .matches("rules\\.yaml:[1-9][0-9]*:[1-9][0-9]*: [^\n\r]+");
            }
        } catch (Throwable e) {
            throw new AssertionError("seed " + seed + ":\n" + new String(content, StandardCharsets.UTF_8), e);
        }
    }

    @Test
    void large_files_take_little_time() {
        String[] larges = {
            "x: [" + "a,".repeat(130_000) + "]",
            "rules: [" + "{},".repeat(20_000) + "]",
            "rules:\n" + "- a\n".repeat(20_000),
            "{" + "a,".repeat(20_000) + "}",
            "a".repeat(200_000),
            "\"" + "a ".repeat(120_000) + "\"",
            "a: " + "(".repeat(200_000),
            "breakers: {b: {}}\nrules: [{breaker: b, class: [" + "a.B,".repeat(60_000) + "]}]",
            "breakers: {b: {}}\nrules:\n" + "- {breaker: b, class: 'a.*'}\n".repeat(5_000),
            "breakers:\n" + "  b: {}\n".repeat(20_000),
            "!".repeat(200_000),
            "&a ".repeat(75_000),
            "? ".repeat(120_000),
            "a:\n" + " ".repeat(200_000),
            "breakers: {b: {trip-on: {failure-rate: 0." + "0".repeat(200_000) + "1%}}}",
            "breakers: {b: {trip-on: {window: " + "9".repeat(200_000) + " calls}}}"
        };
        for (String large : larges) {
            long start = System.nanoTime();
            check(large.getBytes(StandardCharsets.UTF_8), -1);
            assertThat(System.nanoTime() - start).as(large.substring(0, 40)).isLessThan(10_000_000_000L);
        }
    }
}
