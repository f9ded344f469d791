package dev.tripcoil.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> NAMES = List.of(
            "com.acme.shop.StockClient",
            "com.acme.shop.StockClient$Page",
            "com.acme.shop.OrderService",
            "com.acme.shop.OrderServiceImpl",
            "com.acme.shop.StockKt",
            "com.acme.orders.OrderServices",
            "org.other.StockClient",
            "org.other.Unlike");

    @ParameterizedTest
    @CsvSource({
        "com.acme.shop.StockClient.Page, com.acme.shop.StockClient$Page",
        "com.acme.shop.stockclient, com.acme.shop.StockClient",
        "com.acme.shop.StokClient, com.acme.shop.StockClient",
        "com.acme.StockClient, com.acme.shop.StockClient",
        "StockClient, com.acme.shop.StockClient",
        "org.othr.Unlike, org.other.Unlike",
        "com.acme.shop.Stock, com.acme.shop.StockKt",
        "com.acme.shop.OrderServic, com.acme.shop.OrderService",
    })
    void what_was_meant_comes_first(String written, String meant) {
        assertThat(Nearest.to(written, NAMES)).first().isEqualTo(meant);
    }

    @Test
    void no_more_than_three_are_named_and_none_that_is_far() {
        assertThat(Nearest.to("StockClient", NAMES))
                .containsExactly("com.acme.shop.StockClient", "org.other.StockClient");
        assertThat(Nearest.to("com.acme.shop.OrderServic", NAMES)).hasSize(2);
        assertThat(Nearest.to("com.acme.billing.Invoices", NAMES)).isEmpty();
        assertThat(Nearest.to("X", List.of("a.X", "b.X", "c.X", "d.X"))).containsExactly("a.X", "b.X", "c.X");
    }
}
