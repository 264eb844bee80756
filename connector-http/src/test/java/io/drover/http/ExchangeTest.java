package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.spi.Meter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a {@link Meter} is told of each request, and what the request carries for it. */
class ExchangeTest {

    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final List<String> told = new ArrayList<>();

    @Test
    void each_request_carries_the_headers_of_its_exchange_and_tells_its_answer() throws IOException {
        try (FakeServer server = new FakeServer(
                        FakeServer.status(503, ""), FakeServer.truncated(), FakeServer.status(200, "{}"));
                HttpConnection connection = connection(server)) {
            assertThat(connection.send(Call.get("/things?token=x")).status()).isEqualTo(200);

            assertThat(server.headers).hasSize(3).allSatisfy(headers -> assertThat(headers.get("Traceparent"))
                    .containsExactly(TRACEPARENT));
        }
        assertThat(told)
                .containsExactly(
                        "GET /things",
                        "answered 503",
                        "closed",
                        "repeated",
                        "GET /things",
                        "closed",
                        "repeated",
                        "GET /things",
                        "answered 200",
                        "closed");
    }

    private HttpConnection connection(FakeServer server) {
        HttpSettings quick = new HttpSettings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMillis(2),
                Duration.ofMillis(20),
                Duration.ofSeconds(20),
                false);
        return new HttpConnection(
                "Test", server.url(), Credentials.bearer("t"), quick, 4, meter(), AddressGuard.of("127.0.0.0/8"));
    }

    private Meter meter() {
        return new Meter() {
            @Override
            public void request() {
                told.add("request");
            }

            @Override
            public void throttled() {
                told.add("throttled");
            }

            @Override
            public void repeated() {
                told.add("repeated");
            }

            @Override
            public Exchange begin(String method, String path) {
                told.add(method + " " + path);
                return new Exchange() {
                    @Override
                    public Map<String, String> headers() {
                        return Map.of("traceparent", TRACEPARENT);
                    }

                    @Override
                    public void answered(int status) {
                        told.add("answered " + status);
                    }

                    @Override
                    public void close() {
                        told.add("closed");
                    }
                };
            }
        };
    }
}
