package programs;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import java.util.function.IntSupplier;

/** Calls methods of classes that no class loader found: a hidden one, a lambda's, and a proxy's. Then waits. */
public final class UnusualClasses {

    private UnusualClasses() {}

    /** Its class file is defined as a hidden class. */
    public static final class Hidden implements IntSupplier {
        @Override
        public int getAsInt() {
            return 1;
        }
    }

    public static void main(String[] arguments) throws Exception {
        byte[] classFile;
        try (InputStream in = UnusualClasses.class.getResourceAsStream("UnusualClasses$Hidden.class")) {
            classFile = in.readAllBytes();
        }
        IntSupplier hidden = (IntSupplier) MethodHandles.lookup()
                .defineHiddenClass(classFile, true)
                .lookupClass()
                .getConstructor()
                .newInstance();
        int one = 1;
        IntSupplier lambda = () -> one;
        IntSupplier proxy = (IntSupplier) Proxy.newProxyInstance(
                UnusualClasses.class.getClassLoader(), new Class<?>[] {IntSupplier.class}, (self, method, given) -> 1);
        Thread.currentThread().interrupt(); // before its first guarded call
        int sum = hidden.getAsInt() + lambda.getAsInt() + proxy.getAsInt();
        System.out.println(sum + " " + Thread.interrupted());
        System.in.read();
    }
}
