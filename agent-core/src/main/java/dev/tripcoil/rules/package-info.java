/**
 * What the rules file and the agent's arguments say, read into immutable objects or refused with every
 * problem and its position. The only home of SnakeYAML, of which it uses the parser alone; imports
 * {@code dev.tripcoil.breaker} for the definitions besides. Start reading with
 * {@link dev.tripcoil.rules.RulesFile}; what the weaver asks while classes load is
 * {@link dev.tripcoil.rules.RuleIndex} and {@link dev.tripcoil.rules.Rule}.
 */
package dev.tripcoil.rules;
