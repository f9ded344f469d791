/**
 * The MBeans: what JConsole, {@code jcmd} and monitoring see, in open types only. The only home of
 * {@code javax.management}. Imports {@code breaker}. Start reading with {@link dev.tripcoil.jmx.Beans}.
 */
package dev.tripcoil.jmx;
