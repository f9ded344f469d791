package dev.tripcoil.expression.other;

/** Likewise, but with a public class below it. */
class HiddenBase {

    public int field = 5;

    public static String ofBase() {
        return "static";
    }

    public int inherited() {
        return 42;
    }

    protected int kept() {
        return 1;
    }
}
