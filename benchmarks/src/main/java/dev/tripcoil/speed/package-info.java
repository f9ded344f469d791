/**
 * What guarding costs. Begin with {@link dev.tripcoil.speed.Speed}, the main class of {@code speed.jar}: it lists the commands. {@code Rows} is
 * the table of calls with its goals; what it measures is in {@code dev.tripcoil.speed.calls}.
 */
package dev.tripcoil.speed;
