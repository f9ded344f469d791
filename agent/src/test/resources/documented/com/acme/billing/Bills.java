package com.acme.billing;

public class Bills {
    void send() {}
}
