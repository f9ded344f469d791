package dev.tripcoil.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link SameBytes} for each jar on each JDK. */
final class BytesCommand {

    private static final String FIGURES = "same ";

    private final Options options;
    private final Path work;

    BytesCommand(Options options) throws IOException {
        this.options = options;
        work = Places.work("bytes");
    }

    boolean run() throws Exception {
        var jars = Places.jars();
        boolean same = true;
        for (var jdk : options.selectedJdks()) {
            var sums = new long[5];
            int count = 0;
            for (var jar : jars) {
                if (jar.getFileName().toString().contains(options.only())) {
                    count++;
                    same &= isSame(jdk, jar, jars, sums);
                }
            }
            System.out.println("ALL " + count + " jars on " + jdk + ": " + text(sums));
            same &= sums[2] > 0;
        }
        return same;
    }

    private boolean isSame(Jdk jdk, Path jar, List<Path> jars, long[] sums) throws Exception {
        var arguments = new ArrayList<String>(List.of(jar.toString()));
        for (var other : jars) {
            if (!other.equals(jar)) {
                arguments.add(other.toString());
            }
        }
        for (var needed : Places.needed()) {
            arguments.add(needed.toString());
        }
        var child = new ChildJvm(jdk, work.resolve(jar.getFileName() + "-" + jdk.version()), "-Xmx2g", "-Xss4m")
                .with("-javaagent:" + Places.ownJar());
        boolean same = true;
        for (var line : child.main(SameBytes.class, arguments).lines(30)) {
            if (line.startsWith(FIGURES)) {
                var figures = line.substring(FIGURES.length()).split(" ");
                var own = new long[figures.length];
                for (int i = 0; i < own.length; i++) {
                    own[i] = Long.parseLong(figures[i]);
                    sums[i] += own[i];
                }
                System.out.println(jar.getFileName() + " on " + jdk + ": " + text(own));
            } else {
                same &= line.startsWith("note: ");
                System.out.println("    " + line);
            }
        }
        return same;
    }

    private static String text(long[] figures) {
        return figures[0] + " classes, " + figures[1] + " of them woven, with " + figures[2] + " methods; " + figures[3]
                + " that the JVM put together in another order, " + figures[4] + " methods compared there";
    }
}
