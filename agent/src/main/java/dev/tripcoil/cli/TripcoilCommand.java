package dev.tripcoil.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tripcoil}: says what it is for, and what commands there are. */
@Command(
        name = "tripcoil",
        versionProvider = TripcoilCommand.Version.class,
        header = {
            "Tripcoil ${tripcoil.version} puts circuit breakers into Java applications that nobody may change.",
            "",
            "Run your application under it:",
            "  java -javaagent:tripcoil.jar=rules.yaml -jar app.jar",
            "",
            "The smallest useful rules.yaml:",
            "  breakers:",
            "    stock: {}                 # opens after 5 failures in a row, tries again 30 s later",
            "  rules:",
            "    - class: com.acme.shop.StockClient",
            "      method: fetch",
            "      breaker: stock",
            ""
        },
        synopsisHeading = "Then look at it, and operate it:%n  ",
        customSynopsis = "java -jar tripcoil.jar COMMAND [ARGUMENTS]",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands, each with --help of its own:%n",
        footer = {
            "",
            "PID is the process id of a JVM of this machine, or HOST:PORT of a JMX port, or a service:jmx: URL. Where only one"
                    + " JVM is guarded, it may be left out.",
            "Exit codes: 0, 1 if it didn't work, 2 if the arguments are wrong."
        },
        subcommands = {
            CheckCommand.class,
            PsCommand.class,
            StatusCommand.class,
            ShowCommand.class,
            TripCommand.class,
            ResetCommand.class,
            ForceOpenCommand.class,
            DisableCommand.class,
            MetricsOnlyCommand.class,
            ReloadCommand.class,
            AttachCommand.class,
            DetachCommand.class,
            CompletionCommand.class
        })
final class TripcoilCommand implements Callable<Integer> {

    final Terminal terminal;

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This text.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "The version.")
    boolean version;

    TripcoilCommand(Terminal terminal) {
        this.terminal = terminal;
        System.setProperty("tripcoil.version", version());
    }

    /** Without a command. */
    @Override
    public Integer call() {
        CommandLine commands = spec.commandLine();
        commands.usage(commands.getOut());
        return 0;
    }

    /** Of the jar; none when run from class files. */
    static String version() {
        String version = TripcoilCommand.class.getPackage().getImplementationVersion();
        return version == null ? "(no version)" : version;
    }

    /** What {@code --version} says. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tripcoil " + version()};
        }
    }
}
