package dev.tripcoil.corpus;

final class FuzzCommand {
    FuzzCommand(Options options) {}

    boolean run() throws Exception {
        return false;
    }
}
