package dev.tripcoil.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Classes with many small methods. */
final class ManyMethods {

    static final int CLASSES = 200;
    private static final int METHODS = 50;

    private ManyMethods() {}

    static String name(int number) {
        return "many.C" + number;
    }

    /** Makes the class files; returns how many methods there are. */
    static int compile(Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-nowarn", "-d", folder.toString()));
        for (int i = 0; i < CLASSES; i++) {
            StringBuilder text = new StringBuilder("package many;\npublic class C" + i + " {\n");
            for (int j = 0; j < METHODS; j++) {
                text.append("    public int m")
                        .append(j)
                        .append("(int i) { return i + ")
                        .append(j)
                        .append("; }\n");
            }
            arguments.add(Files.writeString(folder.resolve("C" + i + ".java"), text.append("}\n"))
                    .toString());
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("javac failed");
        }
        return CLASSES * METHODS;
    }
}
