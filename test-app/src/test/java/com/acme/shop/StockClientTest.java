package com.acme.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StockClientTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void a_service_that_is_well_answers() throws Exception {
        try (StockService service = service(Health.WELL)) {
            StockClient client = new StockClient(service.address(), LONG);

            assertThat(client.items()).contains("bolt");
            assertThat(client.fetch("bolt")).isEqualTo(42);
            assertThat(client.fetch("bolt", 10)).isEqualTo(10);
            assertThat(client.fetchLater("bolt").get()).isEqualTo(42);
        }
    }

    @Test
    void an_item_that_does_not_exist_is_not_found() throws Exception {
        try (StockService service = service(Health.WELL)) {
            StockClient client = new StockClient(service.address(), LONG);

            assertThatThrownBy(() -> client.fetch("left-handed screw")).isInstanceOf(FileNotFoundException.class);
        }
    }

    @Test
    void a_failing_service_is_an_exception() throws Exception {
        try (StockService service = service(Health.FAILING)) {
            StockClient client = new StockClient(service.address(), LONG);

            assertThatThrownBy(() -> client.fetch("bolt"))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("HTTP 503 from the stock service");
            assertThatThrownBy(() -> client.fetchLater("bolt").get()).hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void a_hanging_service_is_given_up_on_after_the_timeout() throws Exception {
        try (StockService service = service(Health.HANGING)) {
            StockClient client = new StockClient(service.address(), Duration.ofMillis(20));

            assertThatThrownBy(() -> client.fetch("bolt")).isInstanceOf(HttpTimeoutException.class);
        }
    }

    private static StockService service(Health health) throws IOException {
        return new StockService(List.of(new Phase(health, LONG)));
    }
}
