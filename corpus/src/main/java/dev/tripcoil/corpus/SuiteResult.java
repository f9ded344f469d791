package dev.tripcoil.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What became of each test, from the reports that JUnit's launcher writes.
 *
 * @param outcomes how often each test ended in each way
 */
record SuiteResult(Map<String, Map<String, Integer>> outcomes) {

    static SuiteResult read(Path folder) throws IOException {
        var outcomes = new TreeMap<String, Map<String, Integer>>();
        try (var reports = Files.newDirectoryStream(folder, "TEST-*.xml")) {
            for (var report : reports) {
                var tests = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(report.toFile())
                        .getElementsByTagName("testcase");
                for (int i = 0; i < tests.getLength(); i++) {
                    var test = (Element) tests.item(i);
                    outcomes.computeIfAbsent(name(test), each -> new TreeMap<>())
                            .merge(outcome(test), 1, Integer::sum);
                }
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
        return new SuiteResult(outcomes);
    }

    /** Without what differs from run to run: identity hash codes, and parameters that are random numbers or times. */
    private static String name(Element test) {
        return test.getAttribute("classname") + "."
                + test.getAttribute("name").replaceAll("@[0-9a-f]+", "@").replaceFirst("(\\[\\d+\\]).*", "$1");
    }

    private static String outcome(Element test) {
        for (var outcome : new String[] {"failure", "error", "skipped"}) {
            var found = test.getElementsByTagName(outcome);
            if (found.getLength() > 0) {
                var type = ((Element) found.item(0)).getAttribute("type");
                return type.isEmpty() ? outcome : outcome + " " + type;
            }
        }
        return "passed";
    }

    int count(String outcome) {
        int count = 0;
        for (var of : outcomes.values()) {
            for (var each : of.entrySet()) {
                count += each.getKey().startsWith(outcome) ? each.getValue() : 0;
            }
        }
        return count;
    }

    int count() {
        return count("");
    }

    @Override
    public String toString() {
        return count() + " tests, " + count("passed") + " passed, " + (count("failure") + count("error")) + " failed, "
                + count("skipped") + " skipped";
    }
}
