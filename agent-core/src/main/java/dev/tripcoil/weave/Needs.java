package dev.tripcoil.weave;

import java.util.Objects;

/**
 * What a guard needs of its method beyond when calls begin and end.
 *
 * @param given the variables that it is given at the beginning of a call
 * @param result whether it looks at what the method returns, and may return something else in its place
 * @param failure whether it looks at what the method throws, and may answer otherwise
 * @param continuation whether it puts something else in the place of the last argument, a continuation of Kotlin's
 */
public record Needs(Given given, boolean result, boolean failure, boolean continuation) {

    /** Nothing at all. */
    public static final Needs NOTHING = new Needs(Given.NOTHING, false, false, false);

    public Needs {
        Objects.requireNonNull(given);
    }
}
