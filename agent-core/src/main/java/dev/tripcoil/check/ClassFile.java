package dev.tripcoil.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a class file is. Any thread may read it. */
interface ClassFile {

    /** The largest that is read; the compilers' largest have some 2 MB. */
    int LARGEST = 16 << 20;

    /** For people. */
    String where();

    byte[] read() throws IOException;

    /** In a JAR, which {@code jar} names. */
    record InJar(String jar, Zip zip, Zip.Entry entry) implements ClassFile {
        @Override
        public String where() {
            return jar + "!/" + entry.name();
        }

        @Override
        public byte[] read() throws IOException {
            return zip.read(entry, LARGEST);
        }
    }

    /** In a folder. */
    record InFolder(Path path) implements ClassFile {
        @Override
        public String where() {
            return path.toString();
        }

        @Override
        public byte[] read() throws IOException {
            try (InputStream in = Files.newInputStream(path)) {
                byte[] content = in.readNBytes(LARGEST + 1);
                if (content.length > LARGEST) {
                    throw new IOException("it has more than " + LARGEST + " bytes");
                }
                return content;
            }
        }
    }
}
