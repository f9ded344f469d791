package dev.tripcoil.speed;

import java.util.Arrays;
import java.util.List;

/** The main class of {@code speed.jar}: one command for each thing that is measured. */
public final class Speed {

    private static final String USAGE = """
            usage, in the project's folder:
              java -jar benchmarks/target/speed.jar COMMAND
            commands:
              quick [--only REGEX]               all calls, one fork each: under 10 minutes, for a first look
              full [--forks N] [--only REGEX]    the same with 3 longer forks, or more: some 40 minutes
              table [FILE…]                      prints the table again: of these results, or else of all there are
              weave                              the time to weave a class, the bytes that a method grows by, and what
                                                 rules cost a class that they don't select
              memory                             what a breaker and a guarded method take
              first-call                         the first call of a guarded method
              jmh ARGUMENT…                      JMH as it is: the benchmarks one by one, with its own options
            The JDK that runs it is the one that is measured.
            """;

    private Speed() {}

    public static void main(String[] arguments) throws Exception {
        int exitCode;
        try {
            exitCode = run(List.of(arguments));
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            exitCode = 2;
        }
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static int run(List<String> arguments) throws Exception {
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        switch (command) {
            case "quick":
                return new CallsCommand(CallsCommand.Length.QUICK, rest).run();
            case "full":
                return new CallsCommand(CallsCommand.Length.FULL, rest).run();
            case "table":
                return TableCommand.run(rest);
            case "weave":
                return WeaveCommand.run();
            case "memory":
                return MemoryCommand.run();
            case "first-call":
                return FirstCallCommand.run();
            case "jmh":
                org.openjdk.jmh.Main.main(rest.toArray(String[]::new));
                return 0;
            default:
                throw new UsageException(
                        (command.isEmpty() ? "" : "no such command: " + command + "\n") + USAGE.stripTrailing());
        }
    }

    /** Something that the user can put right; the message says how. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    /** An option's value, or null where it is not given. */
    static String option(List<String> arguments, String name, String... known) throws UsageException {
        String value = null;
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!Arrays.asList(known).contains(arguments.get(i)) || i + 1 == arguments.size()) {
                throw new UsageException("what is meant by " + String.join(" ", arguments) + "?\n" + USAGE);
            }
            if (arguments.get(i).equals(name)) {
                value = arguments.get(i + 1);
            }
        }
        return value;
    }
}
