package dev.tripcoil.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code java -jar tripcoil.jar}: reads the command line, and runs one of the commands. */
public final class Main {

    private static final int WRONG_USAGE = 2;

    private Main() {}

    /** Ends with exit code 0, 1 where it didn't work, or 2 where the arguments are wrong. */
    public static void main(String[] arguments) {
        // RMI would wait for ever for a JVM that is stopped.
        if (System.getProperty("sun.rmi.transport.tcp.responseTimeout") == null) {
            System.setProperty("sun.rmi.transport.tcp.responseTimeout", "30000");
        }
        Terminal terminal = Terminal.ofThisProcess(System.getenv());
        PrintWriter out = writer(FileDescriptor.out, terminal);
        PrintWriter err = writer(FileDescriptor.err, terminal);
        int code = run(terminal, out, err, arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }

    private static PrintWriter writer(FileDescriptor descriptor, Terminal terminal) {
        OutputStream stream = new FileOutputStream(descriptor);
        return new PrintWriter(new OutputStreamWriter(stream, terminal.charset()), true);
    }

    /** Data goes to {@code out}, messages to {@code err}. */
    static int run(Terminal terminal, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commands = new CommandLine(new TripcoilCommand(terminal));
        commands.setOut(out);
        commands.setErr(err);
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.hasColours() ? Ansi.ON : Ansi.OFF));
        commands.setUsageHelpWidth(100);
        commands.setAbbreviatedOptionsAllowed(false);
        commands.setParameterExceptionHandler(Main::tellOfWrongUsage);
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            err.println(command.getCommandName() + ": " + message(failure));
            if (System.getenv("TRIPCOIL_DEBUG") != null) {
                failure.printStackTrace(err);
            }
            return 1;
        });
        return commands.execute(arguments);
    }

    /** An exception of ours says all in its message; any other is not for the eyes of somebody at a command line. */
    private static String message(Exception failure) {
        String message = failure.getMessage();
        return failure.getClass().getName().startsWith("dev.tripcoil.cli.")
                        || failure.getClass().getName().startsWith("dev.tripcoil.client.")
                ? message
                : "this went wrong: " + failure.toString().strip().replaceAll("\\s+", " ")
                        + " (with TRIPCOIL_DEBUG=1 in the environment, more of it is shown)";
    }

    private static int tellOfWrongUsage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getCommandName() + ": " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("see " + command.getCommandSpec().qualifiedName() + " --help");
        return WRONG_USAGE;
    }
}
