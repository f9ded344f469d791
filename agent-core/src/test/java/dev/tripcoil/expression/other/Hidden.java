package dev.tripcoil.expression.other;

/** Out of reach of expressions in other packages. */
class Hidden implements Shown, Comparable<Hidden> {

    @Override
    public int size() {
        return 7;
    }

    public String only() {
        return "only";
    }

    @Override
    public int compareTo(Hidden o) {
        return 0;
    }
}
