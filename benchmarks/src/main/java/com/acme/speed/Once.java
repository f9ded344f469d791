package com.acme.speed;

/** Loaded again and again, each time by another class loader, so that its methods' first calls can be measured often. */
public final class Once implements Asked {

    @Override
    public int plain(int article) {
        return article + 1;
    }

    @Override
    public int guarded(int article) {
        return article + 1;
    }
}
