package dev.tripcoil.corpus;

final class SuitesCommand {
    SuitesCommand(Options options) {}

    boolean run() throws Exception {
        return false;
    }
}
