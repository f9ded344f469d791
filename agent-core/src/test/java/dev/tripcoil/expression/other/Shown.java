package dev.tripcoil.expression.other;

/** All that others see. */
public interface Shown {

    int size();

    static Shown make() {
        return new Hidden();
    }

    static PublicSub sub() {
        return new PublicSub();
    }

    static PublicSub leaf() {
        return new HiddenLeaf();
    }

    static Object base() {
        return new PublicSub();
    }
}
