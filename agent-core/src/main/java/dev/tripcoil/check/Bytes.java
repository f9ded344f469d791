package dev.tripcoil.check;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes that are read at any place, by any thread: those of a file, of a part of it, or of an array. */
interface Bytes {

    long size();

    /** As many bytes as {@code into} has room for. */
    void read(long at, byte[] into) throws IOException;

    /** Some of them, which must all be there. */
    default byte[] read(long at, int length) throws IOException {
        if (at < 0 || length < 0 || length > size() - at) {
            throw new EOFException("it ends too early");
        }
        byte[] into = new byte[length];
        read(at, into);
        return into;
    }

    /** The file's, for as long as the channel is open. */
    record OfFile(FileChannel file, long size) implements Bytes {
        @Override
        public void read(long at, byte[] into) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(into);
            while (buffer.hasRemaining()) {
                if (file.read(buffer, at + buffer.position()) < 0) {
                    throw new EOFException("it ends too early");
                }
            }
        }
    }

    /** A part of others. */
    record Part(Bytes whole, long from, long size) implements Bytes {
        @Override
        public void read(long at, byte[] into) throws IOException {
            whole.read(from + at, into);
        }
    }

    /** An array's. */
    record OfArray(byte[] array) implements Bytes {
        @Override
        public long size() {
            return array.length;
        }

        @Override
        public void read(long at, byte[] into) {
            System.arraycopy(array, (int) at, into, 0, into.length);
        }
    }
}
