package com.acme.billing.test;

public class NoBills {
    void send() {}
}
