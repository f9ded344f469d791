/**
 * Deep tests of weaving on other people's classes; compiled in every build, run by hand. Start reading with
 * {@link dev.tripcoil.corpus.Main}: each of its commands starts JVMs of its own, and compares what they print. Knows
 * {@code weave} of the product, and the agent's jar as a file.
 */
package dev.tripcoil.corpus;
