package com.acme;

public @interface Remote {}
