package dev.tripcoil.speed.calls;

import org.openjdk.jmh.annotations.CompilerControl;

/** Makes the stack deep, as that of an application is. What is thrown at the bottom is caught there, too: only its making meets the frames. */
final class Frames {

    private static final int DEEP = 60;

    /** What is called at the bottom. Make it beforehand: it would count as allocated by the call. */
    interface Bottom {
        Object call();
    }

    private Frames() {}

    static Object below(Bottom bottom) {
        return below(DEEP, bottom);
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static Object below(int frames, Bottom bottom) {
        return frames == 0 ? bottom.call() : below(frames - 1, bottom);
    }
}
