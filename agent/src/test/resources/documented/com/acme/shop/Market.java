package com.acme.shop;

import com.acme.Remote;

public class Market {
    @Remote
    Price ask() {
        return new Price(5);
    }

    @Remote
    int askInCents() {
        return 5;
    }

    Price guess() {
        return new Price(5);
    }
}
