package dev.tripcoil.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import programs.H2Queries;

/** A class that is loaded while another is transformed would escape every transformer. */
class TransformLoadsNothingIT {

    private static final String EVENTS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0">
              <event name="jdk.ClassLoad">
                <setting name="enabled">true</setting>
                <setting name="stackTrace">true</setting>
                <setting name="threshold">0 ns</setting>
              </event>
            </configuration>
            """;

    /** Of every kind, so that all that can be asked of a class is asked of most. */
    private static final String RULES = """
            breakers:
              database: {}
              other: {when-open: {return: null}}
              last: {when-open: {return-last: 1m}}
              call: {when-open: {call: 'java.util.Objects#isNull'}}
              nothing: {when-open: {call: 'org.h2.util.Utils#nothing'}}
              empty: {when-open: {return: []}}
              thrown: {when-open: {throw: java.io.IOException, message: '{key}', also-on-failure: true}}
              judged: {per: self.getClass(), failures: {result-if: self == null, exception-if: error == null}}
            rules:
              - {class: 'org.h2.util.**', method: 'get*', breaker: last}
              - {class: 'org.h2.value.**', method: 'equals(Object)', breaker: call}
              - {class: 'org.h2.table.**', method: 'check*', breaker: nothing}
              - {class: 'org.h2.command.**', method: 'get*', breaker: empty}
              - {class: 'org.h2.jdbc.**', method: 'get*', breaker: thrown}
              - {subtype-of: java.sql.Statement, method: 'execute*', breaker: judged}
              - {class: 'org.h2.**', method: <init>, breaker: database}
              - {class-annotation: com.acme.*, breaker: database}
              - {method-annotation: java.lang.Deprecated, breaker: other}
              - {class: 'org.h2.**', except: {subtype-of: [java.util.Map, 'com.acme.**']}, breaker: other}
              - {class: java.sql.DriverManager, method: getConnection, breaker: database}
              - {subtype-of: java.io.Closeable, method: [close, read, write], breaker: other}
              - {subtype-of: com.acme.Unknown, access: public, returns: void, breaker: other}
            """;

    /** Each alone: what is loaded beforehand depends on what the rules ask for. */
    private static final String[] FEW_RULES = {
        """
            breakers: {b: {}}
            rules: [{class: 'org.h2.**', breaker: b}]
            """, """
            breakers: {b: {trip-on: {failure-rate: 50%}}}
            rules: [{class: 'org.h2.**', method: <init>, breaker: b}]
            """, """
            breakers: {b: {when-open: {return: null, also-on-failure: true}}}
            rules: [{class: 'org.h2.**', breaker: b}]
            """, """
            breakers: {b: {failures: {exception-if: error == null}}}
            rules: [{class: 'org.h2.**', method-annotation: '**', breaker: b}, {class: 'org.h2.jdbc.**', breaker: b}]
            """, """
            breakers: {b: {trip-on: {consecutive-failures: 1000000}}} # the JDK's own, too, which must not be refused
            rules: [{subtype-of: java.io.Closeable, breaker: b}, {class: 'org.h2.command.**', breaker: b}]
            """,
    };

    @TempDir
    Path folder;

    @OnEachJdk
    void no_class_is_loaded_within_transform(Jdk jdk) throws Exception {
        hasNoneLoaded(jdk, RULES, 1000);
    }

    @OnEachJdk
    void none_is_with_rules_that_ask_for_little(Jdk jdk) throws Exception {
        for (String rules : FEW_RULES) {
            hasNoneLoaded(jdk, rules, 100);
        }
    }

    /** @param methods of which at least as many must be woven */
    private void hasNoneLoaded(Jdk jdk, String text, int methods) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), text);
        Path events = Files.writeString(folder.resolve("events.jfc"), EVENTS);
        Path recording = folder.resolve("recording.jfr");
        try (Child child = Child.on(jdk)
                .with("-XX:FlightRecorderOptions=stackdepth=1024", "-Xlog:jfr*=off")
                .with("-XX:StartFlightRecording=settings=" + events + ",filename=" + recording)
                .agent(rules.toString())
                .main(H2Queries.class, jar())
                .start()) {
            Await.until("a connection", child::reply, "connected"::equals); // JDK 17 says first that it records
            assertThat(child.ask("select 1")).isEqualTo("fine");
            try (Jmx jmx = Jmx.of(child)) {
                assertThat(jmx.agent().count("WovenMethods")).as(text).isGreaterThan(methods);
            }
            child.send("end");
            assertThat(child.end().exitCode()).isZero();
        }
        List<String> within = new ArrayList<>();
        int loaded = 0;
        for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
            loaded++;
            String transforming = transforming(event);
            if (transforming != null) {
                within.add(event.getClass("loadedClass").getName() + " while " + transforming);
            }
        }
        assertThat(loaded).isGreaterThan(500);
        assertThat(within).as(text).isEmpty();
    }

    private static String transforming(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return null;
        }
        StringBuilder stack = new StringBuilder();
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            stack.append("\n  ")
                    .append(frame.getMethod().getType().getName())
                    .append('.')
                    .append(frame.getMethod().getName());
            if (stack.toString().endsWith("dev.tripcoil.agent.Transformer.transform")) {
                return stack.toString();
            }
        }
        return null;
    }

    private static Path jar() {
        return Path.of(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }
}
