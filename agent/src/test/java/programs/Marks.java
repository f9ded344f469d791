package programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A class that nobody can initialize without a trace: it writes the file that a property names. */
public final class Marks {

    static {
        try {
            Files.writeString(Path.of(System.getProperty("mark")), "was here");
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Marks() {}

    public static void main(String[] arguments) {
        System.out.println("done");
    }

    /** A method to guard. */
    public static String fetch() {
        return "";
    }
}
