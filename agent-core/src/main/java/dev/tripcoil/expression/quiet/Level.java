package dev.tripcoil.expression.quiet;

/** Of messages that nobody wants. */
public final class Level {

    public static final Level FINE = new Level();
    public static final Level FINER = FINE;

    private Level() {}
}
