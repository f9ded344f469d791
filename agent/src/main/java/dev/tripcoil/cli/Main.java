package dev.tripcoil.cli;

import java.util.Arrays;

/** {@code java -jar tripcoil.jar}: says what the jar is for, and which version it is. */
public final class Main {

    private static final String USAGE = """
            Tripcoil %s puts circuit breakers into Java applications that nobody may change.

            Run your application under it:
              java -javaagent:tripcoil.jar=rules.yaml -jar app.jar

            The smallest useful rules.yaml:
              breakers:
                stock: {}                 # opens after 5 failures in a row, tries again 30 s later
              rules:
                - class: com.acme.shop.StockClient
                  method: fetch
                  breaker: stock

            Then look at dev.tripcoil in the MBeans tab of JConsole.

            Options of this command:
              --help, -h      this text
              --version, -V   the version
              check --help    how to check rules before the application runs
            """;

    private Main() {}

    /** Ends with exit code 0, or 2 when the arguments are wrong. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("check")) {
            System.exit(CheckCommand.main(Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        String version = Main.class.getPackage().getImplementationVersion();
        String usage = USAGE.formatted(version);
        String option = arguments.length == 1 ? arguments[0] : arguments.length == 0 ? "--help" : "";
        switch (option) {
            case "--help", "-h" -> System.out.print(usage);
            case "--version", "-V" -> System.out.println("tripcoil " + version);
            default -> {
                System.err.print("unknown arguments: " + String.join(" ", arguments) + System.lineSeparator()
                        + System.lineSeparator() + usage);
                System.exit(2);
            }
        }
    }
}
