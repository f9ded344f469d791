package dev.tripcoil.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A JAR by its central directory. The JDK's own reader wants a file; this one also reads a JAR within a JAR, where it
 * lies. Whoever made the JAR may mean harm: no more is unpacked than was asked for. Thread-safe.
 *
 * <p>After the ZIP file format specification, APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3.
 */
final class Zip {

    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_SIZE = 56;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_SIZE = 20;
    private static final int DIRECTORY = 0x02014b50;
    private static final int DIRECTORY_SIZE = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int EXTRA_64 = 1;
    private static final long UNSIGNED_INT = 0xFFFFFFFFL;

    /** A directory that a million entries have room in. */
    private static final long LARGEST_DIRECTORY = 256L << 20;

    /** Class files shrink to a third, and the most repetitive ones to a fiftieth. */
    private static final int LARGEST_RATIO = 200;

    /** What is unpacked without a look at the ratio. */
    private static final int SMALL = 1 << 20;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final Bytes bytes;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Zip(Bytes bytes) {
        this.bytes = bytes;
    }

    /**
     * A file in it.
     *
     * @param at where its local header is
     */
    record Entry(String name, boolean encrypted, int method, long packed, long size, long at) {}

    /**
     * Reads the directory.
     *
     * @throws IOException if there is none, or a damaged one; its message completes "can't be read: "
     */
    static Zip of(Bytes bytes) throws IOException {
        Zip zip = new Zip(bytes);
        zip.readDirectory();
        return zip;
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    /** Null if there is none of this name. */
    Entry entry(String name) {
        return entries.get(name);
    }

    private void readDirectory() throws IOException {
        long end = findEnd();
        ByteBuffer record = buffer(end, END_SIZE);
        long size = record.getInt(12) & UNSIGNED_INT;
        long from = record.getInt(16) & UNSIGNED_INT;
        if ((record.getShort(10) & 0xFFFF) == 0xFFFF || size == UNSIGNED_INT || from == UNSIGNED_INT) {
            ByteBuffer record64 = end64(end);
            if (record64 != null) {
                end -= LOCATOR_64_SIZE + END_64_SIZE;
                size = record64.getLong(40);
                from = record64.getLong(48);
            }
        }
        // What stands before a JAR, such as a script that starts it, is not counted in its offsets.
        long before = end - size - from;
        if (size < 0 || from < 0 || before < 0 || size > LARGEST_DIRECTORY) {
            throw new IOException("its directory is damaged");
        }
        readEntries(buffer(end - size, (int) size), before);
    }

    private long findEnd() throws IOException {
        int length = (int) Math.min(bytes.size(), END_SIZE + LONGEST_COMMENT);
        ByteBuffer tail = buffer(bytes.size() - length, length);
        for (int at = length - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END && at + END_SIZE + (tail.getShort(at + 20) & 0xFFFF) <= length) {
                return bytes.size() - length + at;
            }
        }
        throw new IOException("it is no JAR, or ends too early");
    }

    /** Null where there is no such record just before the other. */
    private ByteBuffer end64(long end) throws IOException {
        if (end < LOCATOR_64_SIZE + END_64_SIZE
                || buffer(end - LOCATOR_64_SIZE, 4).getInt(0) != LOCATOR_64) {
            return null;
        }
        ByteBuffer record = buffer(end - LOCATOR_64_SIZE - END_64_SIZE, END_64_SIZE);
        return record.getInt(0) == END_64 ? record : null;
    }

    private void readEntries(ByteBuffer directory, long before) throws IOException {
        int at = 0;
        while (at + DIRECTORY_SIZE <= directory.limit() && directory.getInt(at) == DIRECTORY) {
            int nameLength = directory.getShort(at + 28) & 0xFFFF;
            int extraLength = directory.getShort(at + 30) & 0xFFFF;
            int next = at + DIRECTORY_SIZE + nameLength + extraLength + (directory.getShort(at + 32) & 0xFFFF);
            if (next > directory.limit()) {
                throw new IOException("its directory is damaged");
            }
            String name = new String(directory.array(), at + DIRECTORY_SIZE, nameLength, StandardCharsets.UTF_8);
            long[] numbers = {
                directory.getInt(at + 24) & UNSIGNED_INT,
                directory.getInt(at + 20) & UNSIGNED_INT,
                directory.getInt(at + 42) & UNSIGNED_INT
            };
            extend(numbers, directory, at + DIRECTORY_SIZE + nameLength, extraLength);
            boolean encrypted = (directory.getShort(at + 8) & 1) != 0;
            int method = directory.getShort(at + 10) & 0xFFFF;
            entries.putIfAbsent(name, new Entry(name, encrypted, method, numbers[1], numbers[0], before + numbers[2]));
            at = next;
        }
    }

    /** Takes those numbers that did not fit from the extra field that has them. */
    private static void extend(long[] numbers, ByteBuffer directory, int from, int length) {
        int at = from;
        while (at + 4 <= from + length) {
            int size = directory.getShort(at + 2) & 0xFFFF;
            if (directory.getShort(at) == EXTRA_64) {
                int value = at + 4;
                for (int i = 0; i < numbers.length; i++) {
                    if (numbers[i] == UNSIGNED_INT && value + 8 <= Math.min(at + 4 + size, from + length)) {
                        numbers[i] = directory.getLong(value);
                        value += 8;
                    }
                }
                return;
            }
            at += 4 + size;
        }
    }

    /**
     * The content of a file in it.
     *
     * @param most bytes; more is an IOException
     */
    byte[] read(Entry entry, int most) throws IOException {
        if (entry.size < 0 || entry.size > most) {
            throw new IOException("it unpacks to " + entry.size + " bytes, and no more than " + most + " are read");
        }
        if (entry.size > SMALL && entry.size / LARGEST_RATIO > entry.packed) {
            throw new IOException("it unpacks to more than " + LARGEST_RATIO + " times its size");
        }
        Bytes packed = packed(entry);
        if (entry.method == STORED) {
            return packed.read(0, (int) entry.size);
        }
        return inflate(packed.read(0, (int) Math.min(packed.size(), Integer.MAX_VALUE - 8)), (int) entry.size);
    }

    private static byte[] inflate(byte[] packed, int size) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] content = new byte[size];
            int done = 0;
            while (done < size) {
                int more = inflater.inflate(content, done, size - done);
                if (more == 0) {
                    throw new IOException("it ends too early");
                }
                done += more;
            }
            return content;
        } catch (DataFormatException e) {
            throw new IOException("it is damaged");
        } finally {
            inflater.end();
        }
    }

    /** A JAR in it, where it lies if it is stored as it is; else unpacked into memory. */
    Bytes bytes(Entry entry, int mostUnpacked) throws IOException {
        return entry.method == STORED ? packed(entry) : new Bytes.OfArray(read(entry, mostUnpacked));
    }

    private Bytes packed(Entry entry) throws IOException {
        if (entry.encrypted) {
            throw new IOException("it is encrypted");
        }
        if (entry.method != STORED && entry.method != DEFLATED
                || entry.method == STORED && entry.packed != entry.size) {
            throw new IOException("it is packed in a way that no JAR is");
        }
        ByteBuffer header = buffer(entry.at, LOCAL_SIZE);
        if (header.getInt(0) != LOCAL) {
            throw new IOException("it is damaged");
        }
        long from = entry.at + LOCAL_SIZE + (header.getShort(26) & 0xFFFF) + (header.getShort(28) & 0xFFFF);
        if (entry.packed < 0 || entry.packed > bytes.size() - from) {
            throw new IOException("it ends too early");
        }
        return new Bytes.Part(bytes, from, entry.packed);
    }

    private ByteBuffer buffer(long at, int length) throws IOException {
        return ByteBuffer.wrap(bytes.read(at, length)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
