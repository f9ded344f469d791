package dev.tripcoil.weave.subjects;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** The kinds of method and class that javac knows. Each public static method here takes nothing and says how it went. */
public class Shapes {

    public static String instance() {
        return new Shapes().own("x");
    }

    String own(String s) {
        return hidden(s) + held(s);
    }

    private String hidden(String s) {
        return s + "1";
    }

    synchronized String held(String s) {
        return s + Thread.holdsLock(this);
    }

    public static String varargs() {
        return joined("-", "a", "b");
    }

    static String joined(String separator, String... parts) {
        return String.join(separator, parts);
    }

    public static String generic() {
        return Shapes.<String>first(List.of("q", "r"));
    }

    static <T> T first(List<? extends T> list) {
        return list.get(0);
    }

    public static String lambdas() {
        int base = 40;
        IntSupplier supplier = () -> base + 2;
        var list = new ArrayList<>(List.of("b", "a"));
        list.sort(String::compareTo);
        return list.toString() + supplier.getAsInt();
    }

    public static String interfaces() {
        Greeter greeter = () -> "me";
        return greeter.greet() + Greeter.twice("x");
    }

    interface Greeter {
        String who();

        default String greet() {
            return prefix() + who();
        }

        private String prefix() {
            return "hello ";
        }

        static String twice(String s) {
            return s + s;
        }
    }

    public static String records() {
        return new Point(1, 2.5).toString() + new Point(1, 2).equals(new Point(1, 2)) + new Point(3, 4).sum();
    }

    record Point(int x, double y) {
        double sum() {
            return x + y;
        }
    }

    public static String sealedTypes() {
        return describe(new Square(2)) + describe(new Circle(1));
    }

    sealed interface Figure permits Square, Circle {}

    record Square(int side) implements Figure {}

    static final class Circle implements Figure {
        final int radius;

        Circle(int radius) {
            this.radius = radius;
        }
    }

    static String describe(Figure figure) {
        if (figure instanceof Square square && square.side() > 1) {
            return "square" + square.side();
        }
        return "circle";
    }

    public static String switches() {
        return onEnum(Color.GREEN)
                + onEnum(Color.RED)
                + onString("two")
                + Color.valueOf("RED").shade();
    }

    enum Color {
        RED {
            @Override
            String shade() {
                return "dark";
            }
        },
        GREEN;

        String shade() {
            return "light";
        }
    }

    static int onEnum(Color color) {
        return switch (color) {
            case RED -> 1;
            case GREEN -> 2;
        };
    }

    static long onString(String s) {
        switch (s) {
            case "one":
                return 1;
            case "two":
                return 2;
            default:
                return 0;
        }
    }

    public static String caughtWithin() {
        try {
            throw new IOException("caught");
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    public static String finallyBlocks() {
        var log = new StringBuilder();
        return "" + finallyWith(log, 3) + log + finallyWith(log, -1) + log;
    }

    static int finallyWith(StringBuilder log, int n) {
        try {
            if (n < 0) {
                throw new IllegalStateException();
            }
            return n;
        } catch (IllegalStateException e) {
            log.append('c');
            return 100;
        } finally {
            log.append('f');
        }
    }

    public static String monitors() {
        var lock = new Object();
        int n = locked(lock);
        return n + " " + Thread.holdsLock(lock);
    }

    static int locked(Object lock) {
        synchronized (lock) {
            if (Thread.holdsLock(lock)) {
                return 1;
            }
        }
        return 0;
    }

    public static String recursion() {
        return String.valueOf(fibonacci(10));
    }

    static int fibonacci(int n) {
        return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
    }

    public static String slotsReused() {
        return overwritten(5, 2.5);
    }

    /** javac gives the slots of the parameters and of the blocks' variables to others. */
    static String overwritten(int n, double d) {
        String all = "";
        for (int i = 0; i < n; i++) {
            if (i % 2 == 0) {
                long l = i;
                all += l;
            } else {
                var s = new StringBuilder();
                double inner = d;
                all += s.append(inner);
            }
        }
        return all;
    }

    public static String loopFirst() {
        return String.valueOf(countdown(3));
    }

    static int countdown(int n) {
        while (n > 0) {
            n--;
        }
        return n;
    }

    public static String covariant() {
        Shapes.Base base = new Derived();
        return base.make().toString();
    }

    static class Base {
        Object make() {
            return "base";
        }
    }

    static class Derived extends Base {
        @Override
        String make() {
            return "derived of " + super.make();
        }
    }
}
