/**
 * Expressions of the rules: from text to a class file, and from that to a function that is kept by the class that it is about. The
 * home of Janino. Imports {@code weave}, for reading and checking class files. Start reading with
 * {@link dev.tripcoil.expression.ExpressionCompiler}, then {@link dev.tripcoil.expression.Evaluator}.
 *
 * <p>Nothing of it runs inside {@code ClassFileTransformer.transform} but {@link dev.tripcoil.expression.UsedNames}.
 */
package dev.tripcoil.expression;
