/** The application of the benchmarks; knows nothing of Tripcoil. */
package com.acme.speed;
