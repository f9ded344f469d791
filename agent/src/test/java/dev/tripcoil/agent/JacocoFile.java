package dev.tripcoil.agent;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What JaCoCo's agent writes at the end of a JVM. */
final class JacocoFile {

    private static final int HEADER = 0x01;
    private static final int SESSION = 0x10;
    private static final int CLASS = 0x11;

    /**
     * What was covered of a class.
     *
     * @param id by which JaCoCo finds the class file for its report: made from the bytes that its agent was given
     * @param probes in their order, {@code 1} for each that was passed
     */
    record Covered(long id, String probes) {}

    private JacocoFile() {}

    /** By the class's internal name. */
    static Map<String, Covered> read(Path file) throws IOException {
        Map<String, Covered> classes = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (int block = in.read(); block != -1; block = in.read()) {
                switch (block) {
                    case HEADER -> in.skipNBytes(4);
                    case SESSION -> {
                        in.readUTF();
                        in.skipNBytes(16);
                    }
                    case CLASS -> {
                        long id = in.readLong();
                        classes.put(in.readUTF(), new Covered(id, probes(in)));
                    }
                    default -> throw new IOException("block " + block);
                }
            }
        }
        return classes;
    }

    /** Their number, seven bits in each byte, the least first; then they, eight in each. */
    private static String probes(DataInputStream in) throws IOException {
        int count = 0;
        int shift = 0;
        for (int b = 0x80; (b & 0x80) != 0; shift += 7) {
            b = in.readUnsignedByte();
            count |= (b & 0x7f) << shift;
        }
        StringBuilder probes = new StringBuilder();
        for (int i = 0, bits = 0; i < count; i++, bits >>= 1) {
            if (i % 8 == 0) {
                bits = in.readUnsignedByte();
            }
            probes.append(bits & 1);
        }
        return probes.toString();
    }
}
