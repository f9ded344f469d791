package dev.tripcoil.expression.other;

/** A public method that returns what nobody else can name. */
public final class Maker {

    private Maker() {}

    // The compiler warns of nothing here, as libraries do it.
    public static HiddenBase make() {
        return new PublicSub();
    }
}
