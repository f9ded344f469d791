package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import programs.ManyClasses;

/** Under a flight recording, which notes every exception: the agent throws none for each class that it looks at. */
class FlightRecorderIT {

    private static final int CLASSES = 300;

    @TempDir
    Path folder;

    @OnEachJdk
    void the_recording_parses_and_has_no_exception_of_the_agents(Jdk jdk) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                breakers:
                  copies: {}
                  rest: {when-open: {return: 1}}
                rules:
                  - {class: 'programs.*$Copied', method: run, breaker: copies}
                  - {class: '**', method: 'no*', breaker: rest}
                """);
        Path recording = folder.resolve("recording.jfr");
        Child.Ended ended = Child.on(jdk)
                .agent(rules.toString())
                .with(
                        "-Xlog:jfr*=off",
                        "-XX:StartFlightRecording:settings=none,filename=" + recording
                                + ",+jdk.JavaExceptionThrow#enabled=true,+jdk.JavaExceptionThrow#stackTrace=true"
                                + ",+jdk.JavaErrorThrow#enabled=true,+jdk.JavaErrorThrow#stackTrace=true"
                                + ",+jdk.ClassDefine#enabled=true")
                .main(ManyClasses.class)
                .with(Integer.toString(CLASSES))
                .run();
        assertThat(ended.exitCode()).as(ended.text()).isZero();
        assertThat(ended.output()).endsWith(CLASSES + " classes"); // JDK 17 repeats the recording's options first

        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        assertThat(events.stream()
                        .filter(event -> event.getEventType().getName().equals("jdk.ClassDefine"))
                        .filter(event ->
                                event.getClass("definedClass").getName().endsWith("Copied")))
                .hasSize(CLASSES);
        // The program's own is there: so would others be.
        assertThat(thrown(events)).anyMatch(event -> "on purpose".equals(event.getString("message")));
        // On its own threads it uses JMX, where the JDK throws and catches some by itself.
        assertThat(thrown(events)
                        .filter(event -> !event.getThread().getJavaName().startsWith("tripcoil-"))
                        .filter(event -> event.getStackTrace() != null
                                && event.getStackTrace().getFrames().stream()
                                        .anyMatch(frame -> frame.getMethod()
                                                .getType()
                                                .getName()
                                                .startsWith("dev.tripcoil."))))
                .isEmpty();
    }

    private static Stream<RecordedEvent> thrown(List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().matches("jdk\\.Java(Exception|Error)Throw"));
    }
}
