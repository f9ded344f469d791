package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import programs.EventsOfALoaderThatGoes;
import programs.StockCalls;

/** What recordings have of the agent. */
class FlightEventsIT {

    private static final String TRANSITION = "dev.tripcoil.Transition";
    private static final String REJECTION = "dev.tripcoil.Rejection";

    @TempDir
    Path folder;

    @OnEachJdk
    void recording_from_the_launch_has_transitions_and_rejections_if_it_asks_for_them(Jdk jdk) throws Exception {
        Path recording = folder.resolve("launch.jfr");
        try (Child child = start(
                jdk,
                "-XX:StartFlightRecording:filename=" + recording + ",+" + REJECTION
                        + "#enabled=true,+jdk.ClassLoad#enabled=true,+jdk.ClassLoad#threshold=0ns,+jdk.ClassLoad#stackTrace=true")) {
            openTheBreaker(child);
            assertThat(child.ask("call")).isEqualTo(Rules.REFUSED);
            child.finish();
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        List<RecordedEvent> rejections = named(REJECTION, events);
        assertThat(rejections).hasSize(2);
        RecordedEvent rejection = rejections.get(0);
        assertThat(rejection.getString("breaker")).isEqualTo("stock");
        assertThat(rejection.getString("key")).isNull();
        assertThat(rejection.getString("state")).isEqualTo("OPEN");
        assertThat(rejection.getString("method")).isEqualTo("programs.Stock.fetch");
        assertThat(rejection.getDuration("timeLeft").toMillis()).isBetween(1L, 30_000L);
        assertThat(rejection.getThread().getJavaName()).isEqualTo("main");
        assertThat(rejection.getStackTrace().getFrames())
                .extracting(frame -> frame.getMethod().getType().getName() + "."
                        + frame.getMethod().getName())
                .containsSubsequence("programs.Stock.fetch", "programs.StockCalls.call", "programs.StockCalls.main");
        assertThat(rejection.getEventType().getLabel()).isEqualTo("Circuit Breaker Rejection");
        assertThat(rejection.getEventType().getCategoryNames()).containsExactly("Tripcoil");
        assertIsOpening(openings(events));

        // None of it on a thread of the application's, where it would be within a guarded call.
        List<RecordedEvent> loads = named("jdk.ClassLoad", events).stream()
                .filter(event -> event.getClass("loadedClass").getName().startsWith("dev.tripcoil.jfr."))
                .toList();
        assertThat(loads).hasSizeGreaterThanOrEqualTo(3);
        assertThat(loads)
                .allSatisfy(event -> assertThat(event.getThread().getJavaName()).isEqualTo("tripcoil-control"));
    }

    @OnEachJdk
    void recording_that_starts_later_has_both_and_the_tool_prints_them(Jdk jdk) throws Exception {
        Path recording = folder.resolve("later.jfr");
        try (Child child = start(jdk, "-Xlog:class+load:stderr")) {
            assertThat(child.snapshot().errors()).noneMatch(FlightEventsIT::isEvent);
            jcmd(jdk, child, "JFR.start", "name=later", "+" + REJECTION + "#enabled=true");
            try (Jmx jmx = Jmx.of(child)) {
                Jmx.Bean breaker = jmx.breaker("stock");
                Await.until(
                        "a transition",
                        () -> {
                            breaker.invoke("trip");
                            breaker.invoke("reset");
                            return named(TRANSITION, dump(jdk, child, recording));
                        },
                        found -> !found.isEmpty());
            }
            openTheBreaker(child);
            Await.until("the opening", () -> openings(dump(jdk, child, recording)), found -> !found.isEmpty());
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        assertThat(named(REJECTION, events)).hasSize(1);
        assertIsOpening(openings(events));
        Child.Ended printed = Child.on(jdk)
                .command("jfr")
                .with("print", "--events", TRANSITION + "," + REJECTION, recording.toString())
                .run();
        assertThat(printed.exitCode()).as(printed.text()).isZero();
        assertThat(printed.output())
                .map(String::strip)
                .contains(
                        TRANSITION + " {",
                        REJECTION + " {",
                        "breaker = \"stock\"",
                        "from = \"CLOSED\"",
                        "to = \"OPEN\"",
                        "calls = 5",
                        "method = \"programs.Stock.fetch\"")
                .anyMatch(line -> line.matches("madeAt = \\d\\d:\\d\\d:\\d\\d.*"))
                .anyMatch(line -> line.matches("timeLeft = [\\d.,]+ s"));
    }

    @OnEachJdk
    void rejections_are_left_out_unless_a_recording_asks_for_them(Jdk jdk) throws Exception {
        Path recording = folder.resolve("usual.jfr");
        try (Child child = start(jdk, "-XX:StartFlightRecording:filename=" + recording)) {
            openTheBreaker(child);
            child.finish();
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        assertIsOpening(openings(events));
        assertThat(named(REJECTION, events)).isEmpty();
    }

    @OnEachJdk
    void where_nobody_records_the_flight_recorder_is_not_even_begun(Jdk jdk) throws Exception {
        try (Child child = start(jdk, "-Xlog:class+load:stderr")) {
            openTheBreaker(child);
            child.finish();
            List<String> loaded = child.snapshot().errors();
            assertThat(loaded).anyMatch(line -> line.contains("dev.tripcoil.jfr.FlightEvents "));
            assertThat(loaded).noneMatch(FlightEventsIT::isEvent);
            assertThat(loaded).noneMatch(line -> line.contains("jdk.jfr.internal.MetadataRepository "));
        }
    }

    @OnEachJdk
    void loader_of_the_events_can_go_once_they_are_closed(Jdk jdk) throws Exception {
        for (String when : List.of("before", "after")) {
            Child.Ended ended = Child.on(jdk)
                    .main(EventsOfALoaderThatGoes.class)
                    .with(Child.AGENT.toString(), when)
                    .run();
            assertThat(ended.output()).as(when + "\n" + ended.text()).last().isEqualTo("gone");
        }
    }

    private static boolean isEvent(String loaded) {
        return loaded.matches(".* dev\\.tripcoil\\.jfr\\.\\w+Event .*");
    }

    private Child start(Jdk jdk, String... options) throws Exception {
        Child child = Child.on(jdk)
                .with("-Dcom.sun.management.jmxremote", "-Xlog:jfr*=off")
                .with(options)
                .agent(Rules.stock(folder).toString())
                .main(StockCalls.class)
                .start();
        Await.until("main", child::reply, "main begins"::equals); // JDK 17 says first that it records
        try (Jmx jmx = Jmx.of(child)) {
            jmx.breaker("stock"); // which comes after the events
        }
        return child;
    }

    private static void openTheBreaker(Child child) throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(child.ask("call")).isEqualTo(Rules.FAILED);
        }
        assertThat(child.ask("call")).isEqualTo(Rules.REFUSED);
    }

    private static void assertIsOpening(List<RecordedEvent> transitions) {
        assertThat(transitions).singleElement().satisfies(event -> {
            assertThat(event.getString("breaker")).isEqualTo("stock");
            assertThat(event.getString("key")).isNull();
            assertThat(event.getString("from")).isEqualTo("CLOSED");
            assertThat(event.getString("to")).isEqualTo("OPEN");
            assertThat(event.getString("reason")).startsWith("5 failures in a row");
            assertThat(event.getLong("calls")).isEqualTo(5);
            assertThat(event.getLong("failed")).isEqualTo(5);
            assertThat(event.getLong("rejected")).isBetween(0L, 2L); // as it is told a moment later
            assertThat(event.getInstant("madeAt"))
                    .isBetween(
                            event.getStartTime().minusSeconds(5),
                            event.getStartTime().plusSeconds(1));
            assertThat(event.getStackTrace()).isNull();
            assertThat(event.getEventType().getLabel()).isEqualTo("Circuit Breaker Transition");
            assertThat(event.getEventType().getCategoryNames()).containsExactly("Tripcoil");
        });
    }

    /** Made by calls, and not by hand. */
    private static List<RecordedEvent> openings(List<RecordedEvent> events) {
        return named(TRANSITION, events).stream()
                .filter(event -> event.getString("reason").startsWith("5 failures in a row"))
                .toList();
    }

    private static List<RecordedEvent> dump(Jdk jdk, Child child, Path recording) throws Exception {
        jcmd(jdk, child, "JFR.dump", "name=later", "filename=" + recording);
        return RecordingFile.readAllEvents(recording);
    }

    private static List<RecordedEvent> named(String name, List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }

    private static void jcmd(Jdk jdk, Child child, String... command) throws Exception {
        Child.Ended ended = Child.on(jdk)
                .command("jcmd")
                .with(Long.toString(child.pid()))
                .with(command)
                .run();
        assertThat(ended.exitCode()).as(ended.text()).isZero();
    }
}
