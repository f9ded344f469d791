package com.acme.speed;

/** How the two methods of each copy of {@link Once} are called. */
public interface Asked {

    int plain(int article);

    int guarded(int article);
}
