package programs;

import java.io.File;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;

/** Sets what a JVM decides once and for all by a system property, in {@code main}, and says what it got. */
public final class Defaults {

    private Defaults() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(new TreeMap<>(System.getProperties()));
        System.setProperty("user.timezone", "Asia/Tokyo");
        System.setProperty("user.language", "de");
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "7");
        System.setProperty("file.encoding", "ISO-8859-1");
        System.setProperty("java.io.tmpdir", "/nowhere");
        System.out.println(TimeZone.getDefault().getID());
        System.out.println(Locale.getDefault());
        System.out.println(ForkJoinPool.commonPool().getParallelism());
        System.out.println(Charset.defaultCharset());
        try {
            System.out.println(File.createTempFile("one", null).delete());
        } catch (Exception e) {
            System.out.println(e);
        }
    }
}
