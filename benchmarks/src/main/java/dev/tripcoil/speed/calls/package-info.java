/**
 * The benchmarks of guarded calls: Tripcoil's, and those of what people would take instead. Begin with {@link
 * dev.tripcoil.speed.calls.GuardedCalls}: what can be measured under several agents is there, the same code for each of them, and each runs
 * in forks with its own {@code -javaagent}. All of them are to be run in the project's folder.
 */
package dev.tripcoil.speed.calls;
