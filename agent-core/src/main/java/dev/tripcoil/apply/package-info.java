/**
 * Rules applied to class files: which methods of a class are guarded, by which breaker, and what became of that. Imports
 * {@code rules}, {@code breaker}, {@code guard} and {@code weave}. Start reading with
 * {@link dev.tripcoil.apply.RuleWeaver}.
 *
 * <p>It runs inside {@code ClassFileTransformer.transform}, where nothing may be loaded for the first time: plain loops,
 * no lambdas, no method references.
 */
package dev.tripcoil.apply;
