package dev.tripcoil.rules;

import dev.tripcoil.breaker.Definition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rules file that is good, in full. Immutable.
 *
 * @param source the path as it was given
 * @param rules in the file's order: of several that select a method, the first wins
 * @param breakers by name, in the file's order; every rule's breaker is there
 * @param settings of the agent; {@link AgentArguments#over} puts the arguments' on top
 * @param warnings one line each, with its position, in the file's order
 */
public record RuleSet(
        String source, List<Rule> rules, Map<String, Definition> breakers, Settings settings, List<String> warnings) {

    public RuleSet {
        rules = List.copyOf(rules);
        breakers = Collections.unmodifiableMap(new LinkedHashMap<>(breakers));
        warnings = List.copyOf(warnings);
    }
}
