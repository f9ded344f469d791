/** Ways in which one call of an application passes through several methods, as javac of today writes them. */
package shapes.plain;
