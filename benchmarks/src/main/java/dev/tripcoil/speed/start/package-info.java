/**
 * What agents cost the start of whole processes: begin with {@link dev.tripcoil.speed.start.Contenders}, then {@link
 * dev.tripcoil.speed.start.Programs}.
 */
package dev.tripcoil.speed.start;
