package dev.tripcoil.cli;

import dev.tripcoil.check.Check;
import dev.tripcoil.check.MissingElementException;
import dev.tripcoil.check.Report;
import dev.tripcoil.check.TextReport;
import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check}: what rules would do, said before the application runs. */
@Command(
        name = "check",
        header = "Checks rules, and says what they would guard of an application.",
        description = "The rules file is checked as the agent does; and with the application's JARs or classes, each"
                + " rule is shown with the methods that it would guard, those it can't and why, and what was probably meant where it"
                + " matches nothing. Nothing of the application is run.",
        customSynopsis = "tripcoil check [OPTIONS] RULES",
        footer = "  tripcoil check rules.yaml -cp app.jar")
final class CheckCommand extends Subcommand {

    @Parameters(paramLabel = "RULES", description = "The rules file.")
    Path rules;

    @Option(
            names = {"-cp", "--classpath", "--class-path"},
            paramLabel = "PATH",
            description =
                    "What the application is made of, as for java, with '${sys:path.separator}' between: JARs (executable"
                            + " ones, WARs and those in them included), folders of classes or of JARs, FOLDER/*. May be given"
                            + " several times.")
    List<String> classPaths = new ArrayList<>();

    @Option(names = "--all", description = "Long lists in full.")
    boolean all;

    @Option(names = "--json", description = "As JSON, with everything in it.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        Report report;
        try {
            report = Check.run(rules, elements());
        } catch (MissingElementException | InvalidPathException e) {
            throw wrongUsage(e.getMessage());
        }
        if (json) {
            out().println(Json.document(CheckJson.data(report)));
        } else {
            print(TextReport.lines(report, all));
        }
        return report.exitCode();
    }

    private List<String> elements() {
        List<String> elements = new ArrayList<>();
        for (String path : classPaths) {
            for (String element : path.split(File.pathSeparator)) {
                if (!element.isEmpty()) {
                    elements.add(element);
                }
            }
        }
        return elements;
    }
}
