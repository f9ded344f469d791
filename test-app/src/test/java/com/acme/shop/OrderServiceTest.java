package com.acme.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole application in a JVM of its own, since that it ends by itself is part of what is tested. */
@Timeout(60)
class OrderServiceTest {
    private static final Pattern SUMMARY = Pattern.compile(".*  summary  orders (\\d+)  served (\\d+)  failed (\\d+)"
            + "  timed out (\\d+)  turned away (\\d+)  waited (\\d+) ms  in vain (\\d+) ms  longest wait (\\d+) ms");

    @Test
    void a_short_day_ends_by_itself_and_accounts_for_every_order() throws Exception {
        Run run = run("0.1");

        assertThat(run.exitCode).isZero();
        Matcher summary = SUMMARY.matcher(run.lines.get(run.lines.size() - 1));
        assertThat(summary.matches()).as(run.lines.toString()).isTrue();
        List<Integer> numbers = new ArrayList<>();
        for (int group = 1; group <= summary.groupCount(); group++) {
            numbers.add(Integer.valueOf(summary.group(group)));
        }
        int served = numbers.get(1);
        int failed = numbers.get(2);
        int turnedAway = numbers.get(4);
        assertThat(numbers.get(0)).isEqualTo(115).isEqualTo(served + failed + turnedAway);
        assertThat(run.lines).filteredOn(line -> line.contains("  order ")).hasSize(115);
        assertThat(run.lines).filteredOn(line -> line.contains("  FAILED  ")).hasSize(failed);
        assertThat(run.lines)
                .filteredOn(line -> line.contains("  TURNED AWAY  "))
                .hasSize(turnedAway);
    }

    @Test
    void each_illness_of_the_stock_service_shows_in_the_orders() throws Exception {
        Run run = run("0.1");

        assertThat(run.lines)
                .anyMatch(line -> line.contains("stock of bolt: 42"))
                .anyMatch(line -> line.endsWith("FAILED  java.io.IOException: HTTP 503 from the stock service"))
                .anyMatch(line -> line.endsWith("FAILED  java.net.http.HttpTimeoutException: request timed out"))
                .anyMatch(line -> line.contains("TURNED AWAY"));
    }

    @Test
    void help_and_a_wrong_argument_print_the_usage_and_take_no_orders() throws Exception {
        Run help = run("--help");
        Run wrong = run("quickly");

        assertThat(help.exitCode).isZero();
        assertThat(wrong.exitCode).isEqualTo(2);
        assertThat(help.lines).isEqualTo(wrong.lines).first().asString().startsWith("usage: ");
    }

    private static Run run(String argument) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                "target/classes",
                OrderService.class.getName(),
                argument);
        // A JVM that reports having picked these up would add a line to the output.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process process = builder.redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Run(process.exitValue(), output.lines().toList());
        } finally {
            process.destroyForcibly();
        }
    }

    private record Run(int exitCode, List<String> lines) {}
}
