package com.acme.shop;

public record Price(int cents) {}
