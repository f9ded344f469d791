package programs;

import java.io.InputStream;

/** Loads so many copies of one class, each in a loader of its own, and calls each. Then ends. */
public final class ManyClasses {

    private ManyClasses() {}

    /** What is copied. */
    public static final class Copied implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Loader extends ClassLoader {
        Loader() {
            super(ManyClasses.class.getClassLoader());
        }

        Runnable copy(byte[] classFile) throws ReflectiveOperationException {
            return (Runnable) defineClass("programs.ManyClasses$Copied", classFile, 0, classFile.length)
                    .getConstructor()
                    .newInstance();
        }
    }

    public static void main(String[] arguments) throws Exception {
        byte[] classFile;
        try (InputStream in = ManyClasses.class.getResourceAsStream("ManyClasses$Copied.class")) {
            classFile = in.readAllBytes();
        }
        int times = Integer.parseInt(arguments[0]);
        for (int i = 0; i < times; i++) {
            new Loader().copy(classFile).run();
        }
        try {
            throw new IllegalStateException("on purpose");
        } catch (IllegalStateException e) {
            System.out.println(times + " classes");
        }
    }
}
