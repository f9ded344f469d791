/**
 * Bytecode: from a class file and the methods to guard in it, to the class file with the guards; a pure
 * function. The only home of ASM; imports that and {@code java.base}, and nothing else of Tripcoil.
 * Start reading with {@link dev.tripcoil.weave.Weaver}, then {@code GuardingMethodVisitor}, which is the shape of a
 * guarded method.
 *
 * <p>All of it runs inside {@link java.lang.instrument.ClassFileTransformer#transform}, where a class that is loaded
 * for the first time escapes every transformer. So there are no lambdas here, no switches on strings or enums, no
 * hashing or printing of records, and nothing that asks ASM for the common superclass of two types.
 */
package dev.tripcoil.weave;
