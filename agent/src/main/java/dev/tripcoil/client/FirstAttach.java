package dev.tripcoil.client;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Attaches to a JVM that nobody has attached to yet without another of these commands doing so, too: of two signals, the JVM
 * would answer the one that comes after its listener is there with a thread dump on the application's standard output.
 */
final class FirstAttach {

    private FirstAttach() {}

    static VirtualMachine to(long pid) throws IOException, AttachNotSupportedException {
        ProcessView process = ProcessView.of(pid);
        if (process == null || process.listens()) {
            return VirtualMachine.attach(Long.toString(pid));
        }
        FileChannel lock = lock(pid);
        try {
            return VirtualMachine.attach(Long.toString(pid));
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    /** Closing it frees it, and removes the file. Null where no file can be made: then it must do without. */
    private static FileChannel lock(long pid) {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), ".tripcoil_attach_" + pid);
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE,
                    LinkOption.NOFOLLOW_LINKS);
            channel.lock(); // one who has waited for it finds the listener there, and sends no signal
            return channel;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
