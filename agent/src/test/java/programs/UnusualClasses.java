package programs;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import java.util.function.IntSupplier;

/** Calls methods of classes that no class loader found: a hidden one, a lambda's, a proxy's, and one without a name. Then waits. */
public final class UnusualClasses {

    private UnusualClasses() {}

    /** Its class file is defined as a hidden class. */
    public static final class Hidden implements IntSupplier {
        @Override
        public int getAsInt() {
            return 1;
        }
    }

    /** Its class file is defined without saying what it is. */
    public static final class Nameless implements IntSupplier {
        @Override
        public int getAsInt() {
            return 1;
        }
    }

    private static final class Loader extends ClassLoader {
        Loader() {
            super(UnusualClasses.class.getClassLoader());
        }

        Class<?> define(byte[] classFile) {
            return defineClass(null, classFile, 0, classFile.length);
        }
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = UnusualClasses.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    public static void main(String[] arguments) throws Exception {
        IntSupplier hidden = (IntSupplier) MethodHandles.lookup()
                .defineHiddenClass(read("UnusualClasses$Hidden.class"), true)
                .lookupClass()
                .getConstructor()
                .newInstance();
        IntSupplier nameless = (IntSupplier) new Loader()
                .define(read("UnusualClasses$Nameless.class"))
                .getConstructor()
                .newInstance();
        int one = 1;
        IntSupplier lambda = () -> one;
        IntSupplier proxy = (IntSupplier) Proxy.newProxyInstance(
                UnusualClasses.class.getClassLoader(), new Class<?>[] {IntSupplier.class}, (self, method, given) -> 1);
        Thread.currentThread().interrupt(); // before its first guarded call
        int sum = hidden.getAsInt() + lambda.getAsInt() + proxy.getAsInt() + nameless.getAsInt();
        System.out.println(sum + " " + Thread.interrupted());
        System.in.read();
    }
}
