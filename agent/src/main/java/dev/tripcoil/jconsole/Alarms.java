package dev.tripcoil.jconsole;

import dev.tripcoil.client.AgentStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with the agent, in the words of the banner.
 *
 * @param alarms what must not be overlooked: the rules are not what somebody wants them to be, or the agent is at fault
 * @param cautions one line, null if there is nothing; what it stands for is in {@code all}
 * @param all for whoever wants to read everything
 */
record Alarms(List<String> alarms, String cautions, String all) {

    static Alarms of(AgentStatus agent) {
        List<String> alarms = new ArrayList<>();
        if (!agent.rulesErrors().isEmpty()) {
            alarms.add((agent.rulesErrors().size() == 1
                            ? "A problem with the rules file"
                            : agent.rulesErrors().size() + " problems with the rules file")
                    + (agent.rulesLoadedAt() == null
                            ? ": no rules are in force, the application runs unguarded"
                            : ": the rules of " + Texts.moment(agent.rulesLoadedAt()) + " stay in force"));
            for (String error : agent.rulesErrors()) {
                alarms.add("    " + error);
            }
        } else if (agent.rulesLoadedAt() == null && agent.rulesFile() != null) {
            alarms.add("No rules are in force: the application runs unguarded");
        }
        if (agent.weavingFailures() > 0) {
            alarms.add(Texts.plural(agent.weavingFailures(), agent.weavingFailures() == 1 ? "class" : "classe")
                    + " could not be woven and " + (agent.weavingFailures() == 1 ? "stays" : "stay")
                    + " unguarded: the log of the JVM says which");
        }
        if (agent.internalErrors() > 0) {
            alarms.add(Texts.plural(agent.internalErrors(), "fault")
                    + " of the agent's own, each of which let its call through: the log of the JVM says more");
        }
        List<String> cautions = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        add(cautions, all, agent.rulesWarnings(), "warning", "Warnings");
        add(cautions, all, agent.unmatchedRules(), "rule", "Rules that have matched no method so far");
        add(cautions, all, agent.skippedMethods(), "method", "Methods that are not guarded, or not in full");
        return new Alarms(alarms, cautions.isEmpty() ? null : String.join("; ", cautions), all.toString());
    }

    private static void add(List<String> cautions, StringBuilder all, List<String> lines, String one, String title) {
        if (lines.isEmpty()) {
            return;
        }
        String count = Texts.plural(lines.size(), one);
        cautions.add(
                switch (one) {
                    case "rule" -> count + " without a method so far";
                    case "method" -> count + " not guarded, or not in full";
                    default -> count;
                });
        all.append(all.length() == 0 ? "" : "\n").append(title).append('\n');
        for (String line : lines) {
            all.append("    ").append(line).append('\n');
        }
    }
}
