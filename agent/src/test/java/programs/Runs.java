package programs;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Calls the static method run of each class that it is given, as often as its first argument says, and says what it
 * returned, or threw, at last. Ends with the next line on standard input.
 */
public final class Runs {

    private Runs() {}

    public static void main(String[] arguments) throws Exception {
        int times = Integer.parseInt(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            Object result = null;
            try {
                MethodHandle run = MethodHandles.publicLookup()
                        .findStatic(Class.forName(arguments[i]), "run", MethodType.methodType(int.class));
                for (int n = 0; n < times; n++) {
                    result = run.invoke();
                }
            } catch (Throwable e) {
                result = e;
            }
            System.out.println(arguments[i] + ": " + result);
        }
        System.out.println("end");
        System.in.read();
    }
}
