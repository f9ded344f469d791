package dev.tripcoil.cli;

import dev.tripcoil.check.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report on rules as JSON. */
final class CheckJson {

    private CheckJson() {}

    /** Maps, lists, texts, numbers, truth values and null. */
    static Map<String, Object> data(Report report) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("file", report.file());
        data.put("good", report.exitCode() == 0);
        data.put("problems", report.problems());
        data.put("warnings", report.warnings());
        data.put("classPathNotes", report.notes());
        data.put("classes", report.classPath() ? report.classes() : null);
        data.put("jars", report.classPath() ? report.jars() : null);
        List<Object> rules = new ArrayList<>();
        for (Report.OfRule rule : report.rules()) {
            rules.add(data(rule));
        }
        data.put("rules", rules);
        return data;
    }

    private static Map<String, Object> data(Report.OfRule rule) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("position", rule.position());
        data.put("selectors", rule.selectors());
        data.put("breaker", rule.breaker());
        data.put("problems", rule.problems());
        List<Object> guarded = new ArrayList<>();
        for (Report.Guarded each : rule.guarded()) {
            guarded.add(map("method", each.method(), "but", each.but(), "jdk", each.jdk()));
        }
        data.put("guarded", guarded);
        List<Object> unguarded = new ArrayList<>();
        for (Report.Unguarded each : rule.unguarded()) {
            unguarded.add(
                    map("what", each.what(), "reason", each.reason(), "byName", each.byName(), "jdk", each.jdk()));
        }
        data.put("unguarded", unguarded);
        List<Object> shadowed = new ArrayList<>();
        for (Report.Shadowed each : rule.shadowed()) {
            shadowed.add(map("method", each.method(), "by", each.by()));
        }
        data.put("shadowed", shadowed);
        List<Object> open = new ArrayList<>();
        for (Report.Open each : rule.open()) {
            open.add(map("needs", each.needs(), "classes", each.classes()));
        }
        data.put("open", open);
        return data;
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
