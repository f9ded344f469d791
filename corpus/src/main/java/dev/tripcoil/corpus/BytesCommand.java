package dev.tripcoil.corpus;

final class BytesCommand {
    BytesCommand(Options options) {}

    boolean run() throws Exception {
        return false;
    }
}
