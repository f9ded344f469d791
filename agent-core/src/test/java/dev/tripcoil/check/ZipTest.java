package dev.tripcoil.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ZipTest {

    private static final byte[] CONTENT = "what is in it, what is in it, what is in it".getBytes();

    @Test
    void has_what_was_put_in() throws Exception {
        Zip zip = zip(new Archives().with("a/b", CONTENT).store("c", CONTENT).bytes());
        assertThat(zip.entries()).extracting(Zip.Entry::name).containsExactly("a/b", "c");
        assertThat(zip.read(zip.entry("a/b"), 1000)).isEqualTo(CONTENT);
        assertThat(zip.read(zip.entry("c"), 1000)).isEqualTo(CONTENT);
        assertThat(zip.entry("d")).isNull();
    }

    @Test
    void may_have_a_script_before_it_and_a_comment_behind() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("#!/bin/bash\nexec java -jar \"$0\"\n".getBytes());
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(jar)) {
            out.setComment("a comment");
            out.putNextEntry(new ZipEntry("a"));
            out.write(CONTENT);
        }
        bytes.write(jar.toByteArray());
        Zip zip = zip(bytes.toByteArray());
        assertThat(zip.read(zip.entry("a"), 1000)).isEqualTo(CONTENT);
    }

    @Test
    void may_have_more_than_65_535_entries() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setMethod(ZipOutputStream.DEFLATED);
            for (int i = 0; i < 70_000; i++) {
                out.putNextEntry(new ZipEntry("e" + i));
            }
            out.write(CONTENT);
        }
        Zip zip = zip(bytes.toByteArray());
        assertThat(zip.entries()).hasSize(70_000);
        assertThat(zip.read(zip.entry("e69999"), 1000)).isEqualTo(CONTENT);
    }

    @Test
    void reads_no_more_than_it_is_asked_for() throws Exception {
        Zip zip = zip(new Archives().with("a", CONTENT).bytes());
        assertThatThrownBy(() -> zip.read(zip.entry("a"), CONTENT.length - 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no more than " + (CONTENT.length - 1) + " are read");
    }

    @Test
    void does_not_unpack_what_is_encrypted() throws Exception {
        byte[] bytes = new Archives().store("a", CONTENT).bytes();
        for (int i = 0; i < bytes.length - 4; i++) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
                bytes[i + 8] |= 1;
            }
        }
        Zip zip = zip(bytes);
        assertThatThrownBy(() -> zip.read(zip.entry("a"), 1000)).hasMessage("it is encrypted");
    }

    /** 20,000 damaged files: each is read, or refused by an IOException, and nothing else comes of it. */
    @Test
    void damage_is_an_io_exception_and_nothing_worse() throws Exception {
        byte[] good = new Archives().with("a/b", CONTENT).store("c", CONTENT).bytes();
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = good.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
            }
            try {
                Zip zip = zip(damaged);
                for (Zip.Entry entry : zip.entries()) {
                    assertThat(zip.read(entry, 1000).length).isLessThanOrEqualTo(1000);
                    zip.bytes(entry, 1000);
                }
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1000, 19_000);
    }

    private static Zip zip(byte[] bytes) throws IOException {
        return Zip.of(new Bytes.OfArray(bytes));
    }
}
