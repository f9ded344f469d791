package dev.tripcoil.expression;

/**
 * A variable that an expression may use.
 *
 * @param name such as {@code arg0}
 * @param descriptor of its type, as in class files: {@code I}, {@code Ljava/lang/String;}
 */
public record Variable(String name, String descriptor) {}
