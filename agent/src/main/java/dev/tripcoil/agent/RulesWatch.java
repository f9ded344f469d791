package dev.tripcoil.agent;

import dev.tripcoil.rules.RuleSet;
import dev.tripcoil.rules.RulesException;
import dev.tripcoil.rules.RulesFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads the rules file, and notices that it has changed, by its content: one that was replaced, or is another link,
 * counts. Each read opens the file once: a pipe gives its content to the first reader only.
 */
final class RulesWatch {

    private static final long MOMENT = 20_000_000;

    private final Path path;
    private byte[] seen = {};
    private byte[] inForce;

    RulesWatch(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * The rules that the file has now.
     *
     * @throws RulesException if it can't be read, or isn't good
     */
    RuleSet read() throws RulesException {
        byte[] content;
        try {
            content = RulesFile.content(path);
        } catch (RulesException e) {
            seen = reason(e);
            throw e;
        }
        seen = content;
        return RulesFile.parse(path.toString(), content);
    }

    /** Whether the file differs from when it was read; one that can't be read differs in why. */
    boolean hasChanged() {
        if (isPipe()) {
            return false;
        }
        return !Arrays.equals(seen, contentOrReason());
    }

    private byte[] contentOrReason() {
        try {
            return RulesFile.content(path);
        } catch (RulesException e) {
            return reason(e);
        }
    }

    /**
     * Whether nobody seems to be writing the file just now: an editor that begins by emptying it has not finished. Takes a
     * moment.
     */
    boolean isSettled() {
        byte[] before = contentOrReason();
        LockSupport.parkNanos(MOMENT);
        return Arrays.equals(before, contentOrReason());
    }

    /** What was read last is in force. */
    void tookEffect() {
        inForce = seen;
    }

    /** Whether what was read last is what is in force already. */
    boolean isInForce() {
        return Arrays.equals(seen, inForce);
    }

    /** Whether there is no reading it again. */
    boolean isPipe() {
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    private static byte[] reason(RulesException unreadable) {
        return unreadable.getMessage().getBytes(StandardCharsets.UTF_8);
    }
}
