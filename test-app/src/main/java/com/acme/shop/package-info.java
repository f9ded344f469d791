/**
 * A small shop: {@link com.acme.shop.OrderService} takes orders and asks {@link com.acme.shop.StockService}
 * over HTTP, by way of {@link com.acme.shop.StockClient}, how many pieces there are. The stock service falls
 * ill and recovers by a script, so that what its illness does to the orders can be watched. An ordinary
 * application with ordinary error handling; it imports the JDK only. Start reading at {@code OrderService}.
 */
package com.acme.shop;
