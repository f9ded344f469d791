package dev.tripcoil.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A report for people: rule by rule, problems where they belong, and a summary at the end. */
public final class TextReport {

    /** Types that are missing from a class path, of which each is told in a line of its own. */
    private static final int MOST_OPEN = 3;

    /** Of a longer list the first so many say what it is like. */
    private static final int MOST_LINES = 20;

    private final Report report;
    private final boolean all;
    private final List<String> lines = new ArrayList<>();

    private TextReport(Report report, boolean all) {
        this.report = report;
        this.all = all;
    }

    /**
     * The report's lines.
     *
     * @param all whether long lists are there in full
     */
    public static List<String> lines(Report report, boolean all) {
        TextReport text = new TextReport(report, all);
        text.write();
        return text.lines;
    }

    private void write() {
        for (Report.OfRule rule : report.rules()) {
            write(rule);
            lines.add("");
        }
        if (report.rules().isEmpty()) {
            lines.addAll(report.problems());
        }
        section("warnings:", report.warnings());
        section("on the class path:", report.notes());
        lines.add(summary());
    }

    private void section(String heading, List<String> content) {
        if (!content.isEmpty()) {
            lines.add(heading);
            list(content);
            lines.add("");
        }
    }

    private void list(List<String> content) {
        int shown = all || content.size() <= MOST_LINES + 1 ? content.size() : MOST_LINES;
        for (String each : content.subList(0, shown)) {
            lines.add("    " + each);
        }
        if (shown < content.size()) {
            lines.add("    ... and " + Words.number(content.size() - shown) + " more; --all shows them");
        }
    }

    private void write(Report.OfRule rule) {
        lines.add(rule.position() + ": " + rule.selectors() + " -> " + rule.breaker());
        for (String problem : rule.problems()) {
            lines.add("  PROBLEM: " + problem);
        }
        writeGuarded(rule);
        writeUnguarded(rule);
        writeShadowed(rule);
        writeOpen(rule.open());
    }

    /** An application of many libraries may be without most of what they could work with. */
    private void writeOpen(List<Report.Open> open) {
        int shown = all || open.size() <= MOST_OPEN + 1 ? open.size() : MOST_OPEN;
        for (Report.Open each : open.subList(0, shown)) {
            int count = each.classes().size();
            lines.add("  stays open until they are loaded: "
                    + Words.count(count, "class, as it depends", "classes, as they depend")
                    + " on " + each.needs() + ", which is not on the class path"
                    + (all ? "" : ": " + Words.few(each.classes())));
            if (all) {
                list(each.classes());
            }
        }
        if (shown < open.size()) {
            int classes = 0;
            for (Report.Open each : open.subList(shown, open.size())) {
                classes += each.classes().size();
            }
            lines.add("  ... and " + Words.count(classes, "class", "classes") + " that depend on "
                    + (open.size() - shown) + " more types that are not there; --all shows them");
        }
    }

    /** The application's own first: of the JDK's there may be many that nobody thought of. */
    private void writeGuarded(Report.OfRule rule) {
        for (boolean jdk : new boolean[] {false, true}) {
            Map<String, List<String>> byCaution = new LinkedHashMap<>();
            byCaution.put(null, new ArrayList<>());
            for (Report.Guarded each : rule.guarded()) {
                if (each.jdk() == jdk) {
                    byCaution
                            .computeIfAbsent(each.but(), key -> new ArrayList<>())
                            .add(each.method());
                }
            }
            byCaution.forEach((caution, methods) -> {
                if (!methods.isEmpty()) {
                    lines.add("  guards " + methods(methods.size()) + (jdk ? " of the JDK" : "")
                            + (caution == null ? "" : (methods.size() == 1 ? ", but it " : ", but each ") + caution));
                    list(methods);
                }
            });
        }
    }

    private void writeUnguarded(Report.OfRule rule) {
        write("  PROBLEM: can't guard ", "", unguarded(rule, true, null));
        write("  leaves alone ", "", unguarded(rule, false, false));
        write("  leaves alone ", " of the JDK", unguarded(rule, false, true));
    }

    /** By the reason. */
    private static Map<String, List<String>> unguarded(Report.OfRule rule, boolean byName, Boolean jdk) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (Report.Unguarded each : rule.unguarded()) {
            if (each.byName() == byName && (jdk == null || each.jdk() == jdk)) {
                byReason.computeIfAbsent(each.reason(), key -> new ArrayList<>())
                        .add(each.what());
            }
        }
        return byReason;
    }

    private void write(String verb, String of, Map<String, List<String>> byReason) {
        byReason.forEach((reason, what) -> {
            boolean classes = what.get(0).indexOf('#') < 0;
            lines.add(verb + (classes ? Words.count(what.size(), "class", "classes") : methods(what.size())) + of + ": "
                    + reason);
            list(what);
        });
    }

    private void writeShadowed(Report.OfRule rule) {
        Map<String, List<String>> byRule = new LinkedHashMap<>();
        for (Report.Shadowed each : rule.shadowed()) {
            byRule.computeIfAbsent(each.by(), key -> new ArrayList<>()).add(each.method());
        }
        byRule.forEach((by, methods) -> {
            lines.add("  shadowed: " + methods(methods.size()) + (methods.size() == 1 ? " that is" : " that are")
                    + " guarded by the rule at " + by + ", as the first in the file wins");
            list(methods);
        });
    }

    private static String methods(int count) {
        return Words.count(count, "method", "methods");
    }

    private String summary() {
        String verdict = report.problems().isEmpty()
                ? report.rules().isEmpty() ? "good" : "no problems"
                : Words.count(report.problems().size(), "problem", "problems");
        if (!report.warnings().isEmpty()) {
            verdict += ", " + Words.count(report.warnings().size(), "warning", "warnings");
        }
        String summary = report.file() + ": " + verdict;
        if (!report.rules().isEmpty()) {
            summary += "; " + Words.count(report.rules().size(), "rule guards", "rules guard") + " " + guarded();
        }
        if (report.classPath()) {
            return summary + ", of " + Words.count(report.classes(), "class", "classes") + " looked at"
                    + (report.jars() == 0 ? "" : " in " + Words.count(report.jars(), "JAR", "JARs"));
        }
        return report.problems().isEmpty()
                ? summary + "; give the application's JARs with --classpath to see what the rules would guard"
                : summary;
    }

    private String guarded() {
        int methods = 0;
        TreeSet<String> classes = new TreeSet<>();
        for (Report.OfRule rule : report.rules()) {
            methods += rule.guarded().size();
            for (Report.Guarded each : rule.guarded()) {
                classes.add(each.method().substring(0, each.method().indexOf('#')));
            }
        }
        return methods(methods) + (methods == 0 ? "" : " in " + Words.count(classes.size(), "class", "classes"));
    }
}
