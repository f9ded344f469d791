package dev.tripcoil.expression.subjects;

import java.io.IOException;
import java.util.List;

/** Whose methods expressions are about. */
public class Guarded {

    static final int LIMIT = 10;

    String name = "me";
    State state = State.OPEN;
    Nested nested = new Nested();
    private int secret = 4;

    enum State {
        OPEN,
        CLOSED
    }

    private static final class Nested {
        int value = 9;

        public int get() {
            return value;
        }
    }

    /** One that nobody may name outside of the class, in Java; to the JVM it is of the package. */
    static Object nested() {
        return new Nested();
    }

    record Point(int x, int y) {}

    sealed interface Shape permits Circle {}

    record Circle(double radius) implements Shape {}

    Shape shape() {
        return new Circle(2);
    }

    Point point() {
        return new Point(1, 2);
    }

    static boolean check(Object any) {
        return any != null;
    }

    static String twice(String text) {
        return text + text;
    }

    static int sum(int... numbers) {
        int sum = 0;
        for (int each : numbers) {
            sum += each;
        }
        return sum;
    }

    int count() {
        return 3;
    }

    private int secret() {
        return secret;
    }

    void nothing() {
        secret = secret();
    }

    boolean yes() {
        return true;
    }

    Boolean boxed() {
        return true;
    }

    String reads() throws IOException {
        return "read";
    }

    List<String> list() {
        return List.of("a", "b");
    }

    static String fails() {
        throw new IllegalStateException("on purpose");
    }
}
