package dev.tripcoil.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Notices that the rules file has changed, by its content: one that was replaced, or is another link, counts. */
final class RulesWatch {

    /** More than a rules file may have. */
    private static final int MOST = (1 << 20) + 1;

    private final Path path;
    private byte[] last;

    RulesWatch(Path path) {
        this.path = path;
        last = content();
    }

    Path path() {
        return path;
    }

    /** Whether the content differs from that of the last look; one that can't be read is a content, too. */
    boolean hasChanged() {
        byte[] now = content();
        boolean changed = !Arrays.equals(last, now);
        last = now;
        return changed;
    }

    private byte[] content() {
        try (InputStream stream = Files.newInputStream(path)) {
            return stream.readNBytes(MOST);
        } catch (IOException e) {
            return null;
        }
    }
}
