package dev.tripcoil.agent;

/**
 * What came of a run, byte for byte: each char is one byte.
 *
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
record Written(int exitCode, String output, String errors) {}
