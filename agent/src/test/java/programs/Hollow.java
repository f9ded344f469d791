package programs;

import java.util.ArrayList;
import java.util.List;

/**
 * Has loaded classes that do not link, with others round them, before it says so; calls those that do with each line. The test
 * takes {@link Gone} away.
 */
public final class Hollow {

    private Hollow() {}

    public static class Gone extends IllegalStateException {
        private static final long serialVersionUID = 1L;
    }

    public static final class First {
        static int fetch() {
            return 1;
        }
    }

    /** To verify this one, the JVM has to look at {@link Gone}. */
    public static final class Bad {
        static RuntimeException fetch(Gone gone) {
            return gone;
        }
    }

    public static final class Second {
        static int fetch() {
            return 2;
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<Class<?>> held = new ArrayList<>();
        for (String name : List.of("First", "Bad", "Second")) {
            held.add(Class.forName("programs.Hollow$" + name, false, Hollow.class.getClassLoader()));
        }
        System.out.println(held.size() + " classes");
        while (System.in.read() >= 0) {
            System.out.println(First.fetch() + Second.fetch());
            System.in.skip(System.in.available());
        }
    }
}
