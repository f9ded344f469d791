/** How moments and spans of time read in messages. Imports {@code java.base} only. */
package dev.tripcoil.text;
