package dev.tripcoil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripcoil.check.Report;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class CheckJsonTest {

    @Test
    void has_everything_that_the_report_has() {
        Report.OfRule rule = new Report.OfRule(
                "rules.yaml:5",
                "class /\"a\\b\"/",
                "stock",
                List.of(new Report.Guarded("com.acme.A#x()int", null, false)),
                List.of(new Report.Unguarded("com.acme.A#n()int", "is native", true, false)),
                List.of(new Report.Shadowed("com.acme.B#x()int", "rules.yaml:3")),
                List.of(new Report.Open("com.x.Y", List.of("com.acme.\u00dcber"))),
                List.of("a\tproblem"));
        Report report = new Report("rules.yaml", List.of("p"), List.of("w"), List.of("n"), true, 5, 1, List.of(rule));
        String json = Json.document(CheckJson.data(report));
        assertThat(json).matches("[\\x0a\\x20-\\x7e]*");
        // JSON is YAML.
        Map<String, Object> read = new Yaml().load(json);
        assertThat(read).isEqualTo(CheckJson.data(report));
        assertThat(read)
                .containsEntry("file", "rules.yaml")
                .containsEntry("good", false)
                .containsEntry("problems", List.of("p"))
                .containsEntry("warnings", List.of("w"))
                .containsEntry("classPathNotes", List.of("n"))
                .containsEntry("classes", 5)
                .containsEntry("jars", 1);
        assertThat((Map<?, ?>) ((List<?>) read.get("rules")).get(0))
                .hasToString("{position=rules.yaml:5, selectors=class /\"a\\b\"/, breaker=stock, problems=[a\tproblem],"
                        + " guarded=[{method=com.acme.A#x()int, but=null, jdk=false}],"
                        + " unguarded=[{what=com.acme.A#n()int, reason=is native, byName=true, jdk=false}],"
                        + " shadowed=[{method=com.acme.B#x()int, by=rules.yaml:3}],"
                        + " open=[{needs=com.x.Y, classes=[com.acme.\u00dcber]}]}");
    }
}
