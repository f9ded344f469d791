package dev.tripcoil.weave;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The lengths of methods' bytecode, read from the class file itself: ASM does not tell. */
final class CodeSizes {

    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private final DataInputStream in;

    private CodeSizes(byte[] classFile) {
        in = new DataInputStream(new ByteArrayInputStream(classFile));
    }

    static int of(byte[] classFile, String method) {
        var reading = new CodeSizes(classFile);
        try {
            reading.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reading.sizes.get(method);
    }

    private void read() throws IOException {
        in.readInt();
        in.readInt();
        constants();
        in.skipNBytes(6);
        in.skipNBytes(2L * in.readUnsignedShort());
        members();
        members();
    }

    private void constants() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> in.skipNBytes(4);
            }
        }
    }

    private void members() throws IOException {
        for (int count = in.readUnsignedShort(); count > 0; count--) {
            in.readUnsignedShort();
            var name = texts.get(in.readUnsignedShort());
            in.readUnsignedShort();
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                var attribute = texts.get(in.readUnsignedShort());
                long length = in.readInt() & 0xFFFF_FFFFL;
                if (attribute.equals("Code")) {
                    in.readInt();
                    sizes.put(name, in.readInt());
                    length -= 8;
                }
                in.skipNBytes(length);
            }
        }
    }
}
