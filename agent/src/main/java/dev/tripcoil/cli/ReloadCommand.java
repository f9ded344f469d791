package dev.tripcoil.cli;

import dev.tripcoil.client.AgentStatus;
import dev.tripcoil.client.BreakerStatus;
import dev.tripcoil.client.Connection;
import dev.tripcoil.text.Times;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reload}: has the agent look at its rules file now. */
@Command(
        name = "reload",
        header = "Has the agent look at its rules file now.",
        description =
                "Rather than when it next would. Says what is in force then; or what is wrong with the file, with exit code 1,"
                        + " and the rules in force stay in force.",
        customSynopsis = "tripcoil reload [OPTIONS] [PID | HOST:PORT]",
        footer = "  tripcoil reload 1234")
final class ReloadCommand extends ConnectedCommand {

    /** The states that last until an operation, and how the rules file has them. */
    private static final Map<String, String> START_AS =
            Map.of("METRICS_ONLY", "metrics-only", "DISABLED", "disabled", "FORCED_OPEN", "forced-open");

    @Parameters(
            arity = "0..1",
            paramLabel = "PID",
            description = "The JVM: process id, HOST:PORT or service:jmx: URL. The only guarded one, if left out.")
    String jvm;

    @Override
    String target() {
        if (jvm != null && !Target.isOne(jvm)) {
            throw wrongUsage("'" + jvm + "' names no JVM; give a process id, HOST:PORT or a service:jmx: URL");
        }
        return jvm;
    }

    @Override
    int run(Connection connection) throws IOException {
        connection.jvm().reload();
        AgentStatus agent = connection.jvm().agent();
        List<BreakerStatus> breakers = connection.jvm().breakers();
        boolean isGood = agent.rulesErrors().isEmpty();
        if (json) {
            Map<String, Object> data = JsonView.of(connection.name(), agent);
            data.put("breakers", breakers.stream().map(BreakerPattern::label).toList());
            out().println(Json.document(data));
        } else if (isGood) {
            out().println(inForce(agent, breakers));
        }
        for (String error : agent.rulesErrors()) {
            say(error);
        }
        if (!isGood) {
            say(
                    agent.rulesLoadedAt() == null
                            ? "no rules are in force, until the file is good"
                            : "the rules of "
                                    + Times.moment(agent.rulesLoadedAt().getTime()) + " stay in force");
        }
        for (String warning : agent.rulesWarnings()) {
            say("warning: " + warning);
        }
        if (isGood) {
            breakers.forEach(breaker -> tellIfHeld(connection, breaker));
        }
        return isGood ? WORKED : DID_NOT_WORK;
    }

    /** Whoever has just taken {@code start-as: metrics-only} out of the file takes the breaker for armed. */
    private void tellIfHeld(Connection connection, BreakerStatus breaker) {
        String startAs = START_AS.get(breaker.state());
        if (startAs != null && !breaker.definition().contains("  start-as: " + startAs)) {
            String label = BreakerPattern.label(breaker);
            say(label + " stays " + breaker.state()
                    + ": its start-as is for the start only; to close it now: tripcoil reset " + connection.name() + " "
                    + label);
        }
    }

    private static String inForce(AgentStatus agent, List<BreakerStatus> breakers) {
        if (agent.rulesLoadedAt() == null) {
            return "no rules are in force";
        }
        return agent.rulesFile() + ": in force since "
                + Times.moment(agent.rulesLoadedAt().getTime()) + ": " + count(breakers.size(), "breaker") + ", "
                + count(agent.wovenMethods(), "guarded method") + " so far";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
