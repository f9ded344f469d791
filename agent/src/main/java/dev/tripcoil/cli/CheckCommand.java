package dev.tripcoil.cli;

import dev.tripcoil.check.Check;
import dev.tripcoil.check.MissingElementException;
import dev.tripcoil.check.Report;
import dev.tripcoil.check.TextReport;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: what rules would do, said before the application runs. */
@Command(
        name = "check",
        description = "Checks a rules file as the agent does; and with the application's JARs or classes, says for each"
                + " rule which methods it would guard, which it can't and why, and what was probably meant where it matches"
                + " nothing. Nothing of the application is run. Exit codes: 0 good, 1 problems, 2 wrong usage.",
        customSynopsis = "tripcoil check RULES [--classpath PATH] [--all] [--json]",
        synopsisHeading = "Usage: ",
        descriptionHeading = "%n",
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExample:%n",
        footer = "  tripcoil check rules.yaml -cp app.jar",
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

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

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This text.")
    boolean help;

    /** The exit code. */
    static int main(String... arguments) {
        return new CommandLine(new CheckCommand()).setUsageHelpWidth(100).execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        Report report;
        try {
            report = Check.run(rules, elements());
        } catch (MissingElementException | InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(CheckJson.document(report));
        } else {
            for (String line : TextReport.lines(report, all)) {
                out.println(line);
            }
        }
        out.flush();
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
