package com.acme.shop;

/** How the stock service is doing. */
enum Health {
    /** Answers at once. */
    WELL("well"),

    /** Answers at once, with HTTP 503. */
    FAILING("failing, answers HTTP 503"),

    /** Takes requests and does not answer them. */
    HANGING("hanging, does not answer");

    private final String description;

    Health(String description) {
        this.description = description;
    }

    @Override
    public String toString() {
        return description;
    }
}
