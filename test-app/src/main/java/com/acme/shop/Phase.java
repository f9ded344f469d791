package com.acme.shop;

import java.time.Duration;

/** One step in the script of the stock service: how it does, and for how long. */
record Phase(Health health, Duration lasts) {}
