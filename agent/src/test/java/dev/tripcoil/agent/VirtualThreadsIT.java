package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import programs.VirtualThreads;

/** Ten thousand virtual threads through one guarded method: each is counted, none is pinned. */
class VirtualThreadsIT {

    private static final int THREADS = 10_000;

    private static final Pattern TOTALS = Pattern.compile("(\\d+) succeeded, (\\d+) failed, (\\d+) ended otherwise");

    @TempDir
    Path folder;

    @OnEachJdk(from = 21)
    void while_the_breaker_stays_closed(Jdk jdk) throws Exception {
        assertThat(totals(jdk, "trip-on: {consecutive-failures: 1000000}")).containsExactly(6_660, 3_340, 0);
    }

    @OnEachJdk(from = 21)
    void while_the_breaker_opens_and_tries_again(Jdk jdk) throws Exception {
        List<Integer> totals = totals(jdk, "trip-on: {consecutive-failures: 3}, open-for: 10ms");
        assertThat(totals).allMatch(total -> total > 0);
        assertThat(totals.stream().mapToInt(Integer::intValue).sum()).isEqualTo(THREADS);
    }

    /** Succeeded, failed and refused, as the program counts them and the breaker, too. */
    private List<Integer> totals(Jdk jdk, String breaker) throws Exception {
        Path recording = folder.resolve("recording.jfr");
        List<Integer> totals;
        try (Child child = Child.on(jdk)
                .agent(rules(breaker).toString())
                .with(
                        "-Xlog:jfr*=off", // what it says on standard output
                        "-XX:StartFlightRecording:settings=none,filename=" + recording
                                + ",+jdk.VirtualThreadPinned#enabled=true,+jdk.VirtualThreadPinned#threshold=0ms"
                                + ",+jdk.VirtualThreadPinned#stackTrace=true")
                .main(VirtualThreads.class)
                .with(Integer.toString(THREADS))
                .start()) {
            MatchResult said =
                    TOTALS.matcher(child.reply()).results().findFirst().orElseThrow();
            totals = List.of(number(said, 1), number(said, 2), number(said, 3));
            try (Jmx jmx = Jmx.of(child)) {
                Jmx.Bean bean = jmx.breaker("stock");
                assertThat(bean.count("SuccessfulCalls"))
                        .isEqualTo(totals.get(0).longValue());
                assertThat(bean.count("FailedCalls")).isEqualTo(totals.get(1).longValue());
                assertThat(bean.count("RejectedCalls")).isEqualTo(totals.get(2).longValue());
                assertThat(bean.count("IgnoredCalls")).isZero();
                assertThat(jmx.agent().count("InternalErrors")).isZero();
            }
            child.send("end");
            assertThat(child.end().exitCode()).isZero();
        }
        onlyPinnedOnPurpose(RecordingFile.readAllEvents(recording));
        return totals;
    }

    /** That the program's own pinning is there shows that the recording would have the agent's. */
    private static void onlyPinnedOnPurpose(List<RecordedEvent> events) {
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
                .isNotEmpty()
                .allMatch(event -> event.getStackTrace().getFrames().stream()
                        .anyMatch(frame -> frame.getMethod().getType().getName().endsWith("VirtualThreads$Pinned")));
    }

    private Path rules(String breaker) throws Exception {
        return Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  stock: {%s}
                rules:
                  - class: programs.VirtualThreads
                    method: fetch
                    breaker: stock
                """.formatted(breaker));
    }

    private static int number(MatchResult said, int group) {
        return Integer.parseInt(said.group(group));
    }
}
