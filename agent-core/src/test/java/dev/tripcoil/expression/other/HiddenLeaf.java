package dev.tripcoil.expression.other;

/** Its nearest type in reach is its superclass, whatever it implements. */
class HiddenLeaf extends PublicSub implements Shown {

    @Override
    public int size() {
        return 8;
    }
}
