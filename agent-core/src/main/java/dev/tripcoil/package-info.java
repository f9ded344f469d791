/** What an application may meet by name: the exception that a refused call throws. Imports {@code java.base} only. */
package dev.tripcoil;
