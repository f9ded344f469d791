/**
 * Programs for the children of the end-to-end tests. They know nothing of Tripcoil. Those that drive other people's
 * libraries do one thing for each line on standard input, and answer with one line.
 */
package programs;
