/** Calls that pass through several guarded methods, as compilers of several languages write them. */
package dev.tripcoil.nested;
