/** How moments, spans of time and the names of breakers read in messages. Imports {@code java.base} only. */
package dev.tripcoil.text;
