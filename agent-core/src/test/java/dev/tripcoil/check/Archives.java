package dev.tripcoil.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes JARs in memory. */
final class Archives {

    private final Map<String, byte[]> deflated = new LinkedHashMap<>();
    private final Map<String, byte[]> stored = new LinkedHashMap<>();

    /** The class files of classes of the tests, under a folder. */
    static Archives of(String folder, Class<?>... classes) throws IOException {
        return new Archives().with(folder, classes);
    }

    Archives with(String folder, Class<?>... classes) throws IOException {
        for (Class<?> each : classes) {
            with(folder + path(each), bytes(each));
        }
        return this;
    }

    Archives with(String name, byte[] content) {
        deflated.put(name, content);
        return this;
    }

    Archives withManifest(String... lines) {
        return with("META-INF/MANIFEST.MF", ("Manifest-Version: 1.0\n" + String.join("\n", lines) + "\n").getBytes());
    }

    /** Not compressed. */
    Archives store(String name, byte[] content) {
        stored.put(name, content);
        return this;
    }

    static String path(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream stream = type.getClassLoader().getResourceAsStream(path(type))) {
            return stream.readAllBytes();
        }
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : deflated.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue());
            }
            for (Map.Entry<String, byte[]> each : stored.entrySet()) {
                CRC32 sum = new CRC32();
                sum.update(each.getValue());
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(each.getValue().length);
                entry.setCrc(sum.getValue());
                out.putNextEntry(entry);
                out.write(each.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
