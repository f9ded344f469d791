package dev.tripcoil.cli;

import dev.tripcoil.client.Connection;
import dev.tripcoil.client.JvmException;
import java.io.Console;
import java.io.IOException;
import picocli.CommandLine.Option;

/** A command that asks a guarded JVM. */
abstract class ConnectedCommand extends Subcommand {

    private static final String VARIABLE = "TRIPCOIL_PASSWORD";
    private static final String ASK = "?";

    @Option(names = "--json", order = 80, description = "Print JSON.")
    boolean json;

    @Option(names = "--user", paramLabel = "NAME", order = 90, description = "Who you are to a JMX port that asks.")
    String user;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            arity = "0..1",
            fallbackValue = ASK,
            preprocessor = AttachedValue.class,
            order = 91,
            description = "The password. Better left out, to be asked for it, or in the environment as" + " " + VARIABLE
                    + ": others on this machine see arguments.")
    String password;

    /** Null where the only guarded JVM is meant. */
    abstract String target();

    /** Does what the command is for. */
    abstract int run(Connection connection) throws IOException, Failure;

    @Override
    public final Integer call() throws JvmException, Failure {
        try (Connection connection = Target.connect(target(), user, secret())) {
            try {
                return run(connection);
            } catch (IOException e) {
                throw new Failure(connection.loss(e).message());
            }
        }
    }

    private char[] secret() throws Failure {
        if (user == null) {
            if (ASK.equals(password)) {
                throw wrongUsage("--password without --user; give both");
            }
            return null;
        }
        String given = password == null ? System.getenv(VARIABLE) : password;
        if (given != null && !given.equals(ASK)) {
            return given.toCharArray();
        }
        Console console = terminal().isTerminal() ? System.console() : null;
        char[] answer = console == null ? null : console.readPassword("Password of %s: ", user);
        if (answer == null) {
            throw new Failure(
                    "there is no terminal to ask for the password on; put it into the environment as " + VARIABLE);
        }
        return answer;
    }
}
