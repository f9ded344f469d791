package dev.tripcoil.corpus;

import java.util.Arrays;
import java.util.List;

/** {@code java -jar corpus.jar COMMAND}. The exit code is 0 if the claim that the command tests holds. */
public final class Main {

    private static final String USAGE = """
            java -jar corpus.jar COMMAND [OPTION]...

              weave   each class of each jar links with the agent if it does without
              bytes   weaving at load time, retransformation and removal give the same bytes
              suites  other people's test suites pass and fail as they do without the agent
              fuzz    weaving damaged class files always returns, and breaks none that was whole

              --jdk 17,25     on these JDKs only         (all commands; fuzz: the first of them)
              --only NAME     jars whose names contain it (weave, bytes, suites)
              --seed N        for other mutants           (fuzz)
              --count N       of mutants                  (fuzz)
              --first N       the first mutant's number   (fuzz)
            """;

    private Main() {}

    public static void main(String... arguments) throws Exception {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws Exception {
        if (arguments.isEmpty()) {
            System.err.print(USAGE);
            return 2;
        }
        Options options;
        try {
            options = Options.parse(arguments.subList(1, arguments.size()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        long start = System.nanoTime();
        boolean holds;
        switch (arguments.get(0)) {
            case "weave" -> holds = new WeaveCommand(options).run();
            case "bytes" -> holds = new BytesCommand(options).run();
            case "suites" -> holds = new SuitesCommand(options).run();
            case "fuzz" -> holds = new FuzzCommand(options).run();
            default -> {
                System.err.println("unknown command " + arguments.get(0) + "; there are "
                        + Arrays.asList("weave", "bytes", "suites", "fuzz"));
                return 2;
            }
        }
        System.out.printf(
                "%s after %d s%n", holds ? "holds" : "DOES NOT HOLD", (System.nanoTime() - start) / 1_000_000_000);
        return holds ? 0 : 1;
    }
}
